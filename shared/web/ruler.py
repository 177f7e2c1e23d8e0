"""Where in the year: the marks of the year's ruler. As wide as the knowledge: a dot, a month, a quarter, the year."""

from datetime import date

import msgspec

from shared.i18n.names import months
from shared.when import Precision, When


class Mark(msgspec.Struct, frozen=True):
    """`first` and `last` are months, 1 to 12. `fixed` is "" for an open date, else "early", "middle" or "late"."""

    first: int
    last: int
    fixed: str = ""
    tentative: bool = False
    all_year: bool = False


def ruler(when: When, year: int) -> Mark | None:
    """The mark in that year's ruler; None where the date lies outside of it."""
    if when.precision is Precision.YEAR:
        return Mark(1, 12, all_year=True) if when.year == year else None
    first, last = when.first_day, when.last_day
    if first.year > year or last.year < year:
        return None
    if when.is_fixed:
        day = max(first, date(year, 1, 1))
        return Mark(day.month, day.month, _part(day.day), when.tentative)
    return Mark(when.first_month, when.last_month, tentative=when.tentative)


def _part(day: int) -> str:
    return "early" if day <= 10 else "middle" if day <= 20 else "late"


def month_letters(language: str) -> tuple[str, ...]:
    """The names over the ruler: the short ones where twelve fit in 15 rem, else figures or first letters."""
    if language in ("ko", "zh"):
        return tuple(str(number) for number in range(1, 13))
    if language == "fr":
        return tuple(name[0].upper() for name in months(language))
    return tuple(name[:3] for name in months(language, "abbreviated"))
