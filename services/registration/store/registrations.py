"""Registrations and the seats they take."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from services.registration.domain import history as history_words
from services.registration.domain.organisation import folded
from services.registration.domain.registration import (
    OrganisationType,
    Participant,
    Registration,
    Seats,
    Status,
)
from services.registration.domain.searching import person_text
from services.registration.domain.seating import Seating
from shared import sql as sql_files
from shared.address import same_person
from shared.db import Tx
from shared.ids import uuid7


class HistoryLine(msgspec.Struct, frozen=True):
    """`what` is a word of domain/history.py; `at` UTC."""

    at: datetime
    what: str


class _EventSeats(Seats, frozen=True, kw_only=True):
    """`id`: of the event."""

    id: UUID


class _Arrived(msgspec.Struct, frozen=True):
    """What the database adds to a new registration: its revision, and the organisation's kind from the directory."""

    id: UUID
    revision: int
    organisation_type: OrganisationType | None


_FIRST_LINE = {
    Status.CONFIRMED: history_words.REGISTERED,
    Status.WAITLISTED: history_words.WAITLISTED,
    Status.PENDING: history_words.PENDING,
}

sql = sql_files.load(__file__)
_lock_seats = sql.query("lock_seats", Seats)
_lock_free_seats = sql.query("lock_free_seats", _EventSeats)
_insert_all = sql.query("insert_registrations", _Arrived)
_by_id = sql.query("registration_by_id", Registration)
_lock = sql.query("lock_registration", Registration)
_by_addresses = sql.query("registrations_by_addresses", Registration)
_waiting = sql.query("waiting_registrations", Registration)
_set_status = sql.query("set_status", Registration)
_set_statuses = sql.query("set_statuses", Registration)
_set_participant = sql.query("set_participant", Registration)
_promote = sql.query("promote_first", Registration)
_move_counts = sql.command("move_counts")
_event_slug = sql.scalar("event_slug", str)
_add_history = sql.command("add_history")
_add_histories = sql.command("add_histories")
_history = sql.query("history", HistoryLine)


async def lock_seats(tx: Tx, event_id: UUID) -> Seats:
    """Take the event's lock; whoever waits here comes in order."""
    seats = await _lock_seats.one(tx, event_id, tx.now)
    assert seats is not None, "events are never deleted while people may register"
    return seats


async def lock_free_seats(tx: Tx, event_ids: Collection[UUID]) -> dict[UUID, Seats]:
    """Take the locks of those events that no other transaction holds; by event. Waits for nobody."""
    return {seats.id: seats for seats in await _lock_free_seats.all(tx, list(event_ids), tx.now)}


async def insert_all(tx: Tx, seatings: Sequence[Seating]) -> dict[tuple[UUID, str], Registration]:
    """New registrations in this order, their history begun and their seats counted; by event and address.

    The caller holds the locks of the events.
    Raises asyncpg.UniqueViolationError (registrations_one_per_person) for an address that has one.
    """
    if not seatings:
        return {}
    people = [seating.participant for seating in seatings]
    newcomers = {uuid7(): seating for seating in seatings}
    rows = await _insert_all.all(
        tx,
        tx.now,
        list(newcomers),
        [seating.event_id for seating in seatings],
        [str(seating.status) for seating in seatings],
        [person.email for person in people],
        people,
        [folded(person.organisation) for person in people],
        [person_text(person) for person in people],
        [_FIRST_LINE[seating.status] for seating in seatings if seating.status],
    )
    return _by_person([_new(tx, newcomers[row.id], row) for row in rows])


def _new(tx: Tx, seating: Seating, row: _Arrived) -> Registration:
    """Put together here: that the database sends back what it was given costs more than its revision is worth."""
    assert seating.status is not None, "a repeat is not inserted"
    participant = seating.participant
    if participant.organisation_type is not row.organisation_type:
        participant = msgspec.structs.replace(participant, organisation_type=row.organisation_type)
    return Registration(
        id=row.id,
        event_id=seating.event_id,
        status=seating.status,
        participant=participant,
        link_version=0,
        revision=row.revision,
        created_at=tx.now,
        place=seating.place,
    )


