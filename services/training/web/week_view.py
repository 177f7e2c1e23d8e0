"""A timetable in the reader's words: weeks, days and slots, in the host's zone with the reader's own beside it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from services.training.domain.session import Group, Session, Trainer
from services.training.domain.session_kinds import KINDS
from services.training.domain.week import Day, Slot, Week, at, weeks_of
from shared.i18n import Translator, formats
from shared.i18n.lists import comma_list
from shared.i18n.names import weekdays
from shared.i18n.zones import abbreviation, canonical, city, offset_words
from shared.web.reader import Reader


class SlotView(msgspec.Struct, frozen=True, kw_only=True):
    """`own` are the reader's hours, with the day where it is another; "" where their clocks show the same.

    `look` is how it is drawn; `clash`: it clashes with another.
    """

    slot: Slot
    hours: str
    own: str
    kind: str
    look: str
    groups: str
    trainers: str
    clash: bool

    @property
    def session(self) -> Session:
        return self.slot.session


class DayView(msgspec.Struct, frozen=True):
    """`number` "day 3" of the course, or ""."""

    id: str
    weekday: str
    date: str
    number: str
    slots: tuple[SlotView, ...]


class WeekView(msgspec.Struct, frozen=True, kw_only=True):
    """One week; `span` "Monday 6 to Friday 10 September 2027"; `zones` says whose clocks it shows."""

    number: int
    span: str
    zones: str
    hours: tuple[str, ...]
    days: tuple[DayView, ...]


class Wall(msgspec.Struct, frozen=True, kw_only=True):
    """What a timetable is drawn from. `clashing` are the ids of sessions that clash with another."""

    sessions: Sequence[Session]
    groups: Sequence[Group]
    trainers: Sequence[Trainer]
    zone: str
    first_day: date | None
    clashing: Collection[UUID] = ()


class Weeks(msgspec.Struct, frozen=True):
    """`shown` are the weeks on this page, `numbers` all there are, `chosen` the one; 0: all."""

    shown: tuple[WeekView, ...]
    numbers: tuple[int, ...]
    chosen: int


def weeks_for(wall: Wall, reader: Reader, wanted: str) -> Weeks:
    """The week that was asked for by its number, "all" of them, or else the one that runs or comes first."""
    weeks = weeks_of(wall.sessions, wall.zone, wall.first_day)
    numbers = tuple(week.number for week in weeks)
    if wanted == "all":
        chosen = 0
    elif wanted.isascii() and wanted.isdigit() and int(wanted) in numbers:
        chosen = int(wanted)
    else:
        today = reader.now.astimezone(ZoneInfo(wall.zone)).date()
        chosen = next((week.number for week in weeks if week.last >= today), numbers[0] if numbers else 0)
    shown = tuple(_week(week, wall, reader) for week in weeks if chosen in (0, week.number))
    return Weeks(shown, numbers, chosen)


def zones_line(zone: str, on: date, reader: Reader) -> str:
    """ "Times in Seoul (KST, UTC+9). Nairobi is 6 hours behind." """
    texts = reader.texts
    there = datetime.combine(on, time(12), ZoneInfo(zone))
    named = comma_list((abbreviation(there), _offset(there)), texts)
    line = texts.gettext("Times in %(city)s (%(zone)s).", city=city(zone, texts.language.code), zone=named)
    if not reader.timezone or canonical(reader.timezone) == canonical(zone):
        return line
    here = there.astimezone(ZoneInfo(reader.timezone))
    apart = (here.utcoffset() or _NONE) - (there.utcoffset() or _NONE)
    own = city(reader.timezone, texts.language.code)
    minutes = int(apart.total_seconds()) // 60
    if minutes == 0:
        return texts.gettext("%(line)s %(city)s has the same time.", line=line, city=own)
    hours = f"{abs(minutes) // 60}" + (f":{abs(minutes) % 60:02}" if minutes % 60 else "")
    if minutes < 0:
        return texts.gettext("%(line)s %(city)s is %(hours)s h behind.", line=line, city=own, hours=hours)
    return texts.gettext("%(line)s %(city)s is %(hours)s h ahead.", line=line, city=own, hours=hours)


def _week(week: Week, wall: Wall, reader: Reader) -> WeekView:
    names = {group.key: group.name for group in wall.groups}
    teaching = {trainer.id: trainer.name for trainer in wall.trainers}
    language = reader.language.code
    return WeekView(
        number=week.number,
        span=formats.capital(formats.days(week.monday, week.last, language)),
        zones=zones_line(wall.zone, week.monday, reader),
        hours=tuple(f"{hour:02}:00" for hour in week.hours),
        days=tuple(_day(day, wall, reader, names, teaching) for day in week.days),
    )


def _day(day: Day, wall: Wall, reader: Reader, names: Mapping[str, str], teaching: Mapping[UUID, str]) -> DayView:
    texts = reader.texts
    return DayView(
        id=f"day-{day.date.isoformat()}",
        weekday=formats.capital(weekdays(reader.language.code)[day.date.weekday()]),
        date=formats.plain_day(day.date, reader.language.code),
        number=texts.gettext("day %(number)d", number=day.number) if day.number else "",
        slots=tuple(_slot(slot, wall, reader, names, teaching) for slot in day.slots),
    )


def _slot(slot: Slot, wall: Wall, reader: Reader, names: Mapping[str, str], teaching: Mapping[UUID, str]) -> SlotView:
    session, texts = slot.session, reader.texts
    kind = KINDS[session.kind]
    return SlotView(
        slot=slot,
        hours=_hours(slot.starts, slot.ends, texts),
        own=_own_hours(slot, wall.zone, reader),
        kind=texts.gettext(kind.words),
        look=kind.look,
        groups=comma_list((names.get(key, key) for key in session.groups), texts),
        trainers=comma_list((teaching[id_] for id_ in session.trainer_ids if id_ in teaching), texts),
        clash=session.id in wall.clashing,
    )


def _hours(start: datetime, end: datetime, texts: Translator) -> str:
    return texts.pgettext("hours", "%(start)s to %(end)s", start=f"{start:%H:%M}", end=f"{end:%H:%M}")


def _own_hours(slot: Slot, zone: str, reader: Reader) -> str:
    """In the reader's zone, and in the session's own where that is neither."""
    texts = reader.texts
    lines = []
    for other in dict.fromkeys((slot.session.timezone, reader.timezone)):
        if not other or canonical(other) == canonical(zone):
            continue
        session = slot.session
        start, end = at(session.starts_at, other, session.starts), at(session.ends_at, other, session.ends)
        hours = _hours(start, end, texts)
        if start == slot.starts:
            continue
        if start.date() != slot.starts.date():
            day = formats.capital(weekdays(reader.language.code)[start.weekday()])
            hours = texts.pgettext("when", "%(day)s, %(hours)s", day=day, hours=hours)
        where = city(other, reader.language.code)
        lines.append(texts.pgettext("when", "%(moment)s %(city)s", moment=hours, city=where))
    return comma_list(lines, texts)


def _offset(moment: datetime) -> str:
    return offset_words(moment.utcoffset() or _NONE)


_NONE = timedelta(0)
