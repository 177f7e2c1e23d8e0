"""A fixed hour in words: by the clock where it takes place, and by the reader's."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from shared.i18n import formats
from shared.i18n.french import of
from shared.i18n.translator import Translator
from shared.i18n.zones import abbreviation, canonical, city, offset_words
from shared.when import When


class Clock(msgspec.Struct, frozen=True):
    """One zone's view of a fixed hour: "Seoul", "15:00 to 17:00", "Wednesday 26 May 2021", "KST", "UTC+9".

    `same_day`: begins and ends on the event's own day. `letters` is empty where the zone has none.
    """

    city: str
    hours: str
    day: str
    letters: str
    offset: str
    same_day: bool


def hour_words(
    when: When, event_zone: str, reader_zone: str, texts: Translator, venue_city: str
) -> tuple[str, str, tuple[Clock, ...]]:
    """The venue's hour, the reader's ("" where it is the same or unknown), and the clocks of both, the venue's first.

    Without the event's zone its hour stands alone, and there are no clocks.
    """
    assert when.start is not None
    if not event_zone:
        return _moment(when.start, when.end, texts), "", ()
    start = when.start.replace(tzinfo=ZoneInfo(event_zone))
    end = when.end.replace(tzinfo=ZoneInfo(event_zone)) if when.end else None
    place = city_phrase(event_zone, texts, venue_city)
    venue = _at(_moment(start, end, texts), place, texts)
    clocks = [_clock(start, end, start.date(), texts, venue_city or city(event_zone, texts.language.code))]
    if not reader_zone or canonical(reader_zone) == canonical(event_zone):
        return venue, "", tuple(clocks)
    own = ZoneInfo(reader_zone)
    own_start, own_end = start.astimezone(own), end.astimezone(own) if end else None
    clock = _clock(own_start, own_end, start.date(), texts, city(reader_zone, texts.language.code))
    clocks.append(clock)
    moment = clock.hours if clock.same_day else _moment(own_start, own_end, texts, year=start.year)
    return venue, _at(moment, city_phrase(reader_zone, texts), texts), tuple(clocks)


def _at(moment: str, named: str, texts: Translator) -> str:
    return texts.pgettext("when", "%(moment)s %(city)s", moment=moment, city=named)


def _clock(start: datetime, end: datetime | None, day: date, texts: Translator, name: str) -> Clock:
    within = one_day(start, end)
    return Clock(
        city=name,
        hours=span_words(start, end, texts) if within else formats.capital(_moment(start, end, texts)),
        day=formats.capital(formats.days(start.date(), (end or start).date(), texts.language.code)),
        letters=abbreviation(start),
        offset=offset_words(start.utcoffset()),  # type: ignore[arg-type]  # aware by construction
        same_day=within and start.date() == day,
    )


def one_day(start: datetime, end: datetime | None) -> bool:
    """Whether it ends on the day on which it begins, as far as its end is known."""
    return end is None or start.date() == end.date()


def span_words(start: datetime, end: datetime | None, texts: Translator) -> str:
    """ "15:00 to 17:00", or the start alone."""
    if end is None:
        return f"{start:%H:%M}"
    return texts.pgettext("hours", "%(start)s to %(end)s", start=f"{start:%H:%M}", end=f"{end:%H:%M}")


def _moment(start: datetime, end: datetime | None, texts: Translator, year: int | None = None) -> str:
    """Day and hours. Within a year that was already named, the day goes without it."""
    language = texts.language.code
    if end is None or start.date() == end.date():
        form = formats.day_of_year if start.year == year else formats.full_day
        day = form(start.date(), language)
        return texts.pgettext("when", "%(day)s, %(hours)s", day=day, hours=span_words(start, end, texts))
    if start.year == end.year == year:
        first, last = (formats.day_of_year(each.date(), language) for each in (start, end))
    else:
        first, last = formats.span_ends(start.date(), end.date(), language, share_month=False)
    return texts.pgettext(
        "when",
        "%(first)s, %(start)s to %(last)s, %(end)s",
        first=first,
        start=f"{start:%H:%M}",
        last=last,
        end=f"{end:%H:%M}",
    )


def city_phrase(zone: str, texts: Translator, venue_city: str = "") -> str:
    """The city as it stands after "time": French puts its "de" into it."""
    if not zone:
        return ""
    name = venue_city or city(zone, texts.language.code)
    return of(name) if texts.language.code == "fr" else name
