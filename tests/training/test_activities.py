"""Those who came to an event: kept whole, whatever order the jobs of registration come in, and forgotten in time."""

import asyncio
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.registration.domain.privacy import REGISTRATIONS_KEPT
from services.training.domain.retention import ACTIVITIES_KEPT
from services.training.operations.activities import put
from services.training.operations.forget import forget
from shared.contracts.common import Person
from shared.contracts.training import ActivityPerson, ActivityPut
from shared.house import House
from shared.when import Precision, When
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

WHEN = When(precision=Precision.TIME, start=datetime(2027, 12, 9, 15), end=datetime(2027, 12, 9, 17))
OVER = WHEN.over_at("Asia/Seoul")
_numbers = count(1)


def somebody(number: int) -> ActivityPerson:
    return ActivityPerson(
        id=UUID(int=number),
        person=Person(email=f"person{number}@example.org", name=f"Person {number}"),
        organisation="Sample City",
        country="KR",
        category="delegate",
    )


def closing(revision: int, *people: int, part: int = 1, parts: int = 1, key: str = "event:one") -> ActivityPut:
    return ActivityPut(
        key=key,
        revision=revision,
        slug="cio-forum",
        title=f"CIO Forum {revision}",
        kind="forum",
        when=WHEN,
        timezone="Asia/Seoul",
        people=tuple(somebody(number) for number in people),
        part=part,
        parts=parts,
    )


async def _come(training: House, *jobs: ActivityPut) -> None:
    for job in jobs:
        async with training.db.transaction() as tx:
            await put(training, tx, job)


async def _known(training: House, key: str = "event:one") -> tuple[int, int, list[int]] | None:
    """Revision, how many came, and who; None where nothing is known."""
    async with training.db.reading() as tx:
        row = await tx.conn.fetchrow("SELECT revision, people FROM activities WHERE key = $1", key)
        people = await tx.conn.fetch("SELECT id FROM activity_people WHERE activity_key = $1 ORDER BY id", key)
    return None if row is None else (row["revision"], row["people"], [one["id"].int for one in people])


async def _waiting(training: House, key: str = "event:one") -> int:
    async with training.db.reading() as tx:
        return int(await tx.conn.fetchval("SELECT count(*) FROM activity_parts WHERE activity_key = $1", key))


async def test_one_job_is_kept_with_all_it_says(training: House) -> None:
    await _come(training, closing(1, 1, 2))
    async with training.db.reading() as tx:
        activity: Any = await tx.conn.fetchrow("SELECT * FROM activities")
        people = await tx.conn.fetch("SELECT * FROM activity_people ORDER BY id")
    assert (activity["slug"], activity["title"], activity["kind"]) == ("cio-forum", "CIO Forum 1", "forum")
    assert (msgspec.convert(activity["when"], When), activity["over_at"]) == (WHEN, OVER)
    assert [(row["id"].int, row["person"]["name"], row["organisation"], row["category"]) for row in people] == [
        (1, "Person 1", "Sample City", "delegate"),
        (2, "Person 2", "Sample City", "delegate"),
    ]


async def test_a_newer_list_replaces_the_older_one_and_never_the_other_way(training: House) -> None:
    await _come(training, closing(2, 1, 2), closing(1, 1, 2, 3))
    assert await _known(training) == (2, 2, [1, 2])
    await _come(training, closing(3, 2))
    assert await _known(training) == (3, 1, [2])


async def test_half_of_a_list_is_never_seen(training: House) -> None:
    await _come(training, closing(2, 3, part=2, parts=2))
    assert await _known(training) is None
    await _come(training, closing(2, 1, 2, part=1, parts=2))
    assert (await _known(training), await _waiting(training)) == ((2, 3, [1, 2, 3]), 0)
    await _come(training, closing(3, 4, part=1, parts=2))
    assert await _known(training) == (2, 3, [1, 2, 3]), "the last whole list stands"
    await _come(training, closing(4, 5))
    assert (await _known(training), await _waiting(training)) == ((4, 1, [5]), 0)


async def test_parts_that_two_workers_take_at_once_still_find_each_other(committed_house: OpenHouse) -> None:
    training = await committed_house("training")
    jobs = [closing(1, part * 10, part=part, parts=4) for part in range(1, 5)]
    await asyncio.gather(*(_come(training, job) for job in jobs))
    assert (await _known(training), await _waiting(training)) == ((1, 4, [10, 20, 30, 40]), 0)


async def test_nobody_is_a_list_too(training: House) -> None:
    await _come(training, closing(1, 1), closing(2))
    assert await _known(training) == (2, 0, [])


@st.composite
def _arrivals(draw: st.DrawFn) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """How many parts each revision has, and (revision, part) in the order of arrival: all of the greatest at least."""
    parts = {revision: draw(st.integers(1, 3)) for revision in range(1, draw(st.integers(1, 3)) + 1)}
    every = [(revision, part) for revision, most in parts.items() for part in range(1, most + 1)]
    again = draw(st.lists(st.sampled_from(every), max_size=4))
    return parts, draw(st.permutations(every + again))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(_arrivals())
async def test_in_any_order_the_greatest_whole_revision_is_what_is_known(
    training: House, arrivals: tuple[dict[int, int], list[tuple[int, int]]]
) -> None:
    parts, order = arrivals
    key = f"event:{next(_numbers)}"
    come: set[tuple[int, int]] = set()
    for revision, part in order:
        people = (revision * 10 + part, 99)  # 99 stands in every part, and is one person all the same
        await _come(training, closing(revision, *people, part=part, parts=parts[revision], key=key))
        come.add((revision, part))
        whole = [r for r, most in parts.items() if all((r, p) in come for p in range(1, most + 1))]
        expected = None
        if whole:
            newest = max(whole)
            ids = sorted([newest * 10 + p for p in range(1, parts[newest] + 1)] + [99])
            expected = (newest, len(ids), ids)
        assert await _known(training, key) == expected
    assert await _waiting(training, key) == 0


async def test_people_are_forgotten_a_year_after_the_event_as_at_registration(
    training: House, clock: FakeClock
) -> None:
    assert ACTIVITIES_KEPT == REGISTRATIONS_KEPT
    await _come(training, closing(1, 1, 2), closing(2, 3, part=1, parts=2))
    clock.move_to(OVER + ACTIVITIES_KEPT)
    await forget(training)
    assert (await _known(training), await _waiting(training)) == ((1, 2, [1, 2]), 1)
    clock.advance(seconds=1)
    for _ in range(2):
        await forget(training)
    assert (await _known(training), await _waiting(training)) == ((1, 2, []), 0), "the number of those who came stays"
    assert clock.now == OVER + ACTIVITIES_KEPT + timedelta(seconds=1)
