"""The date of an event: fixed, or open with as much as is known."""

import hashlib
from collections.abc import Mapping

import msgspec

from services.registration.domain.reading import EventReading
from services.registration.domain.registration import HOME_ZONE
from shared.date_form import ZONE, NewDate, read_date, unreadable
from shared.errors import gathered
from shared.i18n.mark import mark
from shared.places import zones
from shared.programme.dates import HOME_COUNTRY
from shared.programme.entries import FIRST_YEAR, LAST_YEAR, Format
from shared.when import Precision, When

FIXED = "fixed"
PRECISIONS = (FIXED, Precision.MONTH.value, Precision.QUARTER.value, Precision.YEAR.value)

PRECISION = mark("Choose how much is known of the date")
YEAR = mark("Write the year with four digits, like 2027")
MONTH = mark("Choose the month")
QUARTER = mark("Choose the quarter")


LONGEST_REASON = 500


def read_reason(body: Mapping[str, object]) -> str:
    """Why a date is another one, or an event does not take place: one paragraph, "" where not said. Raises Invalid."""
    reading = EventReading(body, {"reason": LONGEST_REASON})
    reason = " ".join(reading.prose("reason").split())
    reading.check()
    return reason


def date_edition(when: When, timezone: str) -> str:
    """Names the date that stands now: a form that carries another one was filled in from something older."""
    return hashlib.sha256(msgspec.json.encode([when, timezone])).hexdigest()[:16]


def read_changed_date(body: Mapping[str, object], zone: str) -> NewDate:
    """The same of an event that is there, fixed where `precision` is not said. While it is open it keeps its `zone`."""
    new = read_new_date({**body, "precision": body.get("precision") or FIXED, "format": None, "country": None})
    return new if new.when.is_fixed else NewDate(new.when, zone)


def read_new_date(body: Mapping[str, object]) -> NewDate:
    """Fields: precision ("fixed", "month", "quarter", "year"), then those of `read_date`, or year, month, quarter.

    A zone that is not named is that of Seoul for what is online or in Korea, as in a programme file; elsewhere it is
    unknown, which a fixed date may not be. Raises Invalid with every problem.
    """
    named = str(body.get("timezone") or "")
    at_home = body.get("format") == Format.ONLINE.value or body.get("country") == HOME_COUNTRY
    zone = named or (HOME_ZONE if at_home else "")
    reading = EventReading(body, {})
    chosen = reading.one_of("precision", PRECISIONS, PRECISION, "")
    if not chosen and not reading.problems:
        reading.bad("precision", PRECISION)
    is_open = chosen not in ("", FIXED)
    month = reading.count("month", 1, 12, missing=MONTH if chosen == Precision.MONTH else "")
    quarter = reading.count("quarter", 1, 4, missing=QUARTER if chosen == Precision.QUARTER else "")
    year = reading.count("year", FIRST_YEAR, LAST_YEAR, missing=YEAR if is_open else "")
    if chosen == FIXED:
        with gathered(reading.problems):
            fixed = read_date({**body, "timezone": zone})
        reading.check()
        return fixed
    reading.problems += unreadable(body)
    if zone and zone not in zones():
        reading.bad("timezone", ZONE)
    reading.check()
    when = When(
        precision=Precision(chosen),
        year=year,
        month=month if chosen == Precision.MONTH else None,
        quarter=quarter if chosen == Precision.QUARTER else None,
        tentative=reading.flag("tentative"),
    )
    return NewDate(when, zone)
