"""Places, lengths and seats in the reader's words, the same on every page that names them."""

from typing import Protocol

from babel import Locale
from babel.lists import format_list

from shared.i18n.lists import comma_list
from shared.i18n.names import country_name, locale_of
from shared.i18n.places import area, city_name
from shared.i18n.translator import Translator
from shared.programme.entries import Format
from shared.programme.kinds import FORMAT_WORDS

HOME_COUNTRY = "KR"


class Placed(Protocol):
    """What takes place somewhere: an event, a line of the programme."""

    @property
    def format(self) -> Format | None: ...
    @property
    def platform(self) -> str: ...
    @property
    def city(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def timezone(self) -> str: ...
    @property
    def venue_tentative(self) -> bool: ...
    @property
    def host_open(self) -> bool: ...


_BRITISH = Locale.parse("en_GB")


def listed(items: tuple[str, ...], language: str) -> str:
    """ "Seoul, WFUNA and UNDP": English without a comma before "and", as in our dates."""
    return format_list(items, locale=_BRITISH if language == "en" else locale_of(language))


def city_and_country(city: str, country: str, timezone: str, texts: Translator) -> str:
    """ "Mérida, Mexico"; at home the city alone."""
    language = texts.language.code
    named = country_name(country, language) if country and (country != HOME_COUNTRY or not city) else ""
    return area(city_name(city, timezone, language), named, texts)


def place_line(place: Placed, texts: Translator) -> str:
    """Where, in a row of a list: "Online, Zoom", "Seoul, venue open", "Host city open"; empty if unknown."""
    where = city_and_country(place.city, place.country, place.timezone, texts)
    if place.format is not None and (not where or place.format is not Format.IN_PERSON):
        words = texts.gettext(FORMAT_WORDS[place.format])
        where = comma_list((words, where or place.platform), texts)
    if place.host_open:
        return texts.gettext("Host city open")
    if place.venue_tentative and where:
        return texts.gettext("%(place)s, venue open", place=where)
    return where


def duration(texts: Translator, *, days: int = 0, weeks: int = 0) -> str:
    """ "3 weeks" or "4 days"; empty where neither is known."""
    if weeks:
        return texts.ngettext("%(num)s week", "%(num)s weeks", weeks)
    return texts.ngettext("%(num)s day", "%(num)s days", days) if days else ""


def seats(texts: Translator, least: int, most: int) -> str:
    """ "15 seats", "30 to 40 seats"; empty where nothing is said."""
    if not most:
        return ""
    if least == most:
        return texts.ngettext("%(num)s seat", "%(num)s seats", most)
    return texts.gettext("%(least)s to %(most)s seats", least=least, most=most)
