"""Who marked is forgotten in time; the marks stay."""

import httpx

from services.training.domain.attendance import State
from services.training.operations.forget import forget
from services.training.store import attendance
from shared.house import House
from tests.support.clock import FakeClock
from tests.training.classroom import classroom, mark, send


async def test_five_years_after_the_course_nobody_can_be_told_from_a_mark(
    training: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    room = await classroom(training)
    device = {"id": "6f3e3a5e-0000-4000-8000-000000000001", "name": "Prof Park", "kind": "Firefox"}
    await send(client, room, mark(room.people[0], "absent", why="Ill at home"), device=device)

    async def kept() -> list[tuple[str, str, str, bool, State]]:
        await forget(training)
        async with training.db.reading() as tx:
            ledger = await attendance.of_session(tx, room.session.id)
            known = bool(await attendance.devices(tx, room.cohort))
        return [(each.actor, each.by, each.why, known, each.state) for each in ledger]

    clock.advance(days=4 * 365)
    assert await kept() == [("link", "Prof Park", "Ill at home", True, State.ABSENT)]
    clock.advance(days=2 * 365)
    assert await kept() == [("", "", "", False, State.ABSENT)]
