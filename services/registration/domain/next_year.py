"""An event as next year's: what is taken over, what is asked anew."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from services.registration.domain.event_form import DETAILS, EventDetails, body_of
from services.registration.domain.load import KeptEvent, years_later
from services.registration.domain.registration import HOME_ZONE
from shared.programme.schedule import schedule_of
from shared.when import Precision, When

_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")


def next_years(event: KeptEvent, now: datetime) -> dict[str, object]:
    """The form of a new event: all but the link to join, the date open in the same month or quarter of the next year
    that is not over, the registration window as many years later.
    """
    when = _open_again(event.when)
    years = 1
    while schedule_of(when.moved(years), event.timezone).over_at <= now:
        years += 1
    when = when.moved(years)
    zone = ZoneInfo(event.timezone or HOME_ZONE)
    values = {name: getattr(event, name) for name in DETAILS}
    later = {
        name: years_later(values[name].astimezone(zone), years)
        for name in ("registration_opens", "registration_closes")
        if values[name]
    }
    days = event.days or _length(event.when)
    details = EventDetails(**values | later | {"join_url": "", "days": days})
    return {
        **body_of(details, event.timezone),
        "precision": when.precision.value,
        "year": when.year,
        "month": when.month,
        "quarter": when.quarter,
        "timezone": event.timezone,
        "copy_of": event.slug,
    }


def ordinal_in(title: str) -> int | None:
    """The number of "5th General Assembly"; this year's title may want the next."""
    found = _ORDINAL.search(title)
    return int(found[1]) if found else None


def _open_again(when: When) -> When:
    """A fixed day becomes its month; an open span stays as wide as it was."""
    if not when.is_fixed:
        return msgspec.structs.replace(when, tentative=False)
    return When(precision=Precision.MONTH, year=when.known_year, month=when.first_month)


def _length(when: When) -> int:
    """In days, of a date of several; else 0."""
    days = (when.last_day - when.first_day + timedelta(days=1)).days if when.is_fixed else 0
    return days if days > 1 else 0
