"""An item as a calendar shows it, in invitations and feeds alike."""

from datetime import datetime

from services.notify.calendar.entries import Entry
from services.notify.domain.items import Item
from shared.i18n import Translator
from shared.i18n.places import place_words


def entry_of(item: Item, texts: Translator, *, stamp: datetime, join_url: str = "") -> Entry:
    """The item as a calendar shows it, in a language; with the counter that feeds carry."""
    join = texts.gettext("Join: %(url)s", url=join_url) if join_url else ""
    return Entry(
        uid=item.uid,
        sequence=item.published_sequence,
        stamp=stamp,
        when=item.when,
        timezone=item.timezone,
        title=item.title,
        location=place_words(item.place, texts, item.timezone),
        description="\n\n".join(part for part in (join, item.description) if part),
        page_url=item.page_url,
        join_url=join_url,
        cancelled=item.cancelled_at is not None,
        transparent=item.transparent,
    )
