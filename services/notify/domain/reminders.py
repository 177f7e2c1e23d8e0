"""When somebody is reminded: computed from the start, never scheduled beside it. Pure: nothing is stored here.

A new reminder is an entry in REMINDERS, a message of its name (domain/messages.py) and rows in the table of its test.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from shared.when import Precision, When

EVENING = time(21)  # what falls in the night goes out before it
NIGHT_BEGINS, NIGHT_ENDS = time(22), time(7)
MORNING = time(9)  # of whole days
BEGINS_SOON = timedelta(hours=12)  # then not even the night holds a reminder up
LATEST = timedelta(hours=1)


class Reminder(msgspec.Struct, frozen=True, kw_only=True):
    """`before` is elapsed time before the start; of whole days `days` before the first, or None: it has no such one.

    `joins`: the link to join stands in it.
    """

    name: str
    before: timedelta
    days: int | None
    joins: bool = False

    @property
    def message(self) -> str:
        return f"reminder.{self.name}"


_ALL = (
    Reminder(name="week", before=timedelta(days=7), days=7),
    Reminder(name="day", before=timedelta(days=1), days=1),
    Reminder(name="hours", before=timedelta(hours=2), days=None, joins=True),
)
REMINDERS: dict[str, Reminder] = {reminder.name: reminder for reminder in _ALL}


def remind_at(reminder: Reminder, when: When, event_zone: str, reader_zone: str) -> datetime | None:
    """The instant (aware), in the reader's own zone. None: there is none for such a date.

    Of what has an hour: so long before the start; of what would come between 22:00 and 7:00 of the reader's day, 21:00
    of the evening before, unless the start is within 12 hours then. Of whole days: 9:00 of the reader's day.
    """
    zone = ZoneInfo(reader_zone)
    if when.precision is Precision.DAY:
        if reminder.days is None:
            return None
        return datetime.combine(when.first_day - timedelta(days=reminder.days), MORNING, zone)
    start = when.starts_at(event_zone) if event_zone else None
    if start is None:
        return None
    at = (start - reminder.before).astimezone(zone)
    if reminder.before <= BEGINS_SOON or NIGHT_ENDS <= at.time() < NIGHT_BEGINS:
        return at
    evening = at.date() if at.time() >= NIGHT_BEGINS else at.date() - timedelta(days=1)
    return datetime.combine(evening, EVENING, zone)


def is_due(at: datetime, now: datetime) -> bool:
    """From its instant on, and never late by more than an hour: then it is left out."""
    return timedelta() <= _elapsed(at, now) <= LATEST


def good_until(at: datetime) -> datetime:
    """Not sent after this instant."""
    return at.astimezone(ZoneInfo("UTC")) + LATEST


def _elapsed(since: datetime, until: datetime) -> timedelta:
    """Real time: two wall clocks of one zone would be compared as they read."""
    utc = ZoneInfo("UTC")
    return until.astimezone(utc) - since.astimezone(utc)


def start_key(when: When, event_zone: str) -> str:
    """Names the start: whoever was reminded of it is not reminded of it again, but of another one."""
    start = when.starts_at(event_zone) if event_zone else None
    return f"{start:%Y%m%dT%H%MZ}" if start else when.first_day.isoformat()
