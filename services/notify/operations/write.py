"""Writing one mail down: words, calendar part and bytes are made once, so that every try sends the same."""

import logging
from datetime import datetime
from uuid import UUID

import msgspec

from services.notify.calendar.build import cancel, request
from services.notify.calendar.entries import Entry, Guest, Organizer
from services.notify.domain.attendees import Sent
from services.notify.domain.deliveries import State
from services.notify.domain.items import Item, Shown
from services.notify.domain.messages import MessageKind, message_kind
from services.notify.mail.letters import Occasion, Subject, full_name, write
from services.notify.mail.mime import Letter, assemble
from services.notify.mail.sender import Sender, sender
from services.notify.operations.owners import is_final, tell_failed_mail
from services.notify.store import deliveries, people
from services.notify.store.people import Met
from shared.address import BadAddress, read_address
from shared.contracts.common import Person
from shared.contracts.notify import Message, MessageSend
from shared.db import Tx
from shared.house import House
from shared.i18n import Translator, translator
from shared.i18n.places import place_words
from shared.i18n.zones import canonical
from shared.identity.people import person_id
from shared.ids import uuid7
from shared.plain_address import is_plain

BELL = "mail"
log = logging.getLogger(__name__)


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One message to write. `part` describes the calendar part that goes with it. `withheld`: overtaken already.

    `item` None: the message is of a kind that stands alone. `met`: the reader, where the caller has met them already.
    `about`: the message tells that the item is like this; `before` is what its reader knew.
    `good_until`: of no use after it.
    """

    owner: str
    message: Message
    to: Person
    item: Item | None
    met: Met | None = None
    attendee_id: UUID | None = None
    part: Sent | None = None
    about: Shown | None = None
    before: Shown | None = None
    role: str = "REQ-PARTICIPANT"
    manage_url: str = ""
    join_url: str = ""
    withheld: bool = False
    good_until: datetime | None = None


def note_of(job: MessageSend, item: Item | None) -> Note:
    """A plain message, with the item's facts as they are: that is what it tells of them."""
    return Note(
        owner=job.owner,
        message=job.message,
        to=job.to,
        item=item,
        about=item.shown if item else None,
        manage_url=job.manage_url,
        good_until=job.good_until,
    )


async def write_down(house: House, tx: Tx, note: Note) -> bool:
    """Queue the mail and wake the postman. False: this message of the owner was written before.

    A mail that cannot go (no such mailbox, no address, a zone that does not exist) is written too, so that it is seen.
    Raises UnknownMessage.
    """
    kind = message_kind(note.message.template, note.message.facts)
    person = person_id(note.to.email)
    met = note.met or await people.meet(tx, person, note.to)
    zone = canonical(met.timezone or note.to.timezone) or ""  # a name that is none: the event's own time alone
    chosen = {"language": met.language or note.to.language, "timezone": zone}
    state, reply = State.QUEUED, ""
    if note.withheld or (kind.category.optional and kind.category in met.unsubscribed):
        state = State.WITHHELD
    elif met.suppressed:
        state = State.SUPPRESSED
    id_, mail = uuid7(), None
    reader = msgspec.structs.replace(note.to, **chosen)
    try:
        reader = msgspec.structs.replace(reader, email=_plain(note.to.email))
        if state is State.QUEUED:
            mail = _mail(house, kind, note, reader, id_=id_, now=tx.now)
    except BadAddress as error:
        state, reply = State.DEAD, str(error)
    except (LookupError, ValueError) as error:  # of one person: all others get theirs, and the desk sees it
        log.exception("a mail could not be written", extra={"delivery": str(id_), "template": kind.name})
        state, reply = State.DEAD, f"could not be written: {type(error).__name__}"
    delivery = deliveries.Delivery(
        id=id_,
        owner=note.owner,
        key=note.message.key,
        template=kind.name,
        recipient=reader.email,
        person_id=person,
        item_id=note.item.id if note.item else None,
        attendee_id=note.attendee_id,
        sent=note.part,
        about=note.about,
        mail=mail,
        state=state,
        reply=reply,
        good_until=note.good_until,
    )
    return await _kept(tx, delivery)


async def _kept(tx: Tx, delivery: deliveries.Delivery) -> bool:
    written = await deliveries.insert(tx, delivery)
    if not written:
        log.info("message was written before", extra={"owner": delivery.owner, "template": delivery.template})
    elif delivery.state is State.QUEUED:
        tx.ring(BELL)
    elif is_final(delivery.state, tried_again=False):
        await tell_failed_mail(tx, [delivery.id])
    return written


def _plain(address: str) -> str:
    return address if is_plain(address) else read_address(address)


def _mail(house: House, kind: MessageKind, note: Note, reader: Person, *, id_: UUID, now: datetime) -> bytes:
    from_ = sender(house.settings.mail_from, house.settings.public_url)
    method = note.part.method if note.part else ""
    preferences = house.url("/preferences/" + house.links.token("preferences", person_id(reader.email)))
    unsubscribe = f"{preferences}/{kind.category}" if kind.category.optional else ""
    if kind.category.by_event and note.item is not None:
        unsubscribe += f"/{note.item.id}"
    words = write(
        Occasion(
            kind=kind,
            reader=reader,
            about=_subject(note, note.item) if note.item else None,
            before=_before(note, note.item) if note.item else None,
            reinstated=_reinstated(note),
            link_changed=_link_changed(note),
            method=method,
            facts=note.message.facts,
            changes=note.message.changes,
            course=note.owner == "training",
            manage_url=note.manage_url,
            join_url=note.join_url,
            preferences_url=preferences,
            unsubscribe_url=unsubscribe,
        )
    )
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
            method=method,
            copy_attached=house.settings.calendar_copy,
            automatic=kind.category.automatic,
            unsubscribe_url=unsubscribe,
        )
    )


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
    entry = entry_of(note.item, texts, stamp=now, join_url=note.join_url)
    entry = msgspec.structs.replace(
        entry,
        sequence=note.part.sequence,
        when=note.part.when,
        timezone=note.part.timezone,
    )
    build = request if note.part.method == "REQUEST" else cancel
    guest = Guest(full_name(reader), reader.email, note.role)
    return build(entry, Organizer(from_.name, from_.address), guest)


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
