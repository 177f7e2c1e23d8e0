"""The programme: a year of it by quarters, every open date as what it is."""

from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get

from services.registration.domain.programme import ProgrammeFilter, read_filter
from services.registration.operations.programme import ProgrammeYear, programme_year
from services.registration.web.programme_rows import sections_of
from shared.i18n import Translator
from shared.i18n.formats import month_name, quarter_name
from shared.i18n.names import sort_key
from shared.programme.entries import Format
from shared.programme.kinds import FORMAT_WORDS, KIND_WORDS
from shared.web.given import TheHouse, TheReader
from shared.web.pages import page


@get("/")
async def programme(request: Request[Any, Any, Any], house: TheHouse, reader: TheReader) -> Response[str]:
    """The year of the next event, or the one chosen. A filter that is none of ours is refused."""
    shown = await programme_year(house, read_filter(request.query_params))
    return page(
        reader,
        "programme.html",
        chosen=shown.chosen,
        years=_years(shown),
        following=_following(shown),
        elsewhere=[
            (year, _address(msgspec.structs.replace(shown.chosen, year=year, part=""))) for year in shown.elsewhere
        ],
        parts=_parts(shown.chosen, reader.texts),
        choices=_choices(shown, reader.texts),
        sections=sections_of(shown, reader, house.settings.public_url),
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


def _following(shown: ProgrammeYear) -> tuple[int, str] | None:
    """The next year there is something in, and the address of all of it."""
    later = [each.year for each in shown.years if each.year > (shown.chosen.year or 0)]
    return (min(later), _address(ProgrammeFilter(year=min(later)))) if later else None


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


HANDLERS = (programme,)
