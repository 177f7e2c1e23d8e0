"""When, in words, for pages and mail alike. Pure: the same arguments give the same words.

A fixed hour is told in the event's own zone and, where it differs, in the reader's; an open date says what is open.
"""

from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from shared.i18n import formats
from shared.i18n.datebox import DateBox, datebox
from shared.i18n.hours import Clock, city_phrase, hour_words, one_day, span_words
from shared.i18n.languages import DEFAULT, language_of
from shared.i18n.translator import Translator, translator
from shared.when import Precision, When


class WhenWords(msgspec.Struct, frozen=True, kw_only=True):
    """`plain` is the whole line; its parts: `venue` (with the event's zone), `reader` (in brackets; may be empty),
    `notes` ("hours to follow"). `date` is the day, month, quarter or year alone, `hours` the venue's hours alone.

    `inline` is `plain` within a sentence (no capital where the language has none), `bare` that without
    notes. `datetime` is for `<time>`, empty for a quarter. `clocks` are the venue's and the reader's, only for a
    fixed hour.
    """

    plain: str
    inline: str
    bare: str
    venue: str
    reader: str
    notes: tuple[str, ...]
    date: str
    hours: str
    is_open: bool
    tentative: bool
    datetime: str
    box: DateBox
    clocks: tuple[Clock, ...] = ()


@lru_cache(maxsize=4096)
def when_words(
    when: When,
    event_zone: str,
    reader_zone: str,
    language: str,
    *,
    venue_city: str = "",
    several_days: bool = False,
) -> WhenWords:
    """The words of a date. Zones are IANA names, empty while unknown; `language` a BCP 47 tag.

    `venue_city` names the zone where the event takes place in another city of it (Mérida, not Mexico City).
    `several_days`: an open date opens something longer, so it is the first day that is open.
    """
    texts = translator((language_of(language) or DEFAULT).code)
    notes = _notes(when, texts, several_days=several_days)
    if when.precision is Precision.TIME:
        venue, reader, clocks = hour_words(when, event_zone, reader_zone, texts, venue_city)
    else:
        venue, reader, clocks = _untimed(when, texts, city_phrase(event_zone, texts, venue_city)), "", ()
    bare = texts.pgettext("when", "%(venue)s (%(reader)s)", venue=venue, reader=reader) if reader else venue
    inline = bare
    for note in notes:
        inline = _with_note(inline, note, texts, fixed=when.is_fixed)
    return WhenWords(
        plain=formats.capital(inline),
        inline=inline,
        bare=bare,
        venue=formats.capital(venue),
        reader=reader,
        notes=notes,
        date=formats.capital(_date(when, texts)),
        hours=span_words(when.start, when.end, texts) if when.start and one_day(when.start, when.end) else "",
        is_open=when.is_open,
        tentative=when.tentative,
        datetime=_machine(when, event_zone),
        box=datebox(when, texts),
        clocks=clocks,
    )


def _date(when: When, texts: Translator) -> str:
    language = texts.language.code
    match when.precision:
        case Precision.TIME | Precision.DAY:
            return formats.days(when.first_day, when.last_day, language)
        case Precision.MONTH:
            return formats.month_of_year(when.known_year, when.first_month, language)
        case Precision.QUARTER:
            assert when.quarter is not None
            return formats.quarter_of_year(when.known_year, when.quarter, language)
        case Precision.YEAR:
            return texts.gettext("Throughout %(year)s", year=when.known_year)


def _untimed(when: When, texts: Translator, city: str) -> str:
    day = _date(when, texts)
    if when.precision is Precision.DAY and city:
        return texts.pgettext("when", "%(day)s, %(city)s time", day=day, city=city)
    return day


def _notes(when: When, texts: Translator, *, several_days: bool) -> tuple[str, ...]:
    notes: list[str] = []
    if when.precision is Precision.TIME and when.end is None:
        notes.append(texts.gettext("no end time given"))
    if when.precision is Precision.DAY and when.first == when.last:
        notes.append(texts.gettext("hours to follow"))
    if when.tentative:
        notes.append(texts.gettext("to be confirmed"))
    elif when.is_open:
        notes.append(texts.gettext("first day still open") if several_days else texts.gettext("day still open"))
    return tuple(notes)


def _with_note(line: str, note: str, texts: Translator, *, fixed: bool) -> str:
    if fixed:
        return texts.pgettext("when", "%(date)s; %(note)s", date=line, note=note)
    return texts.pgettext("when", "%(date)s, %(note)s", date=line, note=note)


def _machine(when: When, zone: str) -> str:
    """For `<time datetime>` (HTML, 3.5): an instant, a day, a month, a year; nothing for a quarter."""
    match when.precision:
        case Precision.TIME:
            assert when.start is not None
            start = when.start.replace(tzinfo=ZoneInfo(zone)) if zone else when.start
            return start.isoformat(timespec="minutes")
        case Precision.DAY:
            return when.first_day.isoformat()
        case Precision.MONTH:
            return f"{when.known_year:04}-{when.first_month:02}"
        case Precision.YEAR:
            return f"{when.known_year:04}"
        case Precision.QUARTER:
            return ""
