"""What time and other people's acts lead to: offers lapse, the reserve moves up, people are reminded, the desk told.

Everything happens under the cohort's lock and by the server's clock, so whoever answers in the last second has either
answered before the offer lapsed or not. Done again it changes nothing.
"""

from datetime import datetime

from services.training.domain.nomination import Nomination, State
from services.training.domain.participant import PlaceStatus
from services.training.domain.selection import REMINDED_BEFORE, Offer, Outcome, last_day, promoted
from services.training.operations import choosing, places
from services.training.operations.answers import Told, reminder, tell
from services.training.operations.choosing import Choosing, move
from services.training.operations.selection_desk import tell_desk
from services.training.store import desk, participants, selections
from shared import outbox
from shared.db import Tx
from shared.house import House


async def settle_all(house: House) -> None:
    """Run every minute: each cohort in a transaction of its own."""
    async with house.db.reading() as tx:
        slugs = await selections.to_settle(tx)
    for slug in slugs:
        async with house.db.transaction() as tx:
            if await desk.lock(tx, slug):
                await settle(house, tx, slug)


async def settle(house: House, tx: Tx, slug: str) -> None:
    """The caller holds the cohort's lock."""
    own = await _read(tx, slug)
    if own is None:
        return
    if own.selection.published_at is not None:
        told = [*await _lapse(tx, own), *await _give_up(house, tx, own)]
        await tell(house, tx, own, told)
        own = await _read(tx, slug) or own
        await tell(house, tx, own, await _close_reserve(tx, own) if own.started(tx.now) else await _move_up(tx, own))
        await _remind(house, tx, own)
        own = await _read(tx, slug) or own
    await tell_desk(tx, own)


async def offer(tx: Tx, own: Choosing, nomination: Nomination) -> Told:
    """A seat with a date to accept by; the caller has made sure that one is free."""
    first = own.cohort.when.first_day if own.cohort.when.is_fixed else None
    day = last_day(tx.now, own.call.accept_days, own.zone, first)
    after = await move(tx, nomination, State.OFFERED)
    made = await selections.insert_offer(tx, after, day, own.zone)
    return Told(nomination=after, answer="offer", occasion=made.id, offer=made)


async def _read(tx: Tx, slug: str) -> Choosing | None:
    cohort = await desk.cohort(tx, slug)
    return await choosing.find(tx, cohort) if cohort is not None else None


async def _lapse(tx: Tx, own: Choosing) -> list[Told]:
    """Nobody answered in time; or the nomination was taken back by its city, which was told then."""
    found = []
    for each in own.offers:
        nomination = own.by_id.get(each.nomination_id)
        if each.outcome is not None or nomination is None:
            continue
        if nomination.state is not State.OFFERED:
            await selections.close_offer(tx, each, Outcome.WITHDRAWN)
        elif not each.is_open(tx.now):
            await selections.close_offer(tx, each, Outcome.LAPSED)
            after = await move(tx, nomination, State.LAPSED)
            found.append(Told(nomination=after, answer="lapsed", occasion=each.id))
    return found


async def _give_up(house: House, tx: Tx, own: Choosing) -> list[Told]:
    """Who accepted and gave up the place has been told by the place itself; their city has not.

    Where their city took the nomination back, the place ends with it.
    """
    found = []
    for id_ in await selections.given_up(tx, own.cohort.id):
        nomination, last = own.nomination(id_), own.last_offer[id_]
        await selections.end_offer(tx, last.id)
        if nomination.state is State.ACCEPTED:
            after = await move(tx, nomination, State.WITHDRAWN)
            found.append(Told(nomination=after, answer="place_withdrawn", occasion=last.id))
        else:
            await end_place(house, tx, own, last)
    return found


async def end_place(house: House, tx: Tx, own: Choosing, last: Offer) -> None:
    """The place that came of an offer; they are told by the calendar's withdrawal."""
    place = await participants.lock(tx, last.participant_id) if last.participant_id else None
    if place is not None and place.status is PlaceStatus.CONFIRMED:
        await places.give_up(house, tx, own.cohort, place)


async def _move_up(tx: Tx, own: Choosing) -> list[Told]:
    """Free seats go to the reserve, in its order and within the quotas."""
    if own.cohort.state(tx.now) != "ahead":
        return []
    ids = promoted(own.call.quotas, own.people, own.held, own.waiting, own.target)
    return [await offer(tx, own, own.by_id[id_]) for id_ in ids]


async def _close_reserve(tx: Tx, own: Choosing) -> list[Told]:
    """After the start nobody is moved up, and those who waited are told so."""
    return [
        Told(nomination=await move(tx, own.by_id[id_], State.NOT_SELECTED), answer="reserve_ended", occasion=id_)
        for id_ in own.waiting
    ]


async def _remind(house: House, tx: Tx, own: Choosing) -> None:
    """Once, two days before an offer ends; not where it was shorter than that."""
    jobs = [
        reminder(house, own, each, "training.offer_reminder")
        for each in own.offers
        if _wants_reminder(each, own, tx.now) and await selections.reminded(tx, each.id)
    ]
    await outbox.put_many(tx, jobs, to="notify")


def _wants_reminder(each: Offer, own: Choosing, now: datetime) -> bool:
    begins = each.ends_at - REMINDED_BEFORE
    known = each.nomination_id in own.by_id
    return known and each.is_open(now) and each.reminded_at is None and each.sent_at < begins <= now
