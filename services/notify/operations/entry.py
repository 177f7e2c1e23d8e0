"""An item as a calendar shows it, in invitations and feeds alike."""

from collections.abc import Collection
from datetime import datetime

from services.notify.calendar.entries import Entry
from services.notify.domain.items import Item
from services.notify.mail.session_lines import session_lines
from shared.i18n import Translator
from shared.i18n.places import place_words


def entry_of(
    item: Item, texts: Translator, *, stamp: datetime, join_url: str = "", chosen: Collection[str] | None = None
) -> Entry:
    """The item as a calendar shows it, in a language; with the counter that feeds carry. `chosen`: the keys of the
    sessions that somebody who takes part chose; None in a public feed.
    """
    join = texts.gettext("Join: %(url)s", url=join_url) if join_url else ""
    return Entry(
        uid=item.uid,
        sequence=item.published_sequence,
        stamp=stamp,
        when=item.when,
        timezone=item.timezone,
        title=item.title,
        location=place_words(item.place, texts, item.timezone),
        description="\n\n".join(part for part in (join, _description(item, texts, chosen)) if part),
        page_url=item.page_url,
        join_url=join_url,
        cancelled=item.cancelled_at is not None,
        transparent=item.transparent,
    )


def _description(item: Item, texts: Translator, chosen: Collection[str] | None) -> str:
    """The sessions that somebody chose, to the public all, with their times in the zone of the item. No other stands in
    the entry of who takes part, for nobody would tell them of its change.
    """
    if not item.sessions or (chosen is None and not any(one.when for one in item.sessions)):
        return item.description
    found = item.sessions if chosen is None else item.chosen_by(chosen)
    lines = session_lines(found, when=item.when, timezone=item.timezone, place=item.place, reader_zone="", texts=texts)
    return "\n".join(lines)
