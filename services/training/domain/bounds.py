"""How far from its course a session may lie: what lies further is a slip of the keyboard."""

from datetime import date, timedelta

from shared.when import When

FAR = 60
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 12, 31)

Bounds = tuple[date, date]


def bounds_of(when: When) -> Bounds:
    """The first and the last day that a session of such a course may have; of an open one, any of this century."""
    if not when.is_fixed:
        return _EARLIEST, _LATEST
    return when.first_day - timedelta(days=FAR), when.last_day + timedelta(days=FAR)


def lands(day: date, bounds: Bounds, by: timedelta = timedelta(0)) -> bool:
    """Whether a day, moved so far, lies within; any day can be asked, also one that cannot be moved so far."""
    first, last = bounds
    return first.toordinal() <= day.toordinal() + by.days <= last.toordinal()
