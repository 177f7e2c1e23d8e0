"""The programme: a year of it by quarters, every open date as what it is."""

from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get

from services.registration.domain.event import ProgrammeLine
from services.registration.domain.programme import ProgrammeFilter, read_filter
from services.registration.domain.window import Window, WindowState
from services.registration.operations.programme import ListedEvent, ProgrammeYear, programme_year
from shared.i18n import Translator, mark
from shared.i18n.dates import WhenWords
from shared.i18n.formats import month_name, plain_day, quarter_months, quarter_name
from shared.i18n.names import sort_key
from shared.i18n.places import own_city
from shared.programme.entries import Format
from shared.programme.kinds import FORMAT_WORDS, KIND_WORDS
from shared.programme.words import duration, listed, place_line, seats
from shared.web.given import TheHouse, TheReader
from shared.web.pages import page
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
    rows: tuple[Row, ...]


@get("/")
async def programme(request: Request[Any, Any, Any], house: TheHouse, reader: TheReader) -> Response[str]:
    """The year of the next event, or the one chosen. A filter that is none of ours is refused."""
    shown = await programme_year(house, read_filter(request.query_params))
    return page(
        reader,
        "programme.html",
        chosen=shown.chosen,
        years=_years(shown),
        parts=_parts(shown.chosen, reader.texts),
        choices=_choices(shown, reader.texts),
        sections=_sections(shown, reader, house.settings.public_url),
        count=_count(shown, reader.texts),
        moved=any(listed_event.line.original_when for listed_event in shown.events),
        all_of_year=_address(ProgrammeFilter(year=shown.chosen.year)),
    )


def _address(chosen: ProgrammeFilter) -> str:
    """The page with these filters."""
    query = {
        "year": chosen.year or "",
        "part": chosen.part,
        "kind": chosen.kind or "",
        "network": chosen.network,
        "format": chosen.format or "",
        "dates": chosen.dates,
        "q": chosen.words,
    }
    return "/?" + urlencode({name: value for name, value in query.items() if value})


def _years(shown: ProgrammeYear) -> list[tuple[int, str, bool]]:
    """Every year as (year, address with the same filters, whether it is shown)."""
    years = sorted({year.year for year in shown.years} | {shown.chosen.year or 0})
    replaced = [msgspec.structs.replace(shown.chosen, year=year) for year in years]
    return [(each.year or 0, _address(each), each.year == shown.chosen.year) for each in replaced]


def _parts(chosen: ProgrammeFilter, texts: Translator) -> list[tuple[str, str, bool]]:
    """The whole year, its quarters, and the months of the chosen one, as (words, address, whether it is shown)."""
    language = texts.language.code
    names = [("", texts.gettext("Whole year"))]
    for quarter in range(1, 5):
        names.append((f"q{quarter}", quarter_name(quarter, language)))
        if chosen.quarter == quarter:
            names += [(str(month), month_name(month, language)) for month in range(quarter * 3 - 2, quarter * 3 + 1)]
    return [(words, _address(msgspec.structs.replace(chosen, part=part)), chosen.part == part) for part, words in names]


def _choices(shown: ProgrammeYear, texts: Translator) -> dict[str, list[Any]]:
    """What each select offers, as (value, words)."""
    kinds = [(kind.value, texts.gettext(words)) for kind, words in KIND_WORDS.items()]
    return {
        "kind": sorted(kinds, key=lambda one: sort_key(one[1], texts.language.code)),
        "network": [(network.key, network.key) for network in shown.networks],
        "format": [(each.value, texts.gettext(FORMAT_WORDS[each])) for each in Format],
        "dates": [("fixed", texts.gettext("Date fixed")), ("open", texts.gettext("Day still open"))],
    }


def _count(shown: ProgrammeYear, texts: Translator) -> str:
    """The line that counts what is shown."""
    number = len(shown.events)
    still_open = sum(each.line.when.is_open for each in shown.events)
    counted = texts.ngettext(
        "%(num)s event or training course in %(year)s",
        "%(num)s events and training courses in %(year)s",
        number,
        year=shown.chosen.year,
    )
    if not still_open:
        return texts.gettext("%(counted)s.", counted=counted)
    opened = texts.ngettext("%(num)s with the day still open", "%(num)s with the day still open", still_open)
    return texts.gettext("%(counted)s, %(open)s.", counted=counted, open=opened)


def _sections(shown: ProgrammeYear, reader: Reader, here: str) -> list[Section]:
    year = shown.chosen.year or 0
    language = reader.language.code
    rows: dict[int, list[Row]] = {quarter: [] for quarter in (1, 2, 3, 4, 0)}
    for each in sorted(shown.events, key=lambda each: _order(each.line)):
        row = _row(each, year, reader, here)
        whole_year = each.line.when.precision is Precision.YEAR or row.mark is None
        rows[0 if whole_year or row.mark is None else (row.mark.first + 2) // 3].append(row)
    return [
        Section(
            quarter=quarter,
            title=quarter_name(quarter, language) if quarter else reader.texts.gettext("All year"),
            months=quarter_months(quarter, language) if quarter else "",
            rows=tuple(found),
        )
        for quarter, found in rows.items()
        if found
    ]


def _order(line: ProgrammeLine) -> tuple[Any, ...]:
    """By day; an open date after the fixed ones of its span, what is to be confirmed last."""
    return line.sort_on, _RANK[line.when.precision], line.when.tentative, line.title


def _row(each: ListedEvent, year: int, reader: Reader, here: str) -> Row:
    line, texts = each.line, reader.texts
    lasts = line.days > 1 or line.weeks > 0
    return Row(
        line=line,
        address=line.page.removeprefix(here),
        words=reader.when(
            line.when, line.timezone, venue_city=own_city(line.format, line.city, line.timezone), several_days=lasts
        ),
        mark=ruler(line.when, year),
        facts=_facts(line, texts),
        status=status_of(each.window, texts, is_open=line.when.is_open, is_full=line.is_full),
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


def status_of(window: Window, texts: Translator, *, is_open: bool, is_full: bool) -> tuple[str, str] | None:
    """How a status looks and reads in a list. While the date is open its mark says enough."""
    if window.state is WindowState.NOT_YET and window.opens_at is not None:
        day = plain_day(window.opens_at.date(), texts.language.code)
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


HANDLERS = (programme,)
