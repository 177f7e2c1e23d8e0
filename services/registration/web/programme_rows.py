"""The lines of the programme, quarter by quarter."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from markupsafe import Markup

from services.registration.domain.event import ProgrammeLine
from services.registration.domain.registration import HOME_ZONE
from services.registration.domain.window import Window, WindowState
from services.registration.operations.programme import ListedEvent, ProgrammeYear
from shared.i18n import Translator, mark, translator
from shared.i18n.dates import WhenWords, when_words
from shared.i18n.formats import plain_day, quarter_months, quarter_name
from shared.i18n.places import own_city
from shared.programme.kinds import KIND_WORDS
from shared.programme.words import duration, listed, place_line, seats
from shared.web.pages import Pages
from shared.web.reader import Reader
from shared.web.ruler import Mark, ruler
from shared.when import Precision

_RANK = {Precision.TIME: 0, Precision.DAY: 0, Precision.MONTH: 1, Precision.QUARTER: 2, Precision.YEAR: 3}


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line as the page shows it. `address` is its page; `status` (how it looks, its words), None where there is
    nothing to say.
    """

    line: ProgrammeLine
    address: str
    words: WhenWords
    mark: Mark | None
    facts: tuple[str, ...]
    status: tuple[str, str] | None


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A quarter with its events; `quarter` 0 is for what lasts all year."""

    quarter: int
    title: str
    months: str
    rows: Markup


def sections_of(shown: ProgrammeYear, reader: Reader, here: str) -> list[Section]:
    """Quarter by quarter, by day. `here` is the public address, which a row's own leaves out."""
    year = shown.chosen.year or 0
    language = reader.language.code
    rows: dict[int, list[Markup]] = {quarter: [] for quarter in (1, 2, 3, 4, 0)}
    for each in sorted(shown.events, key=lambda each: _order(each.line)):
        quarter, row = _drawn(each, year, language, reader.timezone, here=here, pages=reader.pages)
        rows[quarter].append(row)
    return [
        Section(
            quarter=quarter,
            title=quarter_name(quarter, language) if quarter else reader.texts.gettext("All year"),
            months=quarter_months(quarter, language) if quarter else "",
            rows=Markup("\n").join(found),
        )
        for quarter, found in rows.items()
        if found
    ]


def _order(line: ProgrammeLine) -> tuple[Any, ...]:
    """By day; an open date after the fixed ones of its span, what is to be confirmed last."""
    return line.sort_on, _RANK[line.when.precision], line.when.tentative, line.title


@lru_cache(maxsize=1024)
def _drawn(
    each: ListedEvent, year: int, language: str, timezone: str, *, here: str, pages: Pages
) -> tuple[int, Markup]:
    """The quarter of a row (0: all year) and how it is drawn. It depends on these alone: none is ever out of date."""
    texts = translator(language)
    row = _row(each, year, texts, timezone, here)
    whole_year = each.line.when.precision is Precision.YEAR or row.mark is None
    quarter = 0 if whole_year or row.mark is None else (row.mark.first + 2) // 3
    return quarter, pages.part(texts.language, "programme_row.html", row=row)


def _row(each: ListedEvent, year: int, texts: Translator, timezone: str, here: str) -> Row:
    line = each.line
    city = own_city(line.format, line.city, line.timezone)
    lasts = line.days > 1 or line.weeks > 0
    return Row(
        line=line,
        address=line.page.removeprefix(here),
        words=when_words(line.when, line.timezone, timezone, texts.language.code, venue_city=city, several_days=lasts),
        mark=ruler(line.when, year),
        facts=_facts(line, texts),
        status=status_of(each.window, texts, line.timezone, is_open=line.when.is_open, is_full=line.is_full),
    )


def _facts(line: ProgrammeLine, texts: Translator) -> tuple[str, ...]:
    """Kind, place, network, partners, length, seats: what is known of them."""
    partners = listed(line.partners, texts.language.code)
    facts = (
        texts.gettext(KIND_WORDS[line.kind]),
        place_line(line, texts),
        line.network,
        texts.gettext("with %(partners)s", partners=partners) if partners else "",
        duration(texts, days=line.days, weeks=line.weeks),
        seats(texts, line.seats_from, line.seats_to),
    )
    return tuple(fact for fact in facts if fact)


_STATES: dict[WindowState, tuple[str, str]] = {
    WindowState.CANCELLED: ("cancelled", mark("Cancelled")),
    WindowState.OVER: ("done", mark("Has taken place")),
    WindowState.CLOSED: ("pending", mark("Registration closed")),
}


def day_at(moment: datetime, zone: str) -> date:
    """By the clock of an event, as the form reads it; `zone` is "" while it is unknown."""
    return moment.astimezone(ZoneInfo(zone or HOME_ZONE)).date()


def status_of(window: Window, texts: Translator, zone: str, *, is_open: bool, is_full: bool) -> tuple[str, str] | None:
    """How a status looks and reads in a list. While the date is open its mark says enough."""
    if window.state is WindowState.NOT_YET and window.opens_at is not None:
        day = plain_day(day_at(window.opens_at, zone), texts.language.code)
        return "pending", texts.gettext("Registration opens on %(day)s", day=day)
    if window.state is WindowState.OVER and is_open:
        return "pending", texts.gettext("This time has passed")
    if window.state is WindowState.OPEN and is_full:
        return "waitlisted", texts.gettext("Full, waiting list open")
    if window.state is WindowState.OPEN and not is_open:
        return "confirmed", texts.gettext("Registration open")
    if window.state not in _STATES:
        return None
    looks, words = _STATES[window.state]
    return looks, texts.gettext(words)
