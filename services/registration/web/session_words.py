"""When and where a session takes place, in words: a line of it, and the agenda of an event by days."""

from collections.abc import Sequence
from itertools import groupby
from zoneinfo import ZoneInfo

import msgspec

from services.registration.domain.agenda import Trouble
from services.registration.domain.event import Event
from services.registration.domain.load import KeptEvent
from shared.i18n import Translator
from shared.i18n.dates import WhenWords
from shared.i18n.formats import capital, full_day
from shared.i18n.hours import Clock
from shared.i18n.lists import comma_list, semicolon_list
from shared.i18n.places import own_city
from shared.programme.entries import SessionEntry
from shared.programme.session_time import as_written, day_of, days_of, skipped, when_of
from shared.web.reader import Reader
from shared.when import When

AnEvent = Event | KeptEvent


class AgendaRow(msgspec.Struct, frozen=True, kw_only=True):
    """A session with its hours on the clock of the event, empty where not known. `own`: in the reader's time, where it
    is another; `overnight`: it ends the next morning; `unsettled`: the clocks skip its hour that day.
    """

    session: SessionEntry
    begins: str
    ends: str
    overnight: bool
    own: str
    unsettled: bool


class AgendaDay(msgspec.Struct, frozen=True, kw_only=True):
    """`day` is for `<time>`, empty while the date is open. `clock`: letters and offsets of its hours, where those of
    the days differ.
    """

    label: str
    small: str
    day: str
    clock: str
    rows: tuple[AgendaRow, ...]


class Agenda(msgspec.Struct, frozen=True, kw_only=True):
    """`timed`: any session has an hour. `city` is that of the event's clock, empty where it has none; `clock` its
    letters and offset, where all hours have the same. `own` is the city of the reader's where it is another.
    """

    days: tuple[AgendaDay, ...]
    timed: bool
    city: str
    clock: str
    own: str


def agenda_of(event: Event, reader: Reader, words: WhenWords) -> Agenda:
    """`words` are those of the event's date; under it stand sessions of which nobody said a day."""
    said = [found.clocks for one in event.sessions if (found := _words(one, event, reader)) and found.clocks]
    clocks, zones = said[0] if said else (), _zones(event.sessions, event, reader)
    days: list[AgendaDay] = []
    for number, group in groupby(event.sessions, key=lambda one: one.day):
        parts = list(group)
        rows = tuple(_row(one, event, reader) for one in parts)
        clock = semicolon_list(_zones(parts, event, reader), reader.texts) if len(zones) > 1 else ""
        label, small, day = _day_words(number, event, reader.texts)
        if number is None and not days:
            label, day = words.date, words.datetime[:10]
        days.append(AgendaDay(label=label, small=small, day=day, clock=clock, rows=rows))
    return Agenda(
        days=tuple(days),
        timed=any(one.begins is not None for one in event.sessions),
        city=clocks[0].city if clocks else "",
        clock=zones[0] if len(zones) == 1 else "",
        own=clocks[1].city if len(clocks) > 1 else "",
    )


def _zones(sessions: Sequence[SessionEntry], event: Event, reader: Reader) -> list[str]:
    """The letters and offsets of the event's clock at these hours, each once: clocks may be moved between them."""
    said = [found.clocks[0] for one in sessions if (found := _words(one, event, reader)) and found.clocks]
    return list(dict.fromkeys(comma_list((one.letters, one.offset), reader.texts) for one in said))


def session_line(session: SessionEntry, event: AnEvent, reader: Reader) -> str:
    """Day, hours and room; "" where nothing of it is known."""
    return semicolon_list([part for part in (session_when(session, event, reader), session.room) if part], reader.texts)


def session_when(session: SessionEntry, event: AnEvent, reader: Reader) -> str:
    """The date in the event's zone and the reader's; "Day 2, 09:30 to 10:30" where the day has no date."""
    if session.day is None:
        return ""
    words = _words(session, event, reader)
    if words is not None and (session.begins is None or _is_unsettled(session, event)):
        texts = reader.texts
        hours = texts.gettext("hours to follow") if session.begins is None else texts.gettext("time to be settled")
        return comma_list((words.date, hours), reader.texts)
    if words is not None:
        return words.plain if words.tentative else capital(words.bare)
    return comma_list((_numbered(session.day, reader.texts), _hours(session, reader.texts)), reader.texts)


