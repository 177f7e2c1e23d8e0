"""The sessions of an item, a line each, for a mail and for the entry in a calendar."""

from collections.abc import Iterable

from services.notify.domain.text import clean_line
from shared.contracts.notify import ItemSession
from shared.i18n import Translator
from shared.i18n.dates import when_words
from shared.i18n.lists import semicolon_list


def session_lines(sessions: Iterable[ItemSession], timezone: str, reader_zone: str, texts: Translator) -> list[str]:
    """Each with what is known of its time and place, in the zone of the item and in the reader's if one is given."""
    found = []
    for one in sessions:
        when = when_words(one.when, timezone, reader_zone, texts.language.code).plain if one.when else ""
        words = semicolon_list((when, clean_line(one.place)), texts)
        title = clean_line(one.title)
        found.append(texts.pgettext("label", "%(label)s: %(words)s", label=title, words=words) if words else title)
    return found
