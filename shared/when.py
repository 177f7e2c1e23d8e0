"""When something takes place, with exactly as much as is known.

The truth of a future event is its wall clock and its IANA zone; the UTC instant is derived (DESIGN 3, Time).
"""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec


class Precision(StrEnum):
    TIME = "time"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class When(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Field use by precision: time: start, end? (wall clock, no tzinfo) · day: first, last · month: year, month ·
    quarter: year, quarter · year: year. `tentative`: the source says to be confirmed.
    """

    precision: Precision
    start: datetime | None = None
    end: datetime | None = None
    first: date | None = None
    last: date | None = None
    year: int | None = None
    month: int | None = None
    quarter: int | None = None
    tentative: bool = False

    @property
    def is_open(self) -> bool:
        """The day is not known yet; one may ask to be told."""
        return self.precision in (Precision.MONTH, Precision.QUARTER)

    @property
    def is_fixed(self) -> bool:
        """There is a day, so there can be a calendar entry (possibly tentative)."""
        return self.precision in (Precision.TIME, Precision.DAY)

    @property
    def first_day(self) -> date:
        """First day of the known span: the day itself, or the first of the open month, quarter or year."""
        if self.precision is Precision.TIME:
            assert self.start is not None
            return self.start.date()
        if self.precision is Precision.DAY:
            assert self.first is not None
            return self.first
        return date(self.known_year, self.first_month, 1)

    @property
    def last_day(self) -> date:
        """Last day of the known span, inclusive."""
        if self.precision is Precision.TIME:
            return (self.end or self.start).date()  # type: ignore[union-attr]  # TIME always has a start
        if self.precision is Precision.DAY:
            assert self.last is not None
            return self.last
        last_month = self.last_month
        return date(self.known_year, last_month, calendar.monthrange(self.known_year, last_month)[1])

    @property
    def known_year(self) -> int:
        if self.precision in (Precision.TIME, Precision.DAY):
            return self.first_day.year
        assert self.year is not None
        return self.year

    @property
    def first_month(self) -> int:
        """1 to 12."""
        match self.precision:
            case Precision.MONTH:
                assert self.month is not None
                return self.month
            case Precision.QUARTER:
                assert self.quarter is not None
                return self.quarter * 3 - 2
            case Precision.YEAR:
                return 1
            case _:
                return self.first_day.month

    @property
    def last_month(self) -> int:
        """1 to 12; of a span into the next year, the month of its last day."""
        match self.precision:
            case Precision.MONTH:
                return self.first_month
            case Precision.QUARTER:
                return self.first_month + 2
            case Precision.YEAR:
                return 12
            case _:
                return self.last_day.month

    def starts_at(self, zone: str) -> datetime | None:
        """UTC instant of the start when the hour is known, else None."""
        return instant(self.start, zone) if self.start else None

    def ends_at(self, zone: str) -> datetime | None:
        """UTC instant of the end when it is known, else None."""
        return instant(self.end, zone) if self.end else None

    def over_at(self, zone: str) -> datetime:
        """UTC instant from which the event, or its open period, is over.

        The known end; else midnight after the last day in its zone (DESIGN 3, Time).
        """
        end = self.ends_at(zone)
        if end is not None:
            return end
        return instant(datetime.combine(self.last_day + timedelta(days=1), time()), zone)

    def moved(self, years: int) -> "When":
        """The same moment `years` later; 29 February becomes 28 where it must."""

        def shift(value: date) -> date:
            day = value.day
            if (value.month, day) == (2, 29) and not calendar.isleap(value.year + years):
                day = 28
            return value.replace(year=value.year + years, day=day)

        return msgspec.structs.replace(
            self,
            start=shift(self.start) if self.start else None,
            end=shift(self.end) if self.end else None,
            first=shift(self.first) if self.first else None,
            last=shift(self.last) if self.last else None,
            year=self.year + years if self.year is not None else None,
        )


def clock_shows(wall: datetime, zone: str) -> bool:
    """Whether the clocks of a zone ever show this: not in the hour that is skipped when they are moved forward."""
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall


def instant(wall: datetime, zone: str) -> datetime:
    """The UTC instant of a wall clock. In a gap or overlap PEP 495's fold=0 decides: the first reading."""
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
