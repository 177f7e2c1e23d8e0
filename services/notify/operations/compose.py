"""The bytes of one mail: its words, its calendar part and its headers, made once and sent the same with every try."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.notify.calendar.build import cancel, request
from services.notify.calendar.entries import Guest, Organizer
from services.notify.domain.items import Item
from services.notify.domain.messages import MessageKind
from services.notify.mail.letters import write
from services.notify.mail.mime import Letter, assemble
from services.notify.mail.occasion import Occasion, Subject, full_name
from services.notify.mail.sender import Sender, sender
from services.notify.operations.entry import entry_of
from services.notify.operations.note import Note
from shared.contracts.common import Person
from shared.house import House
from shared.i18n import Translator, translator
from shared.identity.people import person_id


def compose(house: House, kind: MessageKind, note: Note, reader: Person, *, id_: UUID, now: datetime) -> bytes:
    """The mail of a note to its reader, in the language and time that they chose."""
    from_ = sender(house.settings.mail_from, house.settings.public_url)
    occasion = _occasion(house, kind, note, reader)
    words = write(occasion)
    return assemble(
        Letter(
            message_id=f"{id_}@{from_.host}",
            date=now,
            sender_name=from_.name,
            sender_address=from_.address,
            to_name=full_name(reader),
            to_address=reader.email,
            subject=words.subject,
            language=words.language.tag,
            text=words.text,
            html=words.html,
            calendar=_calendar_part(note, reader, from_, now, translator(reader.language)),
            method=occasion.method,
            copy_attached=house.settings.calendar_copy,
            automatic=kind.category.automatic,
            unsubscribe_url=occasion.unsubscribe_url,
        )
    )


def _occasion(house: House, kind: MessageKind, note: Note, reader: Person) -> Occasion:
    preferences = house.url("/preferences/" + house.links.token("preferences", person_id(reader.email)))
    return Occasion(
        kind=kind,
        reader=reader,
        about=_subject(note, note.item) if note.item else None,
        before=_before(note, note.item) if note.item else None,
        reinstated=_reinstated(note),
        link_changed=_link_changed(note),
        method=note.part.method if note.part else "",
        facts=note.message.facts,
        changes=note.message.changes,
        sessions=note.item.chosen_by(note.chosen) if note.item else (),
        course=note.owner == "training",
        manage_url=note.manage_url,
        join_url=note.join_url,
        preferences_url=preferences,
        unsubscribe_url=_unsubscribe_url(kind, note, preferences),
    )


def _unsubscribe_url(kind: MessageKind, note: Note, preferences: str) -> str:
    """Where one click ends what one can do without: of its category, or of this item alone; "" for the rest."""
    if not kind.category.optional:
        return ""
    of_item = f"/{note.item.id}" if kind.category.by_event and note.item is not None else ""
    return f"{preferences}/{kind.category}{of_item}"


def _reinstated(note: Note) -> bool:
    return note.before is not None and note.before.cancelled and note.item is not None and not note.item.shown.cancelled


def _link_changed(note: Note) -> bool:
    return note.before is not None and note.about is not None and note.before.join_url != note.about.join_url


def _subject(note: Note, item: Item) -> Subject:
    """The item's facts; of somebody who is withdrawn the date is the one that was sent.

    Of an event that is cancelled, what the person knew: another date was never theirs.
    """
    known = _before(note, item)
    if known is not None and note.about is not None and note.about.cancelled:
        return known
    when, timezone = item.when, item.timezone
    if note.part is not None and note.about is None:
        when, timezone = note.part.when, note.part.timezone
    return Subject(title=item.title, when=when, timezone=timezone, place=item.place, page_url=item.page_url)


def _before(note: Note, item: Item) -> Subject | None:
    if note.before is None:
        return None
    b = note.before
    return Subject(title=b.title, when=b.when, timezone=b.timezone, place=b.place, page_url=item.page_url)


def _calendar_part(note: Note, reader: Person, from_: Sender, now: datetime, texts: Translator) -> bytes:
    if note.part is None or note.item is None:
        return b""
    entry = entry_of(note.item, texts, stamp=now, join_url=note.join_url, chosen=note.chosen)
    entry = msgspec.structs.replace(
        entry,
        sequence=note.part.sequence,
        when=note.part.when,
        timezone=note.part.timezone,
    )
    build = request if note.part.method == "REQUEST" else cancel
    guest = Guest(full_name(reader), reader.email, note.role)
    return build(entry, Organizer(from_.name, from_.address), guest)
