"""Where something takes place, in words, for pages and mail alike."""

from shared.contracts.common import Place
from shared.i18n.names import country_name
from shared.i18n.translator import Translator


def place_words(place: Place, texts: Translator) -> str:
    """One line with as much as is known: "Online, Zoom", "Seoul Global Center, Seoul, South Korea", "In person, place
    still open"."""
    parts = [place.venue, place.city, country_name(place.country, texts.language.code) if place.country else ""]
    known = ", ".join(part for part in parts if part)
    if place.format == "online" and place.platform:
        return texts.gettext("Online, %(platform)s", platform=place.platform)
    if place.format == "online":
        return texts.gettext("Online")
    if known and place.tentative:
        known = texts.gettext("%(place)s, venue to be confirmed", place=known)
    if place.format == "hybrid":
        return texts.gettext("%(place)s, and online", place=known) if known else texts.gettext("In person and online")
    if known:
        return known
    if place.format == "in_person":
        return texts.gettext("In person, place still open")
    return texts.gettext("Place still open")
