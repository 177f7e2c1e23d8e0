"""Staff and people are warned early, and what is mended leaves the desk."""

from datetime import UTC, datetime
from typing import Any

import httpx

from services.training.operations.warn import warn
from shared.contracts.registration import DeskPut
from shared.house import House
from tests.support import outbox
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.classroom import Classroom, classroom, mark, send


async def told(room: Classroom) -> dict[str, Any]:
    """The count by kind, for people by their address."""
    await outbox.clear(room.house)
    await warn(room.house)
    return {each.person or each.kind: each.count for each in await outbox.jobs(room.house, DeskPut)}


async def test_who_is_at_risk_is_told_to_them_and_to_staff_until_it_is_mended(
    training: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    room = await classroom(training, 2)
    for day in range(1, 4):
        await people.session(training, room.cohort, f"Day {day}", day=day)
    clock.move_to(datetime(2027, 10, 4, 9, 0, tzinfo=UTC))
    first = mark(room.people[0], "absent")
    await send(client, room, first, mark(room.people[1], "present"), mark(room.people[1], "late", late_minutes=3))
    assert await told(room) == {
        "attendance.excuses": 0, "attendance.conflicts": 1, "attendance.risk": 1,
        "official1@example.org": 1, "official2@example.org": 0,
    }  # fmt: skip
    await send(client, room, mark(room.people[0], "present", first["client_id"]))
    after = await told(room)
    assert (after["attendance.risk"], after["official1@example.org"]) == (0, 0)


async def test_a_course_that_lies_ahead_says_nothing(training: House) -> None:
    assert await told(await classroom(training)) == {}
