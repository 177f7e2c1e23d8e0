"""Where, in words, for mail and calendars."""

from shared.contracts.common import Place
from shared.i18n import Translator
from shared.i18n.names import country_name


def place_words(place: Place, texts: Translator) -> str:
    """One line in the reader's language; empty where nothing is known."""
    country = country_name(place.country, texts.language.code) if place.country else ""
    on_site = ", ".join(part for part in (place.venue, place.city, country) if part)
    online = (
        texts.gettext("Online (%(platform)s)", platform=place.platform) if place.platform else texts.gettext("Online")
    )
    match place.format:
        case "online":
            words = online
        case "hybrid":
            words = texts.gettext("%(place)s, and %(online)s", place=on_site, online=online) if on_site else online
        case _:
            words = on_site
    if words and place.tentative:
        return texts.gettext("%(place)s; to be confirmed", place=words)
    return words
