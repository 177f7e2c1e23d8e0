"""Registrations for several events that wait at the same moment: one commit, and no event pays for another."""

import asyncio
import os
import signal
from collections.abc import Sequence
from typing import Any

import asyncpg
import pytest

from services.registration.domain.registration import Status
from services.registration.operations.register import Registered, register
from shared.errors import Conflict
from shared.house import House
from tests.registration.events import counts, load_event, person, sent
from tests.support.house import OpenHouse

_HELD = "SELECT FROM events WHERE slug = $1 FOR UPDATE"
_WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@pytest.fixture
async def home(committed_house: OpenHouse) -> House:
    """With three events; the Expo has two seats."""
    home = await committed_house("registration")
    for slug, more in (("forum", ""), ("expo", "capacity = 2"), ("summit", "")):
        await load_event(home, more, slug=slug)
    return home


async def come(home: House, slug: str, number: int, **more: Any) -> Registered:
    return await register(home, slug, person(number), language="en", timezone="", **more)


async def all_come(home: House, slugs: list[str]) -> list[Registered | BaseException]:
    """One person after another, at the same moment."""
    return await asyncio.gather(*(come(home, slug, n) for n, slug in enumerate(slugs)), return_exceptions=True)


def statuses(done: Sequence[Registered | BaseException]) -> list[str]:
    return [one.answer.status if isinstance(one, Registered) else getattr(one, "code", "?") for one in done]


async def transactions(home: House) -> int:
    """How many wrote the registrations that there are."""
    async with home.db.reading() as tx:
        count: int = await tx.conn.fetchval("SELECT count(DISTINCT xmin::text) FROM registrations")
        return count


async def somebody_waits(home: House) -> None:
    """Returns once a connection waits for a lock."""
    async with home.db.reading() as tx:
        while not await tx.conn.fetchval(_WAITING):  # noqa: ASYNC110  # another connection does
            await asyncio.sleep(0.01)


async def test_who_come_at_once_for_several_events_are_one_commit(home: House) -> None:
    done = await all_come(home, ["forum", "expo", "expo", "summit", "expo", "forum"])
    assert statuses(done) == ["confirmed", "confirmed", "confirmed", "confirmed", "waitlisted", "confirmed"]
    assert await transactions(home) == 1
    assert len(await sent(home)) == 6
    assert [(await counts(home, slug))["confirmed"] for slug in ("forum", "expo", "summit")] == [(2, 2), (2, 2), (1, 1)]
    assert (await counts(home, "expo"))["waitlisted"] == (1, 1)


async def test_nobody_waits_for_the_lock_of_another_event(home: House) -> None:
    async with home.db.transaction() as tx:
        await tx.conn.fetch(_HELD, "expo")
        late = [asyncio.create_task(come(home, "expo", number)) for number in range(3)]
        await somebody_waits(home)
        late += [asyncio.create_task(come(home, "expo", number)) for number in range(3, 6)]
        quick = await all_come(home, ["forum", "summit"])
        assert statuses(quick) == ["confirmed", "confirmed"]
        assert [task.done() for task in late] == [False] * 6
    assert statuses(await asyncio.gather(*late)) == ["confirmed"] * 2 + ["waitlisted"] * 4
    async with home.db.reading() as tx:
        came = await tx.conn.fetch("SELECT email FROM registrations WHERE email LIKE 'person%' ORDER BY arrival")
    assert [row["email"] for row in came][2:] == [f"person{number}@example.org" for number in range(6)]


async def test_who_waits_for_a_lock_is_not_passed_by_who_comes_when_it_is_free(home: House) -> None:
    """The first are slow to take the lock that was given back; the next find the event free and wait behind them."""
    async with home.db.transaction() as tx:
        await tx.conn.fetch(_HELD, "expo")
        first = [asyncio.create_task(come(home, "expo", number)) for number in range(2)]
        await somebody_waits(home)
        slow = await tx.conn.fetchval("SELECT pid FROM pg_locks WHERE NOT granted")
        os.kill(slow, signal.SIGSTOP)
    try:
        second = asyncio.gather(*(come(home, "expo", number) for number in range(2, 4)))
        assert await asyncio.wait([second], timeout=1) == (set(), {second})
    finally:
        os.kill(slow, signal.SIGCONT)
    assert statuses(await asyncio.gather(*first)) == ["confirmed", "confirmed"]
    assert statuses(await second) == ["waitlisted", "waitlisted"]


async def test_an_event_cancelled_that_moment_refuses_its_own_alone(home: House) -> None:
    async with home.db.transaction() as tx:
        await tx.conn.execute("UPDATE events SET cancelled_at = $1 WHERE slug = 'expo'", tx.now)
        coming = asyncio.create_task(all_come(home, ["forum", "expo", "summit", "expo"]))
        await somebody_waits(home)
        assert await transactions(home) == 1, "the others have their seats"
    done = await coming
    assert statuses(done) == ["confirmed", "registration-closed", "confirmed", "registration-closed"]
    assert await transactions(home) == 1
    assert done[1] is not done[3], "each has a refusal of its own"


async def test_a_bad_one_fails_alone_whatever_the_others_came_for(home: House, database_url: str) -> None:
    owner = await asyncpg.connect(database_url)
    await owner.execute("ALTER TABLE registration.registrations ADD CHECK (email <> 'person2@example.org')")
    await owner.close()
    done = await all_come(home, ["forum", "expo", "expo", "summit"])
    assert [isinstance(one, asyncpg.CheckViolationError) for one in done] == [False, False, True, False]
    assert [one for one in statuses(done) if one != "?"] == ["confirmed"] * 3
    assert len(await sent(home)) == 3


async def test_a_key_and_an_address_are_of_their_event(home: House) -> None:
    """In one group: the same key for two events is two registrations, and once more for one of them is the first."""
    one, other, again = await asyncio.gather(
        *(come(home, slug, 1, idempotency_key="k") for slug in ("forum", "summit", "forum"))
    )
    assert one == again
    assert one.answer.id != other.answer.id
    assert await transactions(home) == 1
    with pytest.raises(Conflict) as refused:
        await come(home, "summit", 1)
    assert (refused.value.code, other.answer.status) == ("already-registered", Status.CONFIRMED)
