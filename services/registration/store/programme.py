"""The programme as it is read: one event whole, or lines of it; and the entries that training tells of."""

from collections.abc import Collection
from datetime import date

import msgspec

from services.registration.domain.event import Event, Network, ProgrammeLine
from services.registration.domain.programme import ProgrammeFilter, YearCount
from services.registration.domain.searching import event_text
from shared import sql as sql_files
from shared.contracts.registration import ProgrammePut
from shared.db import Tx
from shared.programme.schedule import schedule_of


class Cursor(msgspec.Struct, frozen=True):
    """The last line seen: lists go on after it."""

    sort_on: date
    slug: str


sql = sql_files.load(__file__)
_by_slugs = sql.query("events_by_slugs", Event)
_lines = sql.query("programme_lines", ProgrammeLine)
_years = sql.query("programme_years", YearCount)
_networks = sql.query("networks", Network)
_put_entry = sql.command("put_entry")


async def event_by_slug(tx: Tx, slug: str) -> Event | None:
    """The event whole, published or not."""
    return await _by_slugs.one(tx, [slug])


async def events_by_slugs(tx: Tx, slugs: Collection[str]) -> dict[str, Event]:
    """Several, by slug."""
    return {event.slug: event for event in await _by_slugs.all(tx, list(slugs))}


async def lines(
    tx: Tx, chosen: ProgrammeFilter, *, limit: int, source: str | None = None, after: Cursor | None = None
) -> list[ProgrammeLine]:
    """What is published and fits, in the order of its days; an open date after the fixed ones of its span."""
    span = chosen.span()
    return await _lines.all(
        tx,
        source,
        chosen.year,
        span[0] if span else None,
        span[1] if span else None,
        chosen.kind,
        chosen.network or None,
        chosen.format,
        chosen.dates == "open" if chosen.dates else None,
        chosen.patterns(),
        limit,
        after.sort_on if after else None,
        after.slug if after else None,
    )


async def years(tx: Tx, today: date) -> list[YearCount]:
    return await _years.all(tx, tx.now, today)


async def networks(tx: Tx) -> list[Network]:
    return await _networks.all(tx)


async def put_entry(tx: Tx, entry: ProgrammePut) -> bool:
    """Keep what training says, if it is newer than what is known; whether it was."""
    schedule = schedule_of(entry.when, entry.timezone)
    return (
        await _put_entry.run(
            tx,
            entry.key,
            entry.revision,
            entry.slug,
            entry.title,
            entry.when,
            entry.timezone,
            entry.place,
            entry.page_url,
            entry.original_when,
            entry.duration_days,
            entry.duration_weeks,
            entry.seats_from,
            entry.seats_to,
            list(entry.partners),
            entry.withdrawn,
            schedule.starts_on,
            schedule.ends_on,
            schedule.over_at,
            event_text(entry.title, entry.place.city, ""),
        )
        == 1
    )


def cursor_of(line: ProgrammeLine) -> Cursor:
    return Cursor(line.sort_on, line.slug)
