"""Group commit: whoever waits is done together, in order, and a bad one fails alone."""

import asyncio
from collections.abc import Sequence

import pytest

from shared.gather import ENOUGH, LARGEST, Gathering


class Counter:
    """Answers each number with its double, a group at a time; 13 is bad luck for its whole group."""

    def __init__(self) -> None:
        self.groups: list[list[int]] = []
        self.gate = asyncio.Event()

    async def together(self, group: Sequence[int]) -> list[int]:
        await self.gate.wait()
        if 13 in group:
            raise ValueError("13")
        self.groups.append(list(group))
        return [2 * number for number in group]


async def test_who_comes_meanwhile_is_in_the_next_group() -> None:
    counter = Counter()
    gathering = Gathering(counter.together)
    waiting = [gathering.join("event", number) for number in range(100, 200)]
    await asyncio.sleep(0)
    counter.gate.set()
    assert await asyncio.gather(*waiting) == [2 * number for number in range(100, 200)]
    assert [len(group) for group in counter.groups] == [LARGEST, 100 - LARGEST]
    assert [number for group in counter.groups for number in group] == list(range(100, 200))


async def test_a_bad_member_fails_alone() -> None:
    counter = Counter()
    counter.gate.set()
    gathering = Gathering(counter.together)
    done = await asyncio.gather(*(gathering.join("event", n) for n in (1, 13, 2)), return_exceptions=True)
    assert [str(each) for each in done] == ["2", "13", "4"]
    with pytest.raises(ValueError, match="13"):
        await gathering.join("event", 13)


async def test_an_answer_may_be_a_refusal_or_come_from_somebody_else() -> None:
    groups: list[list[int]] = []
    later: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    never: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    answers: dict[int, int | Exception | asyncio.Future[int]] = {1: 2, 2: ValueError("2"), 3: later, 4: never}

    async def together(group: Sequence[int]) -> list[int | Exception | asyncio.Future[int]]:
        groups.append(list(group))
        return [answers[number] for number in group]

    gathering: Gathering[int, int] = Gathering(together)
    waiting = [gathering.join("event", number) for number in answers]
    assert "event" in gathering
    assert await waiting[0] == 2
    with pytest.raises(ValueError, match="2"):
        await waiting[1]
    assert (groups, "event" in gathering) == ([[1, 2, 3, 4]], False), "nobody is tried again"
    assert not waiting[2].done()
    later.set_result(6)
    never.set_exception(ValueError("4"))
    assert await waiting[2] == 6
    with pytest.raises(ValueError, match="4"):
        await waiting[3]


async def test_keys_do_not_wait_for_each_other() -> None:
    counter = Counter()
    gathering = Gathering(counter.together)
    waiting = [gathering.join(key, key) for key in (1, 2)]
    await asyncio.sleep(0)
    counter.gate.set()
    assert await asyncio.gather(*waiting) == [2, 4]
    assert sorted(counter.groups) == [[1], [2]]


async def test_who_gives_up_leaves_the_others_their_answers() -> None:
    counter = Counter()
    gathering = Gathering(counter.together)
    waiting = [gathering.join("event", number) for number in (1, 2, 3)]
    await asyncio.sleep(0)
    waiting[1].cancel()
    counter.gate.set()
    done = await asyncio.gather(*waiting, return_exceptions=True)
    assert (done[0], done[2]) == (2, 6)
    assert isinstance(done[1], asyncio.CancelledError)


async def test_who_comes_side_by_side_is_one_group() -> None:
    """Each joins a turn after another, as requests do that are read one after the other."""
    counter = Counter()
    counter.gate.set()
    gathering = Gathering(counter.together)

    async def later(turns: int) -> int:
        for _ in range(turns):
            await asyncio.sleep(0)
        return await gathering.join("event", 100 + turns)

    numbers = range(100, 100 + ENOUGH - 1)
    assert await asyncio.gather(*(later(number - 100) for number in numbers)) == [2 * number for number in numbers]
    assert counter.groups == [list(numbers)]


async def test_enough_do_not_wait_for_more() -> None:
    """The first of many who come side by side are written while the others are still on their way."""
    counter = Counter()
    gathering = Gathering(counter.together)
    numbers = list(range(100, 100 + ENOUGH + 3))
    waiting: list[asyncio.Future[int]] = []
    for number in numbers:
        waiting.append(gathering.join("event", number))
        await asyncio.sleep(0)
    counter.gate.set()
    assert await asyncio.gather(*waiting) == [2 * number for number in numbers]
    assert counter.groups == [numbers[:ENOUGH], numbers[ENOUGH:]]
