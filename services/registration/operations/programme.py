"""Reading the programme: a year of it for the page, lists for programs, one event whole."""

from zoneinfo import ZoneInfo

import msgspec

from services.registration.domain.event import Event, Network, ProgrammeLine
from services.registration.domain.programme import ProgrammeFilter, YearCount, opening_year
from services.registration.domain.window import Window, registration_window
from services.registration.store import programme as store
from shared.contracts.registration import ProgrammePut
from shared.cursors import read_cursor, write_cursor
from shared.db import Tx
from shared.errors import Invalid, NotFound, Problem
from shared.house import House
from shared.i18n.mark import mark

HOME_ZONE = "Asia/Seoul"
MOST_LINES = 1_000


class ListedEvent(msgspec.Struct, frozen=True):
    """A line, and whether one may register."""

    line: ProgrammeLine
    window: Window


class ProgrammeYear(msgspec.Struct, frozen=True, kw_only=True):
    """What the programme page shows. `chosen` has its year filled in. `elsewhere`: the years in which something fits,
    where nothing does in what is shown.
    """

    chosen: ProgrammeFilter
    years: tuple[YearCount, ...]
    networks: tuple[Network, ...]
    events: tuple[ListedEvent, ...]
    elsewhere: tuple[int, ...] = ()


class EventList(msgspec.Struct, frozen=True):
    """`next` is the cursor of what follows, None at the end."""

    events: tuple[ListedEvent, ...]
    next: str | None


class ShownEvent(msgspec.Struct, frozen=True):
    """An event, and whether one may register."""

    event: Event
    window: Window


async def programme_year(house: House, chosen: ProgrammeFilter) -> ProgrammeYear:
    """The programme of the chosen year; else of that of the next event, or of the first from then on in which the words
    that are searched stand. Raises Invalid for an unknown network.
    """
    async with house.db.reading() as tx:
        today = tx.now.astimezone(ZoneInfo(HOME_ZONE)).date()
        networks = await store.networks(tx)
        _known(chosen, networks)
        years = await store.years(tx, today)
        if chosen.year is None:
            first = opening_year(years, today)
            found = await _years_fitting(tx, chosen) if chosen.words else ()
            chosen = msgspec.structs.replace(chosen, year=min((year for year in found if year >= first), default=first))
        lines = await store.lines(tx, chosen, limit=MOST_LINES)
        elsewhere = await _years_fitting(tx, chosen) if chosen.narrows and not lines else ()
    return ProgrammeYear(
        chosen=chosen,
        years=tuple(years),
        networks=tuple(networks),
        events=_listed(lines, tx),
        elsewhere=elsewhere,
    )


async def _years_fitting(tx: Tx, chosen: ProgrammeFilter) -> tuple[int, ...]:
    """In which something fits, whatever year and part of it is chosen."""
    lines = await store.lines(tx, msgspec.structs.replace(chosen, year=None, part=""), limit=MOST_LINES)
    return tuple(sorted({line.sort_on.year for line in lines}))


async def list_events(house: House, chosen: ProgrammeFilter, *, limit: int, cursor: str = "") -> EventList:
    """Events that are published, in the order of their days. Raises Invalid for a cursor or a network that is none."""
    after = read_cursor(cursor, store.Cursor)
    async with house.db.reading() as tx:
        if chosen.network:
            _known(chosen, await store.networks(tx))
        lines = await store.lines(tx, chosen, source="event", limit=limit + 1, after=after)
    shown = lines[:limit]
    more = write_cursor(store.cursor_of(shown[-1])) if len(lines) > limit else None
    return EventList(_listed(shown, tx), more)


async def event_page(house: House, slug: str) -> ShownEvent:
    """One event. Raises NotFound, also for one that is not published."""
    async with house.db.reading() as tx:
        event = await store.event_by_slug(tx, slug)
    if event is None or not event.published:
        raise NotFound(mark("There is no such event. Look for it in the programme."))
    return ShownEvent(event, registration_window(event, tx.now))


async def put_entry(_house: House, tx: Tx, entry: ProgrammePut) -> None:
    """Keep what training tells of a cohort; an older revision than the known one changes nothing."""
    await store.put_entry(tx, entry)


def _known(chosen: ProgrammeFilter, networks: list[Network]) -> None:
    if chosen.network and chosen.network not in {network.key for network in networks}:
        raise Invalid([Problem("network", mark("Choose a network from the list"))])


def _listed(lines: list[ProgrammeLine], tx: Tx) -> tuple[ListedEvent, ...]:
    return tuple(ListedEvent(line, registration_window(line, tx.now)) for line in lines)
