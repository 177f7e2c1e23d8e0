"""What nominees and their coordinators are written: every step of a selection is a message to each of them."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

import msgspec

from services.training.domain.calendar import OWNER
from services.training.domain.coordinator import Coordinator, CoordinatorState
from services.training.domain.nomination import Nomination, State
from services.training.domain.selection import Offer
from services.training.operations.choosing import Choosing
from services.training.store import coordinators
from shared import outbox
from shared.contracts.common import Person
from shared.contracts.notify import Message, MessageSend
from shared.db import Tx
from shared.house import House
from shared.i18n import translator
from shared.i18n.dates import when_words
from shared.i18n.languages import DEFAULT, language_of

LINK = "offer"
"""The purpose of the link to a nominee's offer."""

Answer = Literal["offer", "accepted", "declined", "lapsed", "withdrawn", "place_withdrawn", "reserve",
                 "reserve_ended", "not_selected", "cancelled"]  # fmt: skip
_TO_NOMINEE: dict[Answer, str] = {
    "offer": "training.offer",
    "declined": "training.offer_declined",
    "lapsed": "training.offer_lapsed",
    "withdrawn": "training.offer_withdrawn",
    "reserve": "training.reserve",
    "reserve_ended": "training.reserve_ended",
    "not_selected": "training.not_selected",
    "cancelled": "training.cancelled",
}
"""Who accepts gets the invite instead: operations/places.py; who has accepted, the cancellation of it."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One answer to one nominee. `occasion` tells it from another answer of the same kind."""

    nomination: Nomination
    answer: Answer
    occasion: UUID
    offer: Offer | None = None
    place: int = 0


def offer_url(house: House, nomination: Nomination) -> str:
    """Where a nominee answers their offer."""
    return house.url("/training/offer/" + house.links.token(LINK, nomination.id, nomination.link_version))


async def tell(house: House, tx: Tx, own: Choosing, told: Sequence[Told]) -> None:
    """To each nominee, and to whoever nominated them, as long as they may."""
    if not told:
        return
    known = {each.id: each for each in await coordinators.listed(tx, CoordinatorState.APPROVED)}
    jobs: list[MessageSend] = []
    for each in told:
        if each.answer in _TO_NOMINEE and each.nomination.state is not State.ACCEPTED:
            jobs.append(_to_nominee(house, own, each))
        if (coordinator := known.get(each.nomination.coordinator_id)) is not None:
            jobs.append(_to_coordinator(own, each, coordinator))
    await outbox.put_many(tx, jobs, to="notify")


def reminder(house: House, own: Choosing, offer: Offer, template: str) -> MessageSend:
    """About an offer that is open, to the nominee alone, once for each day it holds to."""
    nomination = own.by_id[offer.nomination_id]
    person = person_of(nomination)
    message = Message(
        template=template,
        key=f"{nomination.id}:{template}:{offer.id}:{offer.accept_by}",
        facts={"until": until(own, offer, person)},
    )
    return _letter(own, person, message, offer_url(house, nomination))


def person_of(nomination: Nomination) -> Person:
    """How notify knows a nominee."""
    who = nomination.official
    return Person(
        email=nomination.email,
        name=who.name,
        native_name=who.native_name,
        native_name_language=who.native_name_language,
        language=who.language,
        timezone=who.timezone,
    )


def until(own: Choosing, offer: Offer, reader: Person) -> str:
    """The last minute to answer, by the host's clock and the reader's own, in their language."""
    return until_words(offer, reader.timezone, reader.language, own.cohort.host_city)


def until_words(offer: Offer, reader_zone: str, language: str, city: str) -> str:
    """ "Monday 15 March 2027, 23:59 Seoul (17:59 Nairobi)", without a word on an end that a deadline cannot have."""
    words = when_words(offer.until, offer.timezone, reader_zone, language, venue_city=city)
    if not words.reader:
        return words.venue
    texts = translator((language_of(language) or DEFAULT).code)
    return texts.pgettext("when", "%(venue)s (%(reader)s)", venue=words.venue, reader=words.reader)


def _to_nominee(house: House, own: Choosing, told: Told) -> MessageSend:
    person, template = person_of(told.nomination), _TO_NOMINEE[told.answer]
    facts = {"place": str(told.place)} if told.answer == "reserve" else {}
    if told.offer is not None:
        facts["until"] = until(own, told.offer, person)
    message = Message(template=template, key=f"{told.nomination.id}:{template}:{told.occasion}", facts=facts)
    return _letter(own, person, message, offer_url(house, told.nomination))


def _to_coordinator(own: Choosing, told: Told, coordinator: Coordinator) -> MessageSend:
    person = Person(
        email=coordinator.email, name=coordinator.name, language=coordinator.language, timezone=coordinator.timezone
    )
    facts = {"name": told.nomination.official.name, "answer": told.answer}
    if told.offer is not None:
        facts["until"] = until(own, told.offer, person)
    key = f"{told.nomination.id}:training.answer:{told.answer}:{told.occasion}"
    return _letter(own, person, Message(template="training.answer", key=key, facts=facts), "")


def _letter(own: Choosing, person: Person, message: Message, manage_url: str) -> MessageSend:
    return MessageSend(owner=OWNER, to=person, message=message, item=f"cohort:{own.cohort.id}", manage_url=manage_url)
