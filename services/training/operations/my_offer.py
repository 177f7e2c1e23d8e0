"""The offer of a seat, as the nominee sees and answers it by their own link."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.desk import DeskCohort
from services.training.domain.nomination import Nomination, State
from services.training.domain.participant import Participant, PlaceStatus
from services.training.domain.participant_form import ParticipantFields
from services.training.domain.selection import Offer, Outcome
from services.training.operations import choosing, places
from services.training.operations.answers import LINK, Told, tell
from services.training.operations.choosing import Choosing, move
from services.training.operations.settle import settle
from services.training.store import desk, nominations, participants, selections
from shared.db import Tx
from shared.errors import Gone, NotFound
from shared.fields import Fields
from shared.house import House
from shared.i18n.mark import mark

_NO_OFFER = mark("There is no offer of a seat here. Open the link from your newest mail again.")
_REPLACED = mark("This link was replaced by a newer one. Open the link from your newest mail.")
_OVER = mark("The time to take this seat is over. Answer the mail: we look whether a seat is free.")
_CLOSED = mark("This offer was answered or taken back already. Load the page again to see how it stands.")
_CANCELLED = mark("This course was cancelled, so there is no seat to take.")
_LONGEST = {"reason": 500}


class MyOffer(msgspec.Struct, frozen=True, kw_only=True):
    """How a nomination stands. `offer` None while there was none; `place_url` leads on where the seat was taken."""

    nomination: Nomination
    cohort: DeskCohort
    offer: Offer | None
    place_url: str
    now: datetime

    @property
    def may_answer(self) -> bool:
        """The offer is open and the course is not cancelled."""
        open_ = self.offer is not None and self.offer.is_open(self.now)
        return open_ and self.nomination.state is State.OFFERED and self.cohort.state(self.now) == "ahead"


async def show(house: House, token: str) -> MyOffer:
    """Raises NotFound, Gone."""
    async with house.db.reading() as tx:
        nomination = await _by_token(house, tx, token)
        own = await _read(tx, nomination.cohort_id)
        return await _mine(house, tx, own, nomination.id)


async def accept(house: House, token: str) -> MyOffer:
    """The seat is theirs, and the invite for the course goes out. Twice is once.

    Raises NotFound, Gone where it is too late or was answered otherwise.
    """
    async with house.db.transaction() as tx:
        own, nomination, offer = await _locked(house, tx, token)
        if nomination.state is State.ACCEPTED:
            return await _mine(house, tx, own, nomination.id)
        _check_open(own, nomination, offer, tx.now)
        after = await move(tx, nomination, State.ACCEPTED)
        place = await _give_place(house, tx, own, after)
        await _close(tx, offer, Outcome.ACCEPTED, participant_id=place.id)
        await tell(house, tx, own, [Told(nomination=after, answer="accepted", occasion=offer.id)])
        await settle(house, tx, own.cohort.slug)
        return await _mine(house, tx, await _read(tx, own.cohort.id), nomination.id)


async def decline(house: House, token: str, body: Mapping[str, object]) -> MyOffer:
    """The seat goes to the next at once. Twice is once. Raises NotFound, Invalid, Gone."""
    form = Fields(body, _LONGEST)
    reason = "\n".join(form.lines("reason"))
    form.check()
    async with house.db.transaction() as tx:
        own, nomination, offer = await _locked(house, tx, token)
        if nomination.state is State.DECLINED:
            return await _mine(house, tx, own, nomination.id)
        _check_open(own, nomination, offer, tx.now)
        after = await move(tx, nomination, State.DECLINED)
        await _close(tx, offer, Outcome.DECLINED, reason=reason)
        await tell(house, tx, own, [Told(nomination=after, answer="declined", occasion=offer.id)])
        await settle(house, tx, own.cohort.slug)
        return await _mine(house, tx, await _read(tx, own.cohort.id), nomination.id)


async def _by_token(house: House, tx: Tx, token: str) -> Nomination:
    id_, version = house.links.read(LINK, token)
    nomination = await nominations.by_id(tx, id_)
    if nomination is None or nomination.state is State.DRAFT:
        raise NotFound(_NO_OFFER)
    if version != nomination.link_version:
        raise Gone(_REPLACED, code="link-replaced")
    return nomination


async def _read(tx: Tx, cohort_id: UUID) -> Choosing:
    cohort = await desk.by_id(tx, cohort_id)
    found = await choosing.find(tx, cohort) if cohort is not None else None
    if found is None:
        raise NotFound(_NO_OFFER)
    return found


async def _locked(house: House, tx: Tx, token: str) -> tuple[Choosing, Nomination, Offer]:
    """Everything as it is once the cohort's lock is held."""
    nomination = await _by_token(house, tx, token)
    cohort = await desk.by_id(tx, nomination.cohort_id)
    assert cohort is not None, "a nomination refers to its cohort"
    await desk.lock(tx, cohort.slug)
    own = await _read(tx, nomination.cohort_id)
    offer = own.last_offer.get(nomination.id)
    if offer is None:
        raise NotFound(_NO_OFFER)
    return own, own.nomination(nomination.id), offer


def _check_open(own: Choosing, nomination: Nomination, offer: Offer, now: datetime) -> None:
    if own.cohort.state(now) != "ahead":
        raise Gone(_CANCELLED, code="cancelled")
    if nomination.state is State.LAPSED or (offer.outcome is None and not offer.is_open(now)):
        raise Gone(_OVER, code="offer-over")
    if nomination.state is not State.OFFERED or offer.outcome is not None:
        raise Gone(_CLOSED, code="offer-closed")


async def _close(
    tx: Tx, offer: Offer, outcome: Outcome, *, reason: str = "", participant_id: UUID | None = None
) -> None:
    if not await selections.close_offer(tx, offer, outcome, reason=reason, participant_id=participant_id):
        raise Gone(_CLOSED, code="offer-closed")


async def _give_place(house: House, tx: Tx, own: Choosing, nomination: Nomination) -> Participant:
    """Theirs from now on, with everything the nomination tells of them, also where the same person was in the cohort
    before. Under the cohort's lock.
    """
    known = await participants.of_cohort(tx, own.cohort.id, None)
    before = next((each for each in known if each.email.lower() == nomination.email.lower()), None)
    fields = ParticipantFields(
        email=nomination.email,
        official=msgspec.structs.replace(nomination.official, department=nomination.department),
        organisation=nomination.organisation,
        organisation_id=nomination.organisation_id,
        city=nomination.city,
        country=nomination.country,
        group_key=before.group_key if before is not None else None,
    )
    if before is None:
        return await places.give(house, tx, own.cohort, fields)
    after = await places.change(house, tx, own.cohort, before, fields)
    return after if after.status is PlaceStatus.CONFIRMED else await places.give_back(house, tx, own.cohort, after)


async def _mine(house: House, tx: Tx, own: Choosing, id: UUID) -> MyOffer:  # noqa: A002  # the row's id
    offer = own.last_offer.get(id)
    place = await participants.by_id(tx, offer.participant_id) if offer and offer.participant_id else None
    return MyOffer(
        nomination=own.nomination(id),
        cohort=own.cohort,
        offer=offer,
        place_url=places.manage_url(house, place) if place is not None else "",
        now=tx.now,
    )
