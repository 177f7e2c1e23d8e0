"""Offers once a selection is published, and what staff do by hand: move up, give time, take back, reorder."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from services.training.domain.nomination import Nomination, State
from services.training.domain.quotas import Fill, fills
from services.training.domain.selection import Offer, Outcome, may_move_up
from services.training.operations import choosing
from services.training.operations.access import locked, visible
from services.training.operations.answers import Told, reminder, tell
from services.training.operations.choosing import CHANGED, Choosing, move
from services.training.operations.settle import end_place, offer, settle
from services.training.store import selections
from shared import outbox
from shared.db import Tx
from shared.errors import Conflict, Invalid, Problem
from shared.fields import Fields
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_DRAFT = mark("The selection is not published yet, so there are no offers.")
_NOT_OPEN = mark("This offer was answered, or its time is over. Load the page again.")
_STARTED = mark("The course has begun or was cancelled: nobody is moved up any more.")
_NO_ROOM = mark(
    "No seat is free for this person within the quotas. Take another offer back first, or change the quotas."
)
_LATER = mark("Choose a day after %(day)s, before the course begins")
_ORDER = mark("Name everybody on the reserve list once")


class Offers(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody an answer was sent to. `fills` counts those who hold a seat or an offer."""

    own: Choosing
    fills: tuple[Fill, ...]
    now: datetime

    @property
    def open(self) -> tuple[tuple[Nomination, Offer], ...]:
        """Those whose last offer counts, in the order in which offers were sent."""
        own = self.own
        return tuple(
            (own.by_id[each.nomination_id], each)
            for each in own.offers
            if each.nomination_id in own.by_id and own.last_offer[each.nomination_id] is each
        )

    @property
    def waiting(self) -> tuple[Nomination, ...]:
        """The reserve list in its order."""
        return tuple(self.own.by_id[id_] for id_ in self.own.waiting)

    @property
    def movable(self) -> frozenset[UUID]:
        """Who could be offered a seat by hand now."""
        able = (State.RESERVE, State.NOT_SELECTED, State.DECLINED, State.LAPSED)
        return frozenset(
            each.id for each in self.own.nominations if each.state in able and may(self.own, each, self.now)
        )

    @property
    def refused(self) -> tuple[Nomination, ...]:
        return tuple(each for each in self.own.nominations if each.state is State.NOT_SELECTED)


def may(own: Choosing, nomination: Nomination, now: datetime) -> bool:
    """By hand up to the most seats, also where fewer were published."""
    if own.cohort.state(now) != "ahead" or own.started(now):
        return False
    held = [own.people[id_] for id_ in own.held]
    seats = msgspec.structs.replace(own.seats, most=max(own.seats.most - own.by_hand, 0))
    return may_move_up(own.call.quotas, held, own.people[nomination.id], seats)


async def show(house: House, actor: Staff, slug: str) -> Offers:
    """Raises Forbidden, NotFound, Conflict without a published selection."""
    require(actor, Role.ORGANIZER, Role.VIEWER)
    async with house.db.reading() as tx:
        return _offers(_published(await choosing.load(tx, await visible(tx, actor, slug))), tx.now)


async def move_up(house: House, actor: Staff, slug: str, id: UUID) -> Offers:  # noqa: A002  # the row's id
    """An offer out of turn, also again to somebody who let one pass. Raises Forbidden, NotFound, Conflict."""
    async with house.db.transaction() as tx:
        own = _published(await choosing.load(tx, await locked(tx, actor, slug)))
        nomination = own.nomination(id)
        if own.started(tx.now) or own.cohort.state(tx.now) != "ahead":
            raise Conflict(_STARTED, code="over")
        if nomination.state is not State.OFFERED and not may(own, nomination, tx.now):
            raise Conflict(_NO_ROOM, code="no-room")
        told = await offer(tx, own, nomination)
        seats = max(own.selection.seats, len(own.held) + 1)
        if not await selections.order_reserve(tx, own.selection, own.selection.reserve, seats):
            raise Conflict(CHANGED, code="changed-meanwhile")
        await tell(house, tx, own, [told])
        await _trail(tx, actor, "offer.moved_up", nomination, State.OFFERED)
        return await _settled(house, tx, actor, slug)


