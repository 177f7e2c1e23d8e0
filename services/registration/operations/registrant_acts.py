"""What staff do with one registration, where it is more than the same done with several: approve it, give it a seat."""

from uuid import UUID

import msgspec

from services.registration.domain import history
from services.registration.domain.event import Event
from services.registration.domain.registration import Registration, Seats, Status
from services.registration.domain.unreached import Unreached
from services.registration.operations import registrants
from services.registration.operations import registration_jobs as jobs
from services.registration.operations.registrant import known, require_standing
from services.registration.operations.several import write_statuses
from services.registration.store import mail_failures, registrations
from shared import outbox
from shared.db import Tx
from shared.errors import Conflict
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_PENDING = mark("This registration waits for approval. Approve it first.")


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """What it means to give this person a seat: how many have one then, and how many they pass; `unreached`
    counts them where the invitation would not reach them.
    """

    event: Event
    registration: Registration
    seated: int
    passed: int
    beyond: bool
    unreached: Unreached


async def approve(house: House, actor: Staff, slug: str, id: UUID) -> bool:  # noqa: A002  # the row's id
    """False where they waited for no approval. Raises as `registrants.approve` does, and NotFound, Gone, Conflict for a
    cancelled one.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        event, _ = await registrants.changeable(tx, slug)
        require_standing(known(event, await registrations.lock(tx, id)))  # who is cancelled stays so
    return (await registrants.approve(house, actor, slug, [id])).people > 0


async def seat_page(house: House, actor: Staff, slug: str, id: UUID) -> Seat:  # noqa: A002
    """Raises as `give_seat` does, and Conflict for who has a seat."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        event, seats, row = await _waiting(tx, slug, id)
        if row.status is Status.CONFIRMED:
            raise Conflict(mark("They have a seat already."), code="confirmed")
        return Seat(
            event=event,
            registration=row,
            seated=seats.confirmed + 1,
            passed=(row.place or 1) - 1,
            beyond=not seats.free,
            unreached=await mail_failures.unreached(tx, event.id, [row.id]),
        )


async def give_seat(house: House, actor: Staff, slug: str, id: UUID) -> bool:  # noqa: A002
    """Confirm somebody of the waiting list, past those before them and beyond the seats; they get the invitation. The
    audit trail says who did it. False where they have a seat.

    Raises Forbidden, NotFound, Gone, Conflict where the event is closed, cancelled or over, the registration cancelled
    or waiting for approval.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        event, seats, before = await _waiting(tx, slug, id)
        if before.status is Status.CONFIRMED:
            return False
        beyond = {} if seats.free else {"beyond_seats": "yes"}
        (row,) = await write_statuses(tx, actor, [before], Status.CONFIRMED, history.SEATED, more=beyond)
        await outbox.put(tx, jobs.standing(house, event, row), to="notify")
        return True


async def _waiting(tx: Tx, slug: str, id: UUID) -> tuple[Event, Seats, Registration]:  # noqa: A002
    """One who waits or has a seat, with the place in the queue, under the lock of the seats."""
    event, seats = await registrants.changeable(tx, slug)
    row = known(event, await registrations.by_id(tx, id))
    require_standing(row)
    if row.status is Status.PENDING:
        raise Conflict(_PENDING, code="pending")
    return event, seats, row
