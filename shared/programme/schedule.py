"""What lists need of a date: derived once, when the date is written, never beside it."""

from datetime import date, datetime

import msgspec

from shared.places import LAST_PLACE_ON_EARTH
from shared.when import When


class Schedule(msgspec.Struct, frozen=True):
    """The known span, both days inclusive, and the instant (UTC) from which it is over."""

    starts_on: date
    ends_on: date
    over_at: datetime


def schedule_of(when: When, timezone: str) -> Schedule:
    """`timezone` empty: over when it is over at the last place on Earth."""
    return Schedule(when.first_day, when.last_day, when.over_at(timezone or LAST_PLACE_ON_EARTH))