async def by_id(tx: Tx, id: UUID) -> Registration | None:  # noqa: A002  # the row's id
    """With its place in the waiting list."""
    return await _by_id.one(tx, id)


async def lock(tx: Tx, id: UUID) -> Registration | None:  # noqa: A002  # the row's id
    return await _lock.one(tx, id)


async def by_addresses(tx: Tx, people: Collection[tuple[UUID, str]]) -> dict[tuple[UUID, str], Registration]:
    """Those that stand of these events and addresses, whatever the letter case; by event and address."""
    if not people:
        return {}
    wanted = {(event_id, same_person(email)) for event_id, email in people}
    rows = await _by_addresses.all(tx, [event_id for event_id, _ in wanted], [address for _, address in wanted])
    return _by_person(rows)


def _by_person(rows: Sequence[Registration]) -> dict[tuple[UUID, str], Registration]:
    return {(row.event_id, same_person(row.participant.email)): row for row in rows}


async def waiting(tx: Tx, event_ids: Sequence[UUID]) -> dict[UUID, list[Registration]]:
    """By event those on the waiting list or before approval, in the order they came; without their places."""
    found: dict[UUID, list[Registration]] = defaultdict(list)
    for row in await _waiting.all(tx, list(event_ids)):
        found[row.event_id].append(row)
    return found


async def set_status(tx: Tx, before: Registration, status: Status) -> Registration | None:
    """Change it if it still is as it was; None if another was quicker. Seats are counted."""
    row = await _set_status.one(tx, before.id, before.status, status, tx.now)
    if row is not None:
        await _count(tx, before.event_id, {before.status: -1, status: 1})
    return row


async def set_statuses(tx: Tx, befores: Sequence[Registration], status: Status) -> list[Registration]:
    """Several of one event at once, in the order given. The caller holds the rows; seats are counted."""
    if not befores:
        return []
    rows = {row.id: row for row in await _set_statuses.all(tx, [before.id for before in befores], status, tx.now)}
    changes = Counter({status: len(befores)})
    changes.subtract(before.status for before in befores)
    await _count(tx, befores[0].event_id, changes)
    return [rows[before.id] for before in befores]


async def promote_first(tx: Tx, event_id: UUID) -> Registration | None:
    """Confirm the first waitlisted person; None when nobody waits. The caller holds the event's lock."""
    row = await _promote.one(tx, event_id, tx.now)
    if row is not None:
        await _count(tx, event_id, {Status.WAITLISTED: -1, Status.CONFIRMED: 1})
    return row


async def set_participant(tx: Tx, id: UUID, participant: Participant, *, new_link: bool) -> Registration:  # noqa: A002
    """Raises asyncpg.UniqueViolationError (registrations_one_per_person) when the new address has one already."""
    key = folded(participant.organisation)
    row = await _set_participant.one(
        tx, id, participant, participant.email, tx.now, int(new_link), key, person_text(participant)
    )
    assert row is not None
    return row


async def event_slug(tx: Tx, event_id: UUID) -> str:
    """The address of a registration's event."""
    slug = await _event_slug.value(tx, event_id)
    assert slug is not None, "a registration refers to its event"
    return slug


async def add_history(tx: Tx, id: UUID, what: str) -> None:  # noqa: A002  # the row's id
    await _add_history.run(tx, id, tx.now, what)


async def add_histories(tx: Tx, ids: Sequence[UUID], what: str) -> None:
    """The same line for several."""
    await _add_histories.run(tx, list(ids), tx.now, what)


async def history(tx: Tx, id: UUID) -> list[HistoryLine]:  # noqa: A002  # the row's id
    """Newest first."""
    return await _history.all(tx, id)


async def _count(tx: Tx, event_id: UUID, changes: Mapping[Status, int]) -> None:
    by = Counter(changes)
    await _move_counts.run(tx, event_id, by[Status.CONFIRMED], by[Status.WAITLISTED], by[Status.PENDING])
