"""When a session of an event takes place: a day counted from the event's first, and a wall clock of the event's zone.

So a session moves with its event, and nothing is told twice. An end that is no later than the beginning is one of the
next morning.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from shared.programme.entries import EventFields, SessionEntry
from shared.when import Precision, When, clock_shows

MOST_DAYS = 366
LONGEST_NIGHT = timedelta(hours=12)
"""What ends the next morning lasts no longer: an end of an hour before the beginning is a slip of the pen."""


def days_of(event: EventFields) -> int:
    """How many days the event has; 0 while nobody said."""
    return (event.when.last_day - event.when.first_day).days + 1 if event.when.is_fixed else event.days


def day_of(session: SessionEntry, event: EventFields) -> date | None:
    """None while the date of the event is open, and for a day that the event does not have."""
    if session.day is None or not event.when.is_fixed or session.day > days_of(event):
        return None
    return event.when.first_day + timedelta(days=session.day - 1)


def when_of(session: SessionEntry, event: EventFields) -> When | None:
    """Its date, as tentative as the event's; None where there is none yet (see `day_of`).

    Where clocks are moved, an hour that they skip that day is none; without a beginning the day stands alone.
    """
    day, tentative = day_of(session, event), event.when.tentative
    if day is None:
        return None
    gone = skipped(session, event)
    if session.begins is None or "begins" in gone:
        return When(precision=Precision.DAY, first=day, last=day, tentative=tentative)
    start, end = _walls(day, session.begins, None if "ends" in gone else session.ends)
    return When(precision=Precision.TIME, start=start, end=end, tentative=tentative)


def is_too_long(begins: time, ends: time) -> bool:
    """Whether the end is rather meant to be later on the same day."""
    start, end = _walls(date.min, begins, ends)
    assert end is not None
    return ends <= begins and end - start > LONGEST_NIGHT


def skipped(session: SessionEntry, event: EventFields) -> tuple[str, ...]:
    """Which of `begins` and `ends` the clocks of the place never show that day: they are moved forward then."""
    day = day_of(session, event)
    if day is None or session.begins is None or not event.timezone:
        return ()
    start, end = _walls(day, session.begins, session.ends)
    walls = (("begins", start), ("ends", end))
    return tuple(name for name, wall in walls if wall is not None and not clock_shows(wall, event.timezone))


def span_of(session: SessionEntry) -> tuple[datetime, datetime] | None:
    """Begin and end on one axis, whatever the date; None without an hour. Without an end it is a moment."""
    if session.day is None or session.begins is None:
        return None
    start, end = _walls(date.min + timedelta(days=session.day), session.begins, session.ends)
    return start, end or start


def slot(session: SessionEntry) -> tuple[Any, ...]:
    """Sorts by time: within a day what has no hour comes last, and what has no day after all."""
    day, begins = session.day, session.begins
    return day is None, day or 0, begins is None, begins or time()


def as_written(at: time | None) -> str | None:
    """HH:MM, as forms and programs write an hour."""
    return None if at is None else f"{at:%H:%M}"


def _walls(day: date, begins: time, ends: time | None) -> tuple[datetime, datetime | None]:
    start = datetime.combine(day, begins)
    if ends is None:
        return start, None
    return start, datetime.combine(day + timedelta(days=int(ends <= begins)), ends)