def day_choices(event: AnEvent, known: int | None, texts: Translator) -> list[tuple[str, str]]:
    """The days that a session can have, and the one it has; none where the length of the event is not known."""
    length = days_of(event)
    numbers = sorted({*range(1, length + 1), *((known,) if known else ())}) if length else []
    return [(str(number), _whole_day(number, event, texts)) for number in numbers]


def trouble_words(found: Sequence[tuple[SessionEntry, Trouble]], reader: Reader) -> list[tuple[str, str]]:
    """Title, and what is wrong with its time."""
    texts = reader.texts
    said = {
        Trouble.DAY: texts.gettext("the event has no such day"),
        Trouble.SKIPPED: texts.gettext("clocks are moved forward then, and this hour does not exist"),
        Trouble.HOURS: texts.gettext("outside the hours of the event"),
    }
    return [(one.title, comma_list((_short(one, texts), said[trouble]), texts)) for one, trouble in found]


def _short(session: SessionEntry, texts: Translator) -> str:
    return comma_list((_numbered(session.day or 1, texts), _hours(session, texts)), texts)


def _whole_day(number: int, event: AnEvent, texts: Translator) -> str:
    label, small, _ = _day_words(number, event, texts)
    return comma_list((label, small), texts)


def _row(session: SessionEntry, event: Event, reader: Reader) -> AgendaRow:
    unsettled = _is_unsettled(session, event)
    begins, ends = (None, None) if unsettled else (session.begins, session.ends)
    if "ends" in skipped(session, event):
        ends = None
    words = _words(session, event, reader)
    own = words.clocks[1] if words is not None and len(words.clocks) > 1 else None
    when = when_of(session, event)
    return AgendaRow(
        session=session,
        begins=as_written(begins) or "",
        ends=as_written(ends) or "",
        overnight=begins is not None and ends is not None and ends <= begins,
        own=_own(own, when, event, reader) if own and when else "",
        unsettled=unsettled,
    )


def _is_unsettled(session: SessionEntry, event: AnEvent) -> bool:
    return "begins" in skipped(session, event)


def _own(clock: Clock, when: When, event: Event, reader: Reader) -> str:
    """With the day where it is another; hours that pass midnight name both days themselves."""
    zone, ends = ZoneInfo(reader.timezone), when.ends_at(event.timezone) or when.starts_at(event.timezone)
    days = {at.astimezone(zone).date() for at in (when.starts_at(event.timezone), ends) if at}
    named = clock.same_day or len(days) > 1
    return clock.hours if named else comma_list((clock.hours, clock.day), reader.texts)


def _day_words(number: int | None, event: AnEvent, texts: Translator) -> tuple[str, str, str]:
    """Label, small words and the day for machines. A day with a date is named by it, and numbered if there are more."""
    if number is None:
        return texts.gettext("Day and hours to follow"), "", ""
    day = day_of(SessionEntry(title="", day=number), event)
    if day is not None:
        small = _numbered(number, texts) if days_of(event) > 1 else ""
        return full_day(day, texts.language.code), small, day.isoformat()
    small = texts.gettext("day to be settled") if event.when.is_fixed else ""
    return _numbered(number, texts), small, ""


def _numbered(number: int, texts: Translator) -> str:
    return texts.gettext("Day %(number)s", number=number)


def _hours(session: SessionEntry, texts: Translator) -> str:
    begins, ends = as_written(session.begins), as_written(session.ends)
    if begins is None or ends is None:
        return begins or ""
    hours = texts.pgettext("hours", "%(start)s to %(end)s", start=begins, end=ends)
    return texts.gettext("%(hours)s the next morning", hours=hours) if ends <= begins else hours


def _words(session: SessionEntry, event: AnEvent, reader: Reader) -> WhenWords | None:
    when = when_of(session, event)
    if when is None:
        return None
    return reader.when(when, event.timezone, venue_city=own_city(event.format, event.city, event.timezone))
