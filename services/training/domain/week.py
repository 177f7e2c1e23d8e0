"""A timetable as a wall shows it: weeks of days, rows of a quarter of an hour, and lanes for what runs side by side."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from services.training.domain.session import Session

QUARTER = 15
EARLIEST, LATEST = 9, 17  # the hours that a week shows at the least
WORKING_DAYS = 5


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """A session on the wall. `row` counts quarters of an hour from 1, `rows` how many; `lane` from 1, of `lanes`.

    `starts` and `ends` are the wall clock of the zone that the week is shown in.
    """

    session: Session
    starts: datetime
    ends: datetime
    row: int
    rows: int
    lane: int
    lanes: int


class Day(msgspec.Struct, frozen=True):
    """`number` counts the days of the course from 1; None before its first day."""

    date: date
    number: int | None
    slots: tuple[Slot, ...]


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """Monday to Friday, with the weekend where something happens then. `hours` are those at the edge of the wall."""

    number: int
    monday: date
    days: tuple[Day, ...]
    hours: tuple[int, ...]

    @property
    def last(self) -> date:
        return self.days[-1].date


def weeks_of(sessions: Sequence[Session], zone: str, first_day: date | None = None) -> tuple[Week, ...]:
    """The weeks that have sessions, counted from that of the first day, or of the first session where it is earlier.

    A session stands on the day it begins in `zone`.
    """
    placed = sorted((_local(session, zone) for session in sessions), key=lambda each: (each[0], each[2].id))
    if not placed:
        return ()
    earliest = placed[0][0].date()
    origin = first_day or earliest
    first = _monday(min(origin, earliest))
    weeks: dict[date, list[Placed]] = {}
    for each in placed:
        weeks.setdefault(_monday(each[0].date()), []).append(each)
    return tuple(_week((monday - first).days // 7 + 1, monday, own, origin) for monday, own in weeks.items())


Placed = tuple[datetime, datetime, Session]


def _local(session: Session, zone: str) -> Placed:
    return at(session.starts_at, zone, session.starts), at(session.ends_at, zone, session.ends), session


def at(moment: datetime, zone: str, otherwise: datetime) -> datetime:
    """The wall clock in a zone; at the edge of what a calendar counts, where it has none, `otherwise`."""
    try:
        return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    except OverflowError:
        return otherwise


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week(number: int, monday: date, placed: Sequence[Placed], origin: date) -> Week:
    first = min((starts.hour for starts, _, _ in placed), default=EARLIEST)
    last = max((_end_hour(starts, ends) for starts, ends, _ in placed), default=LATEST)
    from_, until = min(first, EARLIEST), max(last, LATEST)
    busy = {starts.date() for starts, _, _ in placed}
    days = []
    sunday = any(day.weekday() == WORKING_DAYS + 1 for day in busy)
    for offset in range(min(7, (date.max - monday).days + 1)):
        day = monday + timedelta(days=offset)
        if offset < WORKING_DAYS or day in busy or (offset == WORKING_DAYS and sunday):
            own = [each for each in placed if each[0].date() == day]
            count = (day - origin).days + 1
            days.append(Day(day, count if count > 0 else None, _slots(own, from_)))
    return Week(number=number, monday=monday, days=tuple(days), hours=tuple(range(from_, until)))


def _end_hour(starts: datetime, ends: datetime) -> int:
    if ends.date() > starts.date():
        return 24
    return ends.hour + (1 if ends.minute else 0)


def _slots(placed: Sequence[Placed], from_hour: int) -> tuple[Slot, ...]:
    """In lanes: sessions that touch each other directly or by a third share the width of the day."""
    found: list[Slot] = []
    bundle: list[tuple[int, int, int, Placed]] = []  # first row, first row after it, lane
    for each in placed:
        row, after = _rows(each, from_hour)
        if bundle and row >= max(after_ for _, after_, _, _ in bundle):
            found += _closed(bundle)
            bundle = []
        taken = {lane for _, after_, lane, _ in bundle if after_ > row}
        lane = next(number for number in range(1, len(bundle) + 2) if number not in taken)
        bundle.append((row, after, lane, each))
    return tuple(found + _closed(bundle))


def _closed(bundle: Sequence[tuple[int, int, int, Placed]]) -> list[Slot]:
    lanes = max((lane for _, _, lane, _ in bundle), default=1)
    return [
        Slot(session=session, starts=starts, ends=ends, row=row, rows=after - row, lane=lane, lanes=lanes)
        for row, after, lane, (starts, ends, session) in bundle
    ]


def _rows(each: Placed, from_hour: int) -> tuple[int, int]:
    """From 1; the second is the first row after it. At least one.

    Both ends go to the nearest quarter, so that what follows directly stands below and not beside.
    """
    starts, ends, _ = each
    begin = (starts.hour - from_hour) * 60 + starts.minute
    end = (24 - from_hour) * 60 if ends.date() > starts.date() else (ends.hour - from_hour) * 60 + ends.minute
    row = _nearest(begin) + 1
    return row, max(_nearest(end) + 1, row + 1)


def _nearest(minutes: int) -> int:
    return (minutes + QUARTER // 2) // QUARTER
