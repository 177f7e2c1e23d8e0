"""Where something takes place, in words, for pages, mail and calendars alike."""

from shared.contracts.common import Place
from shared.i18n.names import country_name
from shared.i18n.translator import Translator
from shared.i18n.zones import city as zone_city


def city_name(city: str, timezone: str, language: str) -> str:
    """The city in the reader's language where its zone is named after it; else as it is written."""
    return zone_city(timezone, language) if timezone and zone_city(timezone, "en") == city else city


def area(city: str, country: str, texts: Translator) -> str:
    """ "Mérida, Mexico", "멕시코 Mérida": Korean and Chinese begin with the country. Either may be empty."""
    if city and country:
        return texts.pgettext("place", "%(city)s, %(country)s", city=city, country=country)
    return city or country


def place_words(place: Place, texts: Translator, timezone: str) -> str:
    """One line with as much as is known: "Online, Zoom", "Seoul Global Center, Seoul, South Korea"; empty where nothing
    is. `timezone` is the event's."""
    language = texts.language.code
    country = country_name(place.country, language) if place.country else ""
    known = area(city_name(place.city, timezone, language), country, texts)
    if place.venue:
        known = texts.pgettext("place", "%(venue)s, %(area)s", venue=place.venue, area=known) if known else place.venue
    if place.format == "online" and place.platform:
        return texts.gettext("Online, %(platform)s", platform=place.platform)
    if place.format == "online":
        return texts.gettext("Online")
    if known and place.tentative:
        known = texts.gettext("%(place)s, venue to be confirmed", place=known)
    if place.format == "hybrid":
        return texts.gettext("%(place)s, and online", place=known) if known else texts.gettext("In person and online")
    return known


def place_or_open(place: Place, texts: Translator, timezone: str) -> str:
    """The same for a page: where nothing is known, it says so."""
    if words := place_words(place, texts, timezone):
        return words
    if place.format == "in_person":
        return texts.gettext("In person, place still open")
    return texts.gettext("Place still open")


def own_city(place_format: str | None, city: str, timezone: str) -> str:
    """The city, where its zone is named after another one (Mérida is not Mexico City); else empty."""
    if place_format == "online" or not city or not timezone or zone_city(timezone, "en") == city:
        return ""
    return city
