"""The registrations of one event, as staff look at them and act on them."""

from collections.abc import Collection, Sequence
from uuid import UUID

import msgspec

from services.registration.domain.registrants import PAGE, Registrant, RegistrantFilter, Sort
from services.registration.domain.registration import Registration, Status
from shared import sql as sql_files
from shared.db import Tx


class _Count(msgspec.Struct, frozen=True):
    status: Status
    people: int


class _Place(msgspec.Struct, frozen=True):
    id: UUID
    place: int


class Noted(msgspec.Struct, frozen=True):
    """Of whom it was noted now whether they came, and what was noted before."""

    id: UUID
    before: bool | None


sql = sql_files.load(__file__)
_lines = sql.query("registrants", Registrant)
_count = sql.scalar("count_registrants", int)
_status_counts = sql.query("status_counts", _Count)
_status_counts_among = sql.query("status_counts_among", _Count)
_countries = sql.scalar("countries_of_registrants", str)
_matching = sql.scalar("matching_registrants", UUID)
_places = sql.query("places", _Place)
_lock_chosen = sql.query("lock_chosen", Registration)
_note_came = sql.query("note_came", Noted)


async def lines(tx: Tx, event_id: UUID, chosen: RegistrantFilter) -> list[Registrant]:
    """One page."""
    where = _where(event_id, chosen)
    return await _lines.all(
        tx,
        *where,
        0,
        chosen.sort,
        chosen.descending,
        PAGE,
        (chosen.page - 1) * PAGE,
        None,
        chosen.code,
        chosen.mail_failed,
    )


async def lines_following(
    tx: Tx, event_id: UUID, chosen: RegistrantFilter, *, after: UUID | None, limit: int
) -> list[Registrant]:
    """In the chosen order, after that registration; from the beginning where there is none."""
    where = _where(event_id, chosen)
    return await _lines.all(
        tx, *where, 0, chosen.sort, chosen.descending, limit, 0, after, chosen.code, chosen.mail_failed
    )


async def lines_after(
    tx: Tx, event_id: UUID, chosen: RegistrantFilter, *, arrival: int, limit: int
) -> list[Registrant]:
    """In the order in which people came, after that one: for files of any length."""
    return await _lines.all(
        tx, *_where(event_id, chosen), arrival, Sort.REGISTERED, False, limit, 0, None, chosen.code, chosen.mail_failed
    )


async def count(tx: Tx, event_id: UUID, chosen: RegistrantFilter) -> int:
    return await _count.value(tx, *_where(event_id, chosen), chosen.code, chosen.mail_failed) or 0


async def matching(tx: Tx, event_id: UUID, chosen: RegistrantFilter, statuses: Collection[Status]) -> list[UUID]:
    """Those that fit the filter and are in one of these states, whatever its page."""
    return await _matching.values(tx, *_where(event_id, chosen), chosen.code, chosen.mail_failed, list(statuses))


async def places(tx: Tx, event_id: UUID) -> dict[UUID, int]:
    """Of everybody on the waiting list."""
    return {row.id: row.place for row in await _places.all(tx, event_id)}


async def status_counts(tx: Tx, event_id: UUID, ids: Sequence[UUID] | None = None) -> dict[Status, int]:
    """How many of each, of all or of these; none where there is nobody."""
    if ids is not None:
        return {row.status: row.people for row in await _status_counts_among.all(tx, event_id, list(ids))}
    return {row.status: row.people for row in await _status_counts.all(tx, event_id)}


async def countries(tx: Tx, event_id: UUID) -> list[str]:
    """Codes of the countries people come from."""
    return await _countries.values(tx, event_id)


async def lock_chosen(tx: Tx, event_id: UUID, ids: Sequence[UUID]) -> list[Registration]:
    """Those of this event, in the order in which they came. The caller holds the event's lock."""
    return await _lock_chosen.all(tx, event_id, list(ids))


async def note_came(tx: Tx, event_id: UUID, ids: Sequence[UUID], *, came: bool) -> list[Noted]:
    """Those of whom something else was noted before, or nothing."""
    return await _note_came.all(tx, event_id, list(ids), came, tx.now)


def _where(event_id: UUID, chosen: RegistrantFilter) -> tuple[object, ...]:
    filters = (chosen.status, chosen.category, chosen.organisation_type, chosen.country, chosen.patterns())
    return (event_id, *filters)
