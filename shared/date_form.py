"""The form that fixes or moves a date, of an event or a course: read loosely, every problem at once."""

from collections.abc import Mapping
from datetime import date, datetime, time

import msgspec

from shared.errors import Invalid, Problem
from shared.i18n.mark import mark
from shared.places import zones
from shared.programme.entries import FIRST_YEAR, LAST_YEAR
from shared.when import Precision, When, clock_shows

DAY = mark("Write the day as year, month and day, like 2027-06-23")
LAST = mark("The last day comes before the first: write the same day or a later one")
HOUR = mark("Write the hour with a colon, like 15:00")
BEGINS = mark("Write when it begins too, or leave both hours empty")
LAST_HOUR = mark("Write when it ends on the last day too, or leave both hours empty")
ENDS = mark("The end comes before the beginning: write a later hour, or a later last day")
SKIPPED = mark("Clocks are moved forward that night, and this hour does not exist: write another one")
ZONE = mark("Choose the time zone of the place")


class NewDate(msgspec.Struct, frozen=True):
    """A fixed date: whole days, or hours on the wall clock of `timezone` (IANA)."""

    when: When
    timezone: str


def read_date(body: Mapping[str, object]) -> NewDate:
    """Fields: first, last (ISO 8601 days; last may be empty), begins, ends (HH:MM or empty), timezone, tentative.

    Raises Invalid with every problem.
    """
    problems: list[Problem] = []
    first = _day(body, "first", problems, needed=True)
    last = _day(body, "last", problems) or first
    begins, ends = _hour(body, "begins", problems), _hour(body, "ends", problems)
    timezone = str(body.get("timezone") or "")
    if timezone not in zones():
        problems.append(Problem("timezone", ZONE))
    if first and last and last < first:
        problems.append(Problem("last", LAST))
    if ends and not begins and not any(problem.field == "begins" for problem in problems):
        problems.append(Problem("begins", BEGINS))
    if begins and not body.get("ends") and first and last and first < last:
        problems.append(Problem("ends", LAST_HOUR))
    if begins and ends and first and first == last and ends <= begins:
        problems.append(Problem("ends", ENDS))
    if problems:
        raise Invalid(problems)
    assert first is not None
    assert last is not None
    when = _when(first, last, begins, ends, tentative=body.get("tentative") in (True, "true", "on", "1"))
    for field, wall in (("begins", when.start), ("ends", when.end)):
        if wall is not None and not clock_shows(wall, timezone):
            raise Invalid([Problem(field, SKIPPED)])
    return NewDate(when, timezone)


def unreadable(body: Mapping[str, object]) -> list[Problem]:
    """What of the days and hours says nothing, where none of them is needed."""
    problems: list[Problem] = []
    for field in ("first", "last"):
        _day(body, field, problems)
    for field in ("begins", "ends"):
        _hour(body, field, problems)
    return problems


def _when(first: date, last: date, begins: time | None, ends: time | None, *, tentative: bool) -> When:
    if begins is None:
        return When(precision=Precision.DAY, first=first, last=last, tentative=tentative)
    end = datetime.combine(last, ends) if ends else None
    return When(precision=Precision.TIME, start=datetime.combine(first, begins), end=end, tentative=tentative)


def _day(body: Mapping[str, object], field: str, problems: list[Problem], *, needed: bool = False) -> date | None:
    text = str(body.get(field) or "").strip()
    if not text and not needed:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        problems.append(Problem(field, DAY))
        return None
    return found


def _hour(body: Mapping[str, object], field: str, problems: list[Problem]) -> time | None:
    text = str(body.get(field) or "").strip()
    if not text:
        return None
    try:
        return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007  # a wall clock has no zone
    except ValueError:
        problems.append(Problem(field, HOUR))
        return None
