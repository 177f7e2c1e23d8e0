"""Names that the templates of this service use beside the shared ones."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from services.registration.domain.calendar import place_of
from services.registration.domain.event import Event
from shared.i18n import formats, translator
from shared.i18n.names import country_name, language_name
from shared.i18n.places import place_words
from shared.i18n.zones import city


def moment(at: datetime, zone: str, language: str) -> str:
    """An instant as people say it: "Wednesday 26 May 2021, 15:00 Seoul". `zone` is the reader's, IANA."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{formats.full_day(local.date(), language)}, {local:%H:%M} {city(zone, language)}"


def where(event: Event, language: str) -> str:
    """The place of an event in one line."""
    return place_words(place_of(event), translator(language))


EXTRAS: dict[str, Callable[..., str]] = {
    "where": where,
    "country_name": country_name,
    "language_name": language_name,
    "zone_city": city,
    "moment": moment,
}
