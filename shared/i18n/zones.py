"""Time zones by city, in the reader's language. Stored and sent are IANA names only."""

from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

import msgspec
from babel.core import get_global

from shared.i18n.mark import mark
from shared.i18n.names import country_name, locale_of, sort_key
from shared.i18n.translator import translator

# Offices of WeGO, and the zones that the world names after another city.
WEGO_ZONES = (
    "Asia/Seoul",
    "Asia/Shanghai",
    "Africa/Lagos",
    "Europe/Istanbul",
    "America/Mexico_City",
    "Africa/Nairobi",
)
_WEGO_CITIES = {"Asia/Shanghai": mark("Chengdu"), "Africa/Lagos": mark("Abuja")}
_REGIONS = {
    "Africa": mark("Africa"),
    "America": mark("Americas"),
    "Antarctica": mark("Antarctica"),
    "Asia": mark("Asia"),
    "Europe": mark("Europe"),
    "Pacific": mark("Australia and the Pacific"),
    "Atlantic": mark("Atlantic Ocean"),
    "Indian": mark("Indian Ocean"),
}
_REGION_OF = {"Arctic": "Europe", "Australia": "Pacific"}


class Zone(msgspec.Struct, frozen=True):
    """One choice: `name` is IANA's; `city`, `country` and `offset` ("UTC+9") are for the reader."""

    name: str
    city: str
    country: str
    offset: str


@cache
def _aliases() -> dict[str, str]:
    return dict(get_global("zone_aliases").items())


@cache
def _cldr_names() -> dict[str, list[str]]:
    """IANA's present name to the older ones under which CLDR may keep the city."""
    older: dict[str, list[str]] = {}
    for alias, name in _aliases().items():
        older.setdefault(name, []).append(alias)
    return older


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones()) - {"localtime", "posixrules", "Factory"}


def canonical(name: str) -> str | None:
    """IANA's present name of a zone ("Asia/Calcutta" is Asia/Kolkata); None where there is no such zone."""
    if name not in _known():
        return None
    present = _aliases().get(name, name)
    return present if present in _known() else name


@cache
def city(zone: str, language: str) -> str:
    """The city that names the zone: "Asia/Seoul" is Séoul in French; WeGO's own office where it has one there."""
    zone = canonical(zone) or zone
    if zone in _WEGO_CITIES:
        return translator(language).gettext(_WEGO_CITIES[zone])
    return _cldr_city(zone, language)


@cache
def _cldr_city(zone: str, language: str) -> str:
    if zone in ("Etc/UTC", "Etc/GMT"):
        return "UTC"
    names = locale_of(language).time_zones
    for name in (zone, *_cldr_names().get(zone, ())):
        found = names.get(name, {}).get("city")
        if found:
            return str(found)
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def offset(zone: str, at: datetime) -> str:
    """The distance to UTC at an instant: "UTC+9", "UTC+5:30", "UTC"."""
    return offset_words(at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta())


def offset_words(distance: timedelta) -> str:
    """A distance to UTC in words: "UTC-6"."""
    minutes = round(distance.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    if not minutes:
        return "UTC"
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02}" if rest else "")


def abbreviation(local: datetime) -> str:
    """The zone's letters at a local time, "KST"; empty where the zone has only numbers."""
    letters = local.tzname() or ""
    return letters if letters.isalpha() and letters != "UTC" else ""


def zone(name: str, language: str, now: datetime) -> Zone:
    """One zone as a choice; its offset is that of the present hour."""
    return _zone(name, language, _hour(now))


def _hour(now: datetime) -> datetime:
    return now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


@lru_cache(maxsize=8192)
def _zone(name: str, language: str, on: datetime) -> Zone:
    country = get_global("zone_territories").get(name, "")
    return Zone(name, city(name, language), country_name(country, language) if country else "", offset(name, on))


@lru_cache(maxsize=16)
def _grouped(language: str, hour: datetime) -> tuple[tuple[str, tuple[Zone, ...]], ...]:
    groups: dict[str, list[Zone]] = {region: [] for region in _REGIONS}
    for name, country in get_global("zone_territories").items():
        region = name.partition("/")[0]
        region = _REGION_OF.get(region, region)
        if region in groups and country != "ZZ" and name in _known():
            groups[region].append(_zone(name, language, hour))
    texts = translator(language)
    return tuple(
        (texts.gettext(_REGIONS[region]), tuple(sorted(zones, key=lambda each: sort_key(each.city, language))))
        for region, zones in groups.items()
    )


def grouped(language: str, now: datetime) -> tuple[tuple[str, tuple[Zone, ...]], ...]:
    """Every zone with a city, as (region, zones by city). Offsets are those of the present hour."""
    return _grouped(language, _hour(now))


def find(words: str, language: str, now: datetime) -> tuple[Zone, ...]:
    """The zones whose city, country or IANA name holds the words; in English too, so that anything typed is found."""
    wanted = sort_key(words.strip().replace("_", " "), "en")

    def holds(each: Zone) -> bool:
        country = get_global("zone_territories").get(each.name, "")
        texts = (
            each.name.replace("_", " "),
            each.city,
            each.country,
            _cldr_city(each.name, language),
            _cldr_city(each.name, "en"),
            country_name(country, "en"),
        )
        return any(wanted in sort_key(text, "en") for text in texts)

    return tuple(each for _, zones in grouped(language, now) for each in zones if holds(each))
