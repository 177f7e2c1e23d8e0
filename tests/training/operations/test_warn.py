"""Staff and people are warned early, once, and what is mended leaves the desk."""

from datetime import UTC, datetime
from typing import Any

import httpx

from services.training.operations.warn import warn
from shared.contracts.notify import MessageSend
from shared.contracts.registration import DeskPut
from shared.house import House
from tests.support import outbox
from tests.support.clock import FakeClock
from tests.support.statements import counted
from tests.training import people
from tests.training.classroom import Classroom, classroom, mark, send


async def told(room: Classroom) -> dict[str, Any]:
    """The count by kind, for people by their address, and for mail "mail ADDRESS"."""
    await outbox.clear(room.house)
    await warn(room.house)
    desk = {each.person or each.kind: each.count for each in await outbox.jobs(room.house, DeskPut)}
    mails = await outbox.jobs(room.house, MessageSend)
    assert {each.message.template for each in mails} <= {"attendance.out_of_reach"}
    return desk | {f"mail {each.to.email}": 1 for each in mails}


async def four_days(house: House, clock: FakeClock, size: int = 2) -> Classroom:
    """The first of four lectures is about to end."""
    room = await classroom(house, size)
    for day in range(1, 4):
        await people.session(house, room.cohort, f"Day {day}", day=day)
    clock.move_to(datetime(2027, 10, 4, 9, 0, tzinfo=UTC))
    return room


async def test_who_is_at_risk_is_told_to_them_and_to_staff_until_it_is_mended(
    training: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    room = await four_days(training, clock)
    first = mark(room.people[0], "late", late_minutes=60)
    await send(client, room, first, mark(room.people[1], "present"), mark(room.people[1], "late", late_minutes=3))
    assert await told(room) == {"attendance.conflicts": 1, "attendance.risk": 1, "official1@example.org": 1}
    assert await told(room) == {}, "only changes are told"
    await send(client, room, mark(room.people[0], "present", first["client_id"]))
    assert await told(room) == {"attendance.risk": 0, "official1@example.org": 0}


async def test_who_can_no_longer_reach_it_is_written_to_once_and_again_after_it_was_mended(
    training: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    room = await four_days(training, clock)
    first = mark(room.people[0], "absent")
    await send(client, room, first)
    assert await told(room) == {"attendance.risk": 1, "official1@example.org": 1}, "it may be a slip of the finger"
    clock.advance(minutes=30)
    assert await told(room) == {"mail official1@example.org": 1}
    clock.advance(minutes=30)
    assert await told(room) == {}
    better = mark(room.people[0], "present", first["client_id"])
    await send(client, room, better)
    assert await told(room) == {"attendance.risk": 0, "official1@example.org": 0}
    worse = mark(room.people[0], "absent", better["client_id"])
    await send(client, room, worse)
    clock.advance(minutes=30)
    assert await told(room) == {
        "attendance.risk": 1, "official1@example.org": 1, "mail official1@example.org": 1,
    }  # fmt: skip


async def test_a_slip_that_is_mended_in_time_writes_to_nobody(
    training: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    room = await four_days(training, clock)
    slip = mark(room.people[0], "absent")
    await send(client, room, slip)
    clock.advance(minutes=29)
    await send(client, room, mark(room.people[0], "present", slip["client_id"]))
    clock.advance(minutes=5)
    assert await told(room) == {}


async def test_after_the_course_nobody_is_warned_any_more(
    training: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    room = await four_days(training, clock)
    await send(client, room, mark(room.people[0], "late", late_minutes=60))
    await told(room)
    clock.move_to(datetime(2027, 10, 9, tzinfo=UTC))
    await send(client, room, mark(room.people[1], "absent"))
    clock.advance(hours=1)
    assert await told(room) == {"attendance.risk": 0, "official1@example.org": 0}


async def test_where_nothing_happened_one_statement_is_all(
    training: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    room = await four_days(training, clock, 3)
    await send(client, room, mark(room.people[0], "present"))
    await told(room)
    clock.advance(hours=2)
    await told(room)
    async with counted(training) as seen:
        await warn(training)
    assert len(seen) == 1
    await send(client, room, mark(room.people[1], "present"))
    async with counted(training) as seen:
        await warn(training)
    assert len(seen) == 8


async def test_a_course_that_lies_ahead_says_nothing(training: House) -> None:
    assert await told(await classroom(training)) == {}
