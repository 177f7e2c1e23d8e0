"""What an organizer decides about an event: its date, its cancellation."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from services.registration.domain.desk import Asked, Interested
from shared import sql as sql_files
from shared.date_form import NewDate
from shared.db import Tx
from shared.programme.schedule import schedule_of


class _AskedRow(Asked, frozen=True, kw_only=True):
    event_id: UUID


sql = sql_files.load(__file__)
_lock = sql.scalar("lock_event", UUID)
_set_date = sql.scalar("set_date", int)
_set_cancelled = sql.scalar("set_cancelled", int)
_count_asked = sql.query("count_asked", _AskedRow)
_tell = sql.query("tell_interests", Interested)
_renew = sql.query("renew_interests", Interested)


async def lock(tx: Tx, slug: str) -> bool:
    """Whether there is such an event; it is locked against registrations and other decisions."""
    return await _lock.value(tx, slug) is not None


async def set_date(tx: Tx, event_id: UUID, new: NewDate) -> int:
    """The new revision. A contradiction is settled by it."""
    schedule = schedule_of(new.when, new.timezone)
    revision = await _set_date.value(
        tx, event_id, new.when, new.timezone, schedule.starts_on, schedule.ends_on, schedule.over_at, tx.now
    )
    assert revision is not None, "the row is locked"
    return revision


async def set_cancelled(tx: Tx, event_id: UUID) -> int | None:
    """The new revision; None where it is cancelled already."""
    return await _set_cancelled.value(tx, event_id, tx.now)


async def count_asked(tx: Tx, event_ids: Sequence[UUID]) -> dict[UUID, Asked]:
    """How many asked to be told of the date, without those who registered since. No entry: nobody asked."""
    rows = await _count_asked.all(tx, list(event_ids))
    return {row.event_id: Asked(untold=row.untold, told=row.told) for row in rows}


async def tell_interests(tx: Tx, event_ids: Sequence[UUID], *, told_too: bool = False) -> dict[UUID, list[Interested]]:
    """Those who are told now, by event: whoever was not yet, and with `told_too` whoever was. Not the registered."""
    return _by_event(await _tell.all(tx, list(event_ids), tx.now, told_too))


async def renew_interests(tx: Tx, event_ids: Sequence[UUID]) -> dict[UUID, list[Interested]]:
    """The date they were told counts no more, so they wait for one as before. Returns them without the registered, by
    event.
    """
    return _by_event(await _renew.all(tx, list(event_ids)))


def _by_event(rows: Iterable[Interested]) -> dict[UUID, list[Interested]]:
    found: dict[UUID, list[Interested]] = defaultdict(list)
    for row in rows:
        found[row.event_id].append(row)
    return found
