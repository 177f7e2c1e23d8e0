"""What of the programme is shown: the filters of page and API, and the year it opens on."""

import calendar
from collections.abc import Collection, Mapping, Sequence
from datetime import date

import msgspec

from services.registration.domain.searching import pattern
from shared.errors import Invalid, Problem
from shared.i18n.mark import mark
from shared.programme.entries import FIRST_YEAR, LAST_YEAR, EventKind, Format

_YEAR = mark("Write a year with four digits, like 2027")
_PART = mark("Choose a quarter from q1 to q4 or a month from 1 to 12")
_KIND = mark("Choose a kind from the list")
_FORMAT = mark("Choose a format from the list")
_DATES = mark("Choose fixed or open")
_LONG = mark("Shorten this to %(longest)d characters")
_LONGEST = 100


class ProgrammeFilter(msgspec.Struct, frozen=True, kw_only=True):
    """`part` is "q1" to "q4", or "1" to "12", of the year; `dates` "fixed" or "open". Empty: all."""

    year: int | None = None
    part: str = ""
    kind: EventKind | None = None
    network: str = ""
    format: Format | None = None
    dates: str = ""
    words: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything but the year is chosen."""
        return msgspec.structs.replace(self, year=None) != ProgrammeFilter()

    @property
    def searches(self) -> bool:
        """Whether anything but a part of a year is chosen."""
        return msgspec.structs.replace(self, year=None, part="") != ProgrammeFilter()

    @property
    def quarter(self) -> int:
        """The quarter that is chosen or that the chosen month is in; 0 for the whole year."""
        if self.part.startswith("q"):
            return int(self.part[1:])
        return (int(self.part) + 2) // 3 if self.part else 0

    def span(self) -> tuple[date, date] | None:
        """First and last day of the chosen part of the year; None where no year is chosen."""
        if self.year is None:
            return None
        first, last = 1, 12
        if self.part.startswith("q"):
            first = int(self.part[1:]) * 3 - 2
            last = first + 2
        elif self.part:
            first = last = int(self.part)
        return date(self.year, first, 1), date(self.year, last, calendar.monthrange(self.year, last)[1])

    def patterns(self) -> list[str]:
        """One pattern for LIKE a word; all must stand in title, city or network, whatever the accents."""
        return [pattern(word) for word in self.words.split()]


class YearCount(msgspec.Struct, frozen=True):
    """A year of the programme; `next_on` is the first day, from today, of what lies ahead in it."""

    year: int
    next_on: date | None


_YEARS = frozenset(map(str, range(FIRST_YEAR, LAST_YEAR + 100)))
PARTS = ("q1", "q2", "q3", "q4", *map(str, range(1, 13)))


def read_filter(query: Mapping[str, str]) -> ProgrammeFilter:
    """From query parameters: year, part, kind, network, format, dates, q. Raises Invalid with every bad one."""
    problems: list[Problem] = []

    def one_of(field: str, known: Collection[str], message: str) -> str:
        value = query.get(field, "").strip()
        if value and value not in known:
            problems.append(Problem(field, message))
            return ""
        return value

    def text(field: str) -> str:
        value = query.get(field, "").strip()
        if len(value) > _LONGEST:
            problems.append(Problem(field, _LONG, {"longest": _LONGEST}))
            return ""
        return value.replace("\x00", "")

    year = one_of("year", _YEARS, _YEAR)
    kind = one_of("kind", list(EventKind), _KIND)
    place = one_of("format", list(Format), _FORMAT)
    found = ProgrammeFilter(
        year=int(year) if year else None,
        part=one_of("part", PARTS, _PART),
        kind=EventKind(kind) if kind else None,
        network=text("network"),
        format=Format(place) if place else None,
        dates=one_of("dates", ("fixed", "open"), _DATES),
        words=text("q"),
    )
    if problems:
        raise Invalid(problems)
    return found


def opening_year(years: Sequence[YearCount], today: date) -> int:
    """The year of the next event; else the last year that has any; else this one."""
    ahead = [year for year in years if year.next_on is not None and year.year >= today.year]
    if ahead:
        return min(ahead, key=lambda year: (year.next_on, year.year)).year
    return max((year.year for year in years), default=today.year)
