"""The sealed box and what leaves it: in blocks, by lot, whole or not at all."""

from datetime import timedelta

import httpx
import msgspec
import pytest

from services.training.domain.surveys.box import Boxed, length_of, pack, unpack
from services.training.domain.surveys.mixing import by_lot, to_let_out
from services.training.domain.surveys.questions import Question
from services.training.domain.surveys.survey import State
from services.training.operations.surveys.tend import tend_all, tend_due
from shared.house import House
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.surveys import asked, questions
from tests.training.surveys.asked import OVER, Room, answered, out_and_in, room


@pytest.mark.parametrize(
    ("boxed", "released", "minimum", "last", "out"),
    [
        (9, 0, 5, False, 0),
        (10, 0, 5, False, 5),
        (17, 0, 5, False, 12),
        (9, 5, 5, False, 0),
        (10, 5, 5, False, 5),
        (10, 0, 3, False, 5),  # while it is open a block is a block, however low the minimum
        (12, 0, 8, False, 0),
        (15, 0, 8, False, 0),  # eight stay behind as well
        (16, 0, 8, False, 8),
        (12, 8, 8, False, 0),
        (7, 8, 8, True, 0),
        (8, 8, 8, True, 8),
        (4, 0, 5, True, 0),
        (5, 0, 5, True, 5),
        (3, 0, 3, True, 3),
        (2, 0, 3, True, 0),
        (5, 5, 5, True, 5),
        (4, 5, 3, True, 0),  # a remainder below a block would stand alone
        (0, 0, 5, True, 0),
        (0, 10, 5, True, 0),
    ],
)
def test_the_block_rule(boxed: int, released: int, minimum: int, last: bool, out: int) -> None:
    assert to_let_out(boxed, released, minimum=minimum, last=last) == out


def test_no_block_is_ever_smaller_however_answers_arrive() -> None:
    """Every way in which 30 answers can arrive and be mixed: each block, the last too, has five at least."""
    for step in range(1, 30):
        boxed = released = 0
        blocks = []
        for arrived in range(1, 31):
            boxed += 1
            if arrived % step == 0:
                out = to_let_out(boxed, released, minimum=5, last=False)
                boxed, released = boxed - out, released + out
                blocks += [out] if out else []
        blocks.append(to_let_out(boxed, released, minimum=5, last=True))
        assert sum(blocks) == 30
        assert min(blocks) >= 5


def test_everybody_is_drawn_and_nobody_twice() -> None:
    out, stay = by_lot(range(20), 7)
    assert (len(out), sorted(out + stay)) == (7, list(range(20)))


def _longest(item: Question) -> int:
    """Of the text that can be written to it; 0: none."""
    return getattr(item, "limit", 0) or (200 if getattr(item, "other", False) else 0)


def test_every_answer_to_a_survey_has_the_same_length() -> None:
    items = [msgspec.structs.replace(each.item, key=f"k{n}") for n, each in enumerate(questions.ROWS)]
    length = length_of(items)
    longest = Boxed(
        {f"k{n}": each.answer for n, each in enumerate(questions.ROWS) if each.answer is not None},
        tuple((each.key, "\U0001f3d9" * most) for each in items if (most := _longest(each))),
        "f" * 32,
    )
    for boxed in (Boxed({}, ()), longest):
        packed = pack(boxed, length)
        assert len(packed) == length
        assert unpack(packed) == boxed


async def test_fifteen_come_out_five_then_all(training: House, clock: FakeClock, client: httpx.AsyncClient) -> None:
    own = await room(training, clock, 15)
    seen = []
    for number in range(15):
        await answered(client, own, number)
        await tend_due(training)
        seen.append(await out_and_in(own))
    assert seen == [*((0, n) for n in range(1, 10)), *((5, n) for n in range(5, 10)), (15, 0)]
    assert (await asked.row(training, own.survey)).state is State.CLOSED
    assert sorted(each["useful"] for each in await asked.responses(training, own.survey)) == sorted([1, 2, 3, 4, 5] * 3)
    assert {text for _, text in await asked.words(training, own.survey)} == {f"Words of {n}." for n in range(15)}


async def test_at_the_close_the_rest_comes_out(training: House, clock: FakeClock, client: httpx.AsyncClient) -> None:
    own = await room(training, clock, 15)
    await answered(client, own, *range(7))
    clock.move_to(OVER + timedelta(days=14))
    await tend_due(training)
    assert await out_and_in(own) == (7, 0)


async def test_too_few_are_destroyed_and_told(training: House, clock: FakeClock, client: httpx.AsyncClient) -> None:
    own = await room(training, clock, 15)
    await answered(client, own, *range(4))
    clock.move_to(OVER + timedelta(days=14))
    await tend_due(training)
    assert await out_and_in(own) == (0, 0)
    for number in (0, 9):
        assert "Too few people answered before it closed" in (await client.get(own.link(number))).text


async def test_three_are_enough_where_the_organizer_says_so(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    own = await room(training, clock, 4, minimum=3)
    await answered(client, own, 0, 1, 2)
    clock.move_to(OVER + timedelta(days=14))
    await tend_due(training)
    assert await out_and_in(own) == (3, 0)


async def test_before_it_begins_more_may_join_so_it_stays_open(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    """Everyone has answered a survey that opened a week before the course: it closes when the course begins."""
    cohort = await people.jeju(training)
    made = [await people.participant(training, cohort, number) for number in range(1, 6)]
    begins = OVER - timedelta(days=4)
    clock.move_to(begins - timedelta(days=7))
    schedule = msgspec.structs.replace(asked.AT_START, opens_after=-7 * 24 * 60)
    survey = await asked.survey(training, cohort=cohort, schedule=schedule)
    await asked.tended(training, survey)
    own = Room(training, survey, made, await asked.links(training, survey))
    await answered(client, own, *range(5))
    assert ((await asked.tended(training, survey)).state, await out_and_in(own)) == (State.OPEN, (0, 5))
    clock.move_to(begins)
    assert ((await asked.tended(training, survey)).state, await out_and_in(own)) == (State.CLOSED, (5, 0))


async def test_what_another_secret_sealed_is_told_loudly_and_never_lost(
    training: House, clock: FakeClock, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    own = await room(training, clock, 15)
    await answered(client, own, *range(6))
    other = House(
        msgspec.structs.replace(training.settings, secret_key=b"another secret of 32 bytes here."),
        training.db, training.links, training.limits, training.clock,
    )  # fmt: skip
    clock.move_to(OVER + timedelta(days=14))
    for _ in range(2):
        await tend_all(other)
    assert "answers in the box cannot be opened" in caplog.text
    assert await out_and_in(own) == (0, 6)
    told = [each for each in await asked.jobs(training, "desk.put") if each["kind"] == "survey.shut"]
    assert [each["count"] for each in told] == [6]
    clock.advance(minutes=1)
    await tend_all(training)
    assert await out_and_in(own) == (6, 0)
    told = [each for each in await asked.jobs(training, "desk.put") if each["kind"] == "survey.shut"]
    assert [each["count"] for each in told] == [6, 0]
