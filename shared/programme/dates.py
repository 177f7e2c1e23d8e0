"""The `when` of an entry, its zone, and the days on which registration opens and closes."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from shared.places import zones
from shared.programme.entries import FIRST_YEAR, LAST_YEAR, Format, Source
from shared.programme.table import Table
from shared.when import Precision, When, clock_shows

HOME_COUNTRY = "KR"
_REFUSED = When(precision=Precision.YEAR, year=FIRST_YEAR)

_FIELDS: dict[Precision, tuple[str, ...]] = {
    Precision.TIME: ("start", "end"),
    Precision.DAY: ("first", "last"),
    Precision.MONTH: ("year", "month"),
    Precision.QUARTER: ("year", "quarter"),
    Precision.YEAR: ("year",),
}


def read_when(entry: Table) -> When:
    """The date with as much as is known. Where it is missing or wrong: some year, for an entry nobody will see."""
    return _when(entry) or _REFUSED


def _when(entry: Table) -> When | None:
    table = entry.table("when")
    if table is None:
        if not entry.has("when"):
            entry.missing("when", 'when = { precision = "month", year = 2027, month = 5 }')
        return None
    precision = table.choice("precision", Precision, needed='precision = "month"')
    if precision is None:
        return None
    tentative = table.flag("tentative")
    when = _read(table, precision, tentative=tentative)
    table.close(
        "when", lambda key: _elsewhere(key, precision) if any(key in names for names in _FIELDS.values()) else None
    )
    return when


def _read(table: Table, precision: Precision, *, tentative: bool) -> When | None:
    if precision is Precision.TIME:
        return _time(table, tentative=tentative)
    if precision is Precision.DAY:
        return _days(table, tentative=tentative)
    return _span(table, precision, tentative=tentative)


def _time(table: Table, *, tentative: bool) -> When | None:
    start = _wall_clock(table, "start", needed="start = 2027-05-26T15:00:00")
    end = _wall_clock(table, "end")
    if start is None or (end is None and table.has("end")):
        return None
    if end is not None and end <= start:
        table.fault("end", f"{end:%Y-%m-%d %H:%M} is not after the start, {start:%Y-%m-%d %H:%M}")
        return None
    return When(precision=Precision.TIME, start=start, end=end, tentative=tentative)


def _wall_clock(table: Table, key: str, *, needed: str = "") -> datetime | None:
    value = table.moment(key, needed=needed)
    if value is None:
        return None
    if value.tzinfo is not None:
        table.fault(key, "has an offset; write the wall clock of the place, its zone stands in the key timezone")
        return None
    return value if _year_fits(table, key, value) else None


def _days(table: Table, *, tentative: bool) -> When | None:
    first = table.day("first", needed="first = 2027-05-26")
    last = table.day("last", needed="last = 2027-05-26, the same day as first for one day")
    if first is None or last is None or not (_year_fits(table, "first", first) and _year_fits(table, "last", last)):
        return None
    if last < first:
        table.fault("last", f"{last} is before the first day, {first}")
        return None
    return When(precision=Precision.DAY, first=first, last=last, tentative=tentative)


def _span(table: Table, precision: Precision, *, tentative: bool) -> When | None:
    month = quarter = None
    year = table.number("year", FIRST_YEAR, LAST_YEAR, needed="year = 2027")
    if precision is Precision.MONTH:
        month = table.number("month", 1, 12, needed="month = 5")
    if precision is Precision.QUARTER:
        quarter = table.number("quarter", 1, 4, needed="quarter = 2")
    if year is None or ((month, quarter) == (None, None) and precision is not Precision.YEAR):
        return None
    return When(precision=precision, year=year, month=month, quarter=quarter, tentative=tentative)


def _year_fits(table: Table, key: str, value: date) -> bool:
    if FIRST_YEAR <= value.year <= LAST_YEAR:
        return True
    table.fault(key, f"is in the year {value.year}; years go from {FIRST_YEAR} to {LAST_YEAR}")
    return False


def _elsewhere(key: str, precision: Precision) -> str:
    """Why a field of another precision is refused."""
    owners = " or ".join(f'"{name}"' for name, fields in _FIELDS.items() if key in fields)
    fields = " and ".join(_FIELDS[precision])
    return f'belongs to precision {owners}; with precision "{precision}" write {fields}'


def read_zone(entry: Table, source: Source, when: When, *, place: Format | None, country: str) -> str:
    """The zone of an entry, empty while it is unknown.

    The default zone holds for online events and those in Korea only; a fixed date elsewhere must name its own.
    """
    named = entry.text("timezone")
    if named:
        if not zone_exists(entry, "timezone", named):
            return ""
        _clock_shows(entry, when, named)
        return named
    if entry.has("timezone"):
        return ""  # a fault is noted already
    zone = source.default_timezone if place is Format.ONLINE or country == HOME_COUNTRY else ""
    broken_country = entry.has("country") and not country
    if not zone and when.is_fixed and not broken_country:
        entry.missing("timezone", 'timezone = "Asia/Seoul": a fixed date needs the zone of its place')
    return zone


def _clock_shows(entry: Table, when: When, zone: str) -> None:
    for wall in (when.start, when.end):
        if wall is not None and not clock_shows(wall, zone):
            entry.fault(
                "when", f"{wall:%Y-%m-%d %H:%M} does not exist in {zone}: clocks are moved forward; write another hour"
            )


def zone_exists(entry: Table, key: str, name: str) -> bool:
    """Whether the IANA database has the zone; notes the fault if not."""
    if name in zones():
        return True
    entry.unknown(key, name, "a zone of the IANA database, like Asia/Seoul", zones())
    return False


def read_window(entry: Table, zone: str) -> tuple[datetime | None, datetime | None]:
    """When registration opens and closes, as aware moments; None where not said."""
    opens, closes = (_in_zone(entry, key, zone) for key in ("registration_opens", "registration_closes"))
    if opens is not None and closes is not None and closes <= opens:
        entry.fault("registration_closes", f"{closes} is not after registration_opens, {opens}")
        return None, None
    return opens, closes


def _in_zone(entry: Table, key: str, zone: str) -> datetime | None:
    value = entry.moment(key)
    if value is None or not _year_fits(entry, key, value):
        return None
    if value.tzinfo is not None:
        return value
    if not zone:
        entry.fault(key, "has no zone, and the event has none either; add an offset, like 2027-05-26T09:00:00+09:00")
        return None
    return value.replace(tzinfo=ZoneInfo(zone))
