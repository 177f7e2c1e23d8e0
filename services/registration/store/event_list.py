"""Every event there is, for the desk: drafts, cancelled and past ones too."""

from datetime import date

import msgspec

from services.registration.domain.event_list import EventFilter, ListedEvent
from shared import sql as sql_files
from shared.db import Tx


class Cursor(msgspec.Struct, frozen=True):
    """The last line seen: lists go on after it."""

    is_over: bool
    sort_on: date
    slug: str


sql = sql_files.load(__file__)
_lines = sql.query("all_events", ListedEvent)
_count = sql.scalar("count_events", int)
_years = sql.scalar("years_of_events", int)


async def lines(
    tx: Tx, chosen: EventFilter, *, limit: int, skip: int = 0, after: Cursor | None = None
) -> list[ListedEvent]:
    """What lies ahead in its order, then what is over, the newest first."""
    place = (after.is_over, after.sort_on, after.slug) if after else (None, None, None)
    return await _lines.all(tx, *_chosen(tx, chosen), *place, limit, skip)


async def count(tx: Tx, chosen: EventFilter) -> int:
    return await _count.value(tx, *_chosen(tx, chosen)) or 0


async def years(tx: Tx) -> list[int]:
    """In which there is any event, the latest first."""
    return await _years.values(tx)


def cursor_of(line: ListedEvent) -> Cursor:
    return Cursor(line.is_over, line.sort_on, line.slug)


def _chosen(tx: Tx, chosen: EventFilter) -> tuple[object, ...]:
    return tx.now, chosen.year, chosen.state, chosen.kind, chosen.patterns()
