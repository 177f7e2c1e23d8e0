"""The sessions of an item, a line each, for a mail and for the entry in a calendar."""

from collections.abc import Iterable

from services.notify.domain.text import clean_line
from shared.contracts.common import Place
from shared.contracts.notify import ItemSession
from shared.i18n import Translator
from shared.i18n.dates import when_words
from shared.i18n.lists import semicolon_list
from shared.i18n.places import own_city
from shared.when import When


def session_lines(
    sessions: Iterable[ItemSession], *, when: When, timezone: str, place: Place, reader_zone: str, texts: Translator
) -> list[str]:
    """Each with what is known of its time and place, in the zone of the item and in the reader's if one is given, named
    as the item's own date is. Of an item whose `when` is fixed, one without a time says so.
    """
    untimed = texts.gettext("no time yet") if when.is_fixed else ""
    found = []
    for one in sessions:
        hours = session_when(one.when, timezone, place, reader_zone, texts) if one.when else untimed
        words = semicolon_list([part for part in (hours, clean_line(one.place)) if part], texts)
        title = clean_line(one.title)
        found.append(texts.pgettext("label", "%(label)s: %(words)s", label=title, words=words) if words else title)
    return found


def session_when(when: When, timezone: str, place: Place, reader_zone: str, texts: Translator) -> str:
    """In the zone of the item, which takes place there, and in the reader's if one is given."""
    city = own_city(place.format, place.city, timezone)
    return when_words(when, timezone, reader_zone, texts.language.code, venue_city=city).plain
