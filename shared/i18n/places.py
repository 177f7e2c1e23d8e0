"""Where something takes place, in words, for pages, mail and calendars alike."""

from shared.contracts.common import Place
from shared.i18n.lists import comma_list
from shared.i18n.names import country_name
from shared.i18n.translator import Translator
from shared.i18n.zones import city as zone_city


def place_words(place: Place, texts: Translator) -> str:
    """One line with as much as is known: "Online, Zoom", "Seoul Global Center, Seoul, South Korea"; empty where nothing
    is."""
    country = country_name(place.country, texts.language.code) if place.country else ""
    known = comma_list((place.venue, place.city, country), texts)
    if place.format == "online" and place.platform:
        return texts.gettext("Online, %(platform)s", platform=place.platform)
    if place.format == "online":
        return texts.gettext("Online")
    if known and place.tentative:
        known = texts.gettext("%(place)s, venue to be confirmed", place=known)
    if place.format == "hybrid":
        return texts.gettext("%(place)s, and online", place=known) if known else texts.gettext("In person and online")
    return known


def place_or_open(place: Place, texts: Translator) -> str:
    """The same for a page: where nothing is known, it says so."""
    if words := place_words(place, texts):
        return words
    if place.format == "in_person":
        return texts.gettext("In person, place still open")
    return texts.gettext("Place still open")


def own_city(place_format: str | None, city: str, timezone: str) -> str:
    """The city, where its zone is named after another one (Mérida is not Mexico City); else empty."""
    if place_format == "online" or not city or not timezone or zone_city(timezone, "en") == city:
        return ""
    return city
