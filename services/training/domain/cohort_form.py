"""The form of a cohort: its date, fixed or open, and what it has of its own. Read loosely, every problem at once."""

from collections.abc import Mapping

import msgspec

from services.training.domain.desk import DeskCohort
from services.training.domain.load import Own
from services.training.domain.rules import Rules
from shared.date_form import NewDate, read_date
from shared.errors import Invalid
from shared.fields import Fields
from shared.i18n.mark import mark
from shared.places import zones
from shared.programme.entries import FIRST_YEAR, LAST_YEAR
from shared.when import Precision, When

LONGEST = {"host_city": 120, "partners": 2000, "language": 35}
FIXED = "fixed"
PRECISIONS = (FIXED, Precision.MONTH.value, Precision.QUARTER.value)
MOST_SEATS = 1000

PRECISION = mark("Choose how much is known of the date")
YEAR = mark("Write the year with four digits, like 2027")
ZONE = mark("Choose the time zone of the place")
SEATS = mark("The most seats are fewer than the least: write a larger number, or the same for an exact one")
PLACE = mark("Write the city and its country, or leave both empty")
LANGUAGE = mark("Write the language as a tag such as en, ko or zh-Hans")


class CohortFields(msgspec.Struct, frozen=True):
    """What is written of a cohort."""

    date: NewDate
    own: Own


def read_cohort(body: Mapping[str, object], rules: Rules) -> CohortFields:
    """Fields: precision ("fixed", "month", "quarter"), those of `read_date`, or year with month or quarter; host_city,
    country, partners (one a line), seats_from, seats_to, seats_needed, language, threshold.

    `rules` are those so far: what the form does not ask stays. Raises Invalid.
    """
    form = Fields(body, LONGEST)
    date = _date(body, form)
    city, country = form.text("host_city"), form.country(optional=True)
    if bool(city) != bool(country):
        form.bad("host_city", PLACE)
    least, most = (form.number(name, 0, MOST_SEATS, 0) for name in ("seats_from", "seats_to"))
    if most < least:
        form.bad("seats_to", SEATS)
    language = form.text("language") or "en"
    if not all(part.isascii() and part.isalnum() and len(part) <= 8 for part in language.split("-")):
        form.bad("language", LANGUAGE)
    own = Own(
        host_city=city,
        country=country,
        partners=form.lines("partners"),
        seats_from=least,
        seats_to=most,
        language=language,
        rules=msgspec.structs.replace(
            rules,
            threshold=form.number("threshold", 1, 100, 80),
            seats_needed=form.number("seats_needed", 0, MOST_SEATS, 0),
        ),
    )
    form.check()
    assert date is not None
    return CohortFields(date, own)


def _date(body: Mapping[str, object], form: Fields) -> NewDate | None:
    """None where a problem says why."""
    chosen = form.one_of("precision", PRECISIONS, PRECISION, FIXED)
    if chosen == FIXED:
        try:
            return read_date(body)
        except Invalid as error:
            form.problems.extend(error.problems)
            return None
    zone = form.one_of("timezone", zones(), ZONE, "")
    year = form.number("year", FIRST_YEAR, LAST_YEAR, 0)
    if not year:
        if not any(problem.field == "year" for problem in form.problems):
            form.bad("year", YEAR)
        return None
    tentative = form.flag("tentative")
    if chosen == Precision.MONTH:
        month = form.number("month", 1, 12, 1)
        return NewDate(When(precision=Precision.MONTH, year=year, month=month, tentative=tentative), zone)
    quarter = form.number("quarter", 1, 4, 1)
    return NewDate(When(precision=Precision.QUARTER, year=year, quarter=quarter, tentative=tentative), zone)


def body_of(cohort: DeskCohort, *, years: int = 0) -> dict[str, str]:
    """The form filled in; `years` later for the next cohort."""
    when = cohort.when.moved(years)
    values = {
        "precision": FIXED if when.is_fixed else when.precision.value,
        "year": str(when.known_year),
        "month": str(when.first_month),
        "quarter": str((when.first_month + 2) // 3),
        "tentative": "true" if when.tentative else "",
        "timezone": cohort.timezone,
        "host_city": cohort.host_city,
        "country": cohort.country,
        "partners": "\n".join(cohort.partners),
        "seats_from": str(cohort.seats_from or ""),
        "seats_to": str(cohort.seats_to or ""),
        "seats_needed": str(cohort.rules.seats_needed or ""),
        "threshold": str(cohort.rules.threshold),
        "language": cohort.language,
        "first": "", "last": "", "begins": "", "ends": "",
    }  # fmt: skip
    if when.is_fixed:
        values |= {"first": when.first_day.isoformat(), "last": when.last_day.isoformat()}
    if when.precision is Precision.TIME and when.start:
        values |= {"begins": f"{when.start:%H:%M}", "ends": f"{when.end:%H:%M}" if when.end else ""}
    return values