async def extend(house: House, actor: Staff, slug: str, id: UUID, body: Mapping[str, object]) -> Offers:  # noqa: A002
    """A later day to accept by. Raises Forbidden, NotFound, Invalid, Conflict for an offer that is not open."""
    async with house.db.transaction() as tx:
        own = _published(await choosing.load(tx, await locked(tx, actor, slug)))
        before = _open_offer(own, id, tx.now)
        day = _read_day(own, before, body)
        if not await selections.extend_offer(tx, before, day):
            raise Conflict(_NOT_OPEN, code="offer-closed")
        after = await choosing.load(tx, own.cohort)
        letter = reminder(house, after, after.last_offer[id], "training.offer_extended")
        await outbox.put(tx, letter, to="notify")
        old, new = {"accept_by": str(before.accept_by)}, {"accept_by": str(day)}
        await record(tx, actor.trail, "offer.extended", f"nomination:{id}", old=old, new=new)
        return await _settled(house, tx, actor, slug)


async def withdraw(house: House, actor: Staff, slug: str, id: UUID) -> Offers:  # noqa: A002  # the row's id
    """Take back an offer, or a seat that was taken: it goes to the next. Raises Forbidden, NotFound, Conflict."""
    async with house.db.transaction() as tx:
        own = _published(await choosing.load(tx, await locked(tx, actor, slug)))
        nomination = own.nomination(id)
        last = own.last_offer.get(id)
        if last is None or nomination.state not in (State.OFFERED, State.ACCEPTED):
            raise Conflict(_NOT_OPEN, code="offer-closed")
        after = await move(tx, nomination, State.WITHDRAWN)
        if nomination.state is State.OFFERED:
            await selections.close_offer(tx, last, Outcome.WITHDRAWN)
            await tell(house, tx, own, [Told(nomination=after, answer="withdrawn", occasion=last.id)])
        else:
            await selections.end_offer(tx, last.id)
            await end_place(house, tx, own, last)
            await tell(house, tx, own, [Told(nomination=after, answer="place_withdrawn", occasion=last.id)])
        await _trail(tx, actor, "offer.withdrawn", nomination, State.WITHDRAWN)
        return await _settled(house, tx, actor, slug)


async def reorder(house: House, actor: Staff, slug: str, ids: Sequence[UUID], revision: int) -> Offers:
    """Another order of the reserve list. Raises Forbidden, NotFound, Invalid, Conflict."""
    async with house.db.transaction() as tx:
        own = _published(await choosing.load(tx, await locked(tx, actor, slug)))
        if sorted(ids) != sorted(own.waiting):
            raise Invalid([Problem("reserve", _ORDER)])
        if revision != own.selection.revision or not await selections.order_reserve(
            tx, own.selection, ids, own.selection.seats
        ):
            raise Conflict(CHANGED, code="changed-meanwhile")
        old, new = ({"reserve": " ".join(str(id_) for id_ in each)} for each in (own.waiting, ids))
        await record(tx, actor.trail, "selection.reordered", f"cohort:{own.cohort.id}", old=old, new=new)
        return await _settled(house, tx, actor, slug)


def _published(own: Choosing) -> Choosing:
    if own.selection.published_at is None:
        raise Conflict(_DRAFT, code="not-published")
    return own


async def _settled(house: House, tx: Tx, actor: Staff, slug: str) -> Offers:
    """What follows from it at once, and how everything stands then."""
    await settle(house, tx, slug)
    return _offers(await choosing.load(tx, await visible(tx, actor, slug)), tx.now)


async def _trail(tx: Tx, actor: Staff, action: str, before: Nomination, after: State) -> None:
    old, new = {"state": before.state.value}, {"state": after.value}
    await record(tx, actor.trail, action, f"nomination:{before.id}", old=old, new=new)


def _offers(own: Choosing, now: datetime) -> Offers:
    held = [own.people[id_] for id_ in own.held]
    return Offers(own=own, fills=fills(own.call.quotas, held, list(own.people.values())), now=now)


def _open_offer(own: Choosing, id: UUID, now: datetime) -> Offer:  # noqa: A002  # the row's id
    nomination, last = own.nomination(id), own.last_offer.get(id)
    if last is None or not last.is_open(now) or nomination.state is not State.OFFERED:
        raise Conflict(_NOT_OPEN, code="offer-closed")
    return last


def _read_day(own: Choosing, before: Offer, body: Mapping[str, object]) -> date:
    form = Fields(body, {})
    day = form.day("accept_by", needed=True)
    when = own.cohort.when
    late = day is not None and when.is_fixed and day >= when.first_day
    if day is not None and (day <= before.accept_by or late):
        form.bad("accept_by", _LATER, day=before.accept_by.isoformat())
    form.check()
    assert day is not None
    return day
