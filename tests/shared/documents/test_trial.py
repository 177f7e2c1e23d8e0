"""A picture that somebody hands in is tried in a process of its own, which ends in time."""

from pathlib import Path

import pytest

from shared.documents.pictures import NOT_READ
from shared.documents.trial import TOO_LONG, TOO_MUCH, draw_once
from shared.errors import Invalid
from tests.shared.documents.pictures import INK, SEAL, bomb, png, slow


@pytest.mark.parametrize("picture", [SEAL, INK], ids=["svg", "png"])
async def test_a_picture_is_taken(picture: bytes) -> None:
    await draw_once(picture)


async def test_a_picture_that_cannot_be_drawn_is_told() -> None:
    with pytest.raises(Invalid) as told:
        await draw_once(png(10, 10, says_wide=30))
    assert [problem.message for problem in told.value.problems] == [NOT_READ]


async def test_one_that_takes_too_long_is_told_and_leaves_nothing_behind() -> None:
    before = children()
    with pytest.raises(Invalid) as told:
        await draw_once(SEAL, longest=0.01)
    assert [problem.message for problem in told.value.problems] == [TOO_LONG]
    assert children() - before == set()


async def test_one_that_takes_more_of_the_processor_than_it_may_is_ended() -> None:
    with pytest.raises(Invalid) as told:
        await draw_once(slow(), processor=1)
    assert [problem.message for problem in told.value.problems] == [TOO_MUCH]


async def test_one_that_takes_more_memory_than_it_may_is_ended() -> None:
    little = 200 << 20
    await draw_once(SEAL, memory=little)
    await draw_once(bomb())
    with pytest.raises(Invalid) as told:
        await draw_once(bomb(), memory=little)
    assert [problem.message for problem in told.value.problems] == [TOO_MUCH]


async def test_a_machine_of_many_processors_does_not_spend_the_memory_on_threads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RAYON_NUM_THREADS", "64")
    await draw_once(SEAL, memory=200 << 20)


def children() -> set[str]:
    """The processes that this one began and that are still there."""
    return {pid for each in Path("/proc/self/task").glob("*/children") for pid in each.read_text().split()}
