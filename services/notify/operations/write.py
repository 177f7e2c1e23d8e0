"""Writing one mail down, to be sent: or what keeps it from going out, so that it is seen."""

import logging

import msgspec

from services.notify.domain.deliveries import State
from services.notify.domain.messages import MessageKind, message_kind
from services.notify.operations.compose import compose
from services.notify.operations.note import Note
from services.notify.operations.owners import is_final, tell_failed_mail
from services.notify.store import deliveries, people
from services.notify.store.people import Met
from shared.address import BadAddress, read_address
from shared.contracts.common import Person
from shared.db import Tx
from shared.house import House
from shared.i18n.zones import canonical
from shared.identity.people import person_id
from shared.ids import uuid7
from shared.plain_address import is_plain

BELL = "mail"
log = logging.getLogger(__name__)


async def write_down(house: House, tx: Tx, note: Note) -> bool:
    """Queue the mail and wake the postman. False: this message of the owner was written before.

    A mail that cannot go (no such mailbox, no address, a zone that does not exist) is written too, so that it is seen.
    Raises UnknownMessage.
    """
    kind = message_kind(note.message.template, note.message.facts)
    person = person_id(note.to.email)
    met = note.met or await people.meet(tx, person, note.to)
    reader, state, reply = _reader(note.to, met), _state(note, kind, met), ""
    id_, mail = uuid7(), None
    try:
        reader = msgspec.structs.replace(reader, email=_plain(note.to.email))
        if state is State.QUEUED:
            mail = compose(house, kind, note, reader, id_=id_, now=tx.now)
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


def _reader(to: Person, met: Met) -> Person:
    """With the language and the zone that they chose themselves; a name that is no zone: the event's own time alone."""
    zone = canonical(met.timezone or to.timezone) or ""
    return msgspec.structs.replace(to, language=met.language or to.language, timezone=zone)


def _state(note: Note, kind: MessageKind, met: Met) -> State:
    if note.withheld or (kind.category.optional and kind.category in met.unsubscribed):
        return State.WITHHELD
    return State.SUPPRESSED if met.suppressed else State.QUEUED


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
