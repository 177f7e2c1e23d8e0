"""Registrations and the seats they take."""

from collections import Counter
from datetime import datetime
from uuid import UUID

import msgspec

from services.registration.domain.registration import Participant, Registration, Seats, Status
from shared import sql as sql_files
from shared.db import Tx
from shared.ids import uuid7


class HistoryLine(msgspec.Struct, frozen=True):
    """`what` is a word of domain/history.py; `at` UTC."""

    at: datetime
    what: str


sql = sql_files.load(__file__)
_lock_seats = sql.query("lock_seats", Seats)
_insert = sql.query("insert_registration", Registration)
_by_id = sql.query("registration_by_id", Registration)
_lock = sql.query("lock_registration", Registration)
_by_address = sql.query("registration_by_address", Registration)
_set_status = sql.query("set_status", Registration)
_set_participant = sql.query("set_participant", Registration)
_promote = sql.query("promote_first", Registration)
_move_counts = sql.command("move_counts")
_event_slug = sql.scalar("event_slug", str)
_add_history = sql.command("add_history")
_history = sql.query("history", HistoryLine)


async def lock_seats(tx: Tx, event_id: UUID) -> Seats:
    """Take the event's lock; whoever waits here comes in order."""
    seats = await _lock_seats.one(tx, event_id)
    assert seats is not None, "events are never deleted while people may register"
    return seats


async def insert(tx: Tx, event_id: UUID, status: Status, participant: Participant) -> Registration | None:
    """A new registration, its seat counted; None when this address has one already."""
    row = await _insert.one(tx, uuid7(), event_id, status, participant.email, participant, tx.now)
    if row is not None:
        await _count(tx, event_id, {status: 1})
    return row


async def by_id(tx: Tx, id: UUID) -> Registration | None:  # noqa: A002  # the row's id
    """With its place in the waiting list."""
    return await _by_id.one(tx, id)


async def lock(tx: Tx, id: UUID) -> Registration | None:  # noqa: A002  # the row's id
    return await _lock.one(tx, id)


async def by_address(tx: Tx, event_id: UUID, email: str) -> Registration | None:
    """The one that stands, whatever the letter case of the address."""
    return await _by_address.one(tx, event_id, email)


async def set_status(tx: Tx, before: Registration, status: Status) -> Registration | None:
    """Change it if it still is as it was; None if another was quicker. Seats are counted."""
    row = await _set_status.one(tx, before.id, before.status, status, tx.now)
    if row is not None:
        await _count(tx, before.event_id, {before.status: -1, status: 1})
    return row


async def promote_first(tx: Tx, event_id: UUID) -> Registration | None:
    """Confirm the first waitlisted person; None when nobody waits. The caller holds the event's lock."""
    row = await _promote.one(tx, event_id, tx.now)
    if row is not None:
        await _count(tx, event_id, {Status.WAITLISTED: -1, Status.CONFIRMED: 1})
    return row


async def set_participant(tx: Tx, id: UUID, participant: Participant, *, new_link: bool) -> Registration:  # noqa: A002
    """Raises asyncpg.UniqueViolationError (registrations_one_per_person) when the new address has one already."""
    row = await _set_participant.one(tx, id, participant, participant.email, tx.now, int(new_link))
    assert row is not None
    return row


async def event_slug(tx: Tx, event_id: UUID) -> str:
    """The address of a registration's event."""
    slug = await _event_slug.value(tx, event_id)
    assert slug is not None, "a registration refers to its event"
    return slug


async def add_history(tx: Tx, id: UUID, what: str) -> None:  # noqa: A002  # the row's id
    await _add_history.run(tx, id, tx.now, what)


async def history(tx: Tx, id: UUID) -> list[HistoryLine]:  # noqa: A002  # the row's id
    """Newest first."""
    return await _history.all(tx, id)


async def _count(tx: Tx, event_id: UUID, changes: dict[Status, int]) -> None:
    by = Counter(changes)
    await _move_counts.run(tx, event_id, by[Status.CONFIRMED], by[Status.WAITLISTED], by[Status.PENDING])
