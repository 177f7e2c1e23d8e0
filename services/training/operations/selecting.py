"""The secretariat chooses: a draft with a reserve list, and the decision that everybody hears of."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec

from services.training.domain.nomination import State
from services.training.domain.quotas import Fill, Proposal, propose
from services.training.domain.selection import Selection, refused
from services.training.domain.selection_form import Wanted, read_wanted
from services.training.operations import choosing
from services.training.operations.access import locked, visible
from services.training.operations.answers import Told, tell
from services.training.operations.choosing import CHANGED, Choosing, move
from services.training.operations.score_table import Table, read_table
from services.training.operations.settle import offer, settle
from services.training.store import selections
from shared.db import Tx
from shared.errors import Conflict, Invalid, Problem
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_PUBLISHED = mark("This selection is published already. Look at the offers.")
_STILL_OPEN = mark("The call is still open. Choose when nobody can nominate any more.")
_NO_SEATS = mark("Nobody said how many seats this cohort has. Write that first.")
_OVER = mark("The course has begun or was cancelled, so nobody can be offered a seat any more.")
_TOO_MANY = mark("%(chosen)d are chosen and %(seats)d seats are free. Take some off the list.")
_NOBODY = mark("Nobody is chosen yet.")
_BROKEN = mark("%(value)s: at most %(most)d, and %(filled)d are chosen. Change the choice, or the quotas of the call.")
_SHORT = mark("Tick that you publish it all the same")


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """What publishing would send: offers, reserves in their order, refusals. `short`: something is missing."""

    table: Table
    offers: tuple[UUID, ...]
    reserve: tuple[UUID, ...]
    refusals: tuple[UUID, ...]
    missing: tuple[Fill, ...]
    below: int

    @property
    def short(self) -> bool:
        return bool(self.missing or self.below)


async def show(house: House, actor: Staff, slug: str) -> Table:
    """Raises Forbidden, NotFound, Conflict without a call."""
    require(actor, Role.ORGANIZER, Role.VIEWER)
    async with house.db.reading() as tx:
        return await read_table(tx, actor, await choosing.load(tx, await visible(tx, actor, slug)))


async def keep(house: House, actor: Staff, slug: str, body: Mapping[str, object]) -> Table:
    """The draft, as it was ticked. Raises Forbidden, NotFound, Invalid, Conflict."""
    async with house.db.transaction() as tx:
        own, table = await _open(tx, actor, slug)
        wanted = read_wanted(body, table.ranked)
        await _keep(tx, actor, own, wanted)
        return await read_table(tx, actor, await choosing.load(tx, own.cohort))


async def propose_draft(house: House, actor: Staff, slug: str) -> Proposal:
    """Fill the draft by the scores within the quotas, and as many on the reserve list as there are seats.

    What was ticked is replaced. Raises as `keep`.
    """
    async with house.db.transaction() as tx:
        own, table = await _open(tx, actor, slug)
        ranked = [own.people[id_] for id_ in table.ranked]
        found = propose(own.call.quotas, ranked, table.seats.most)
        await _keep(tx, actor, own, Wanted(found.chosen, found.reserve[: table.seats.most], own.selection.revision))
        return found


async def publication(house: House, actor: Staff, slug: str) -> Publication:
    """What is about to be sent. Raises Forbidden, NotFound, Conflict, Invalid."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        own = await choosing.load(tx, await visible(tx, actor, slug))
        return _publication(await read_table(tx, actor, own))


async def publish(house: House, actor: Staff, slug: str, *, revision: int, despite: bool) -> Publication:
    """Decide: offers, reserves and refusals go out, each once. Raises Forbidden, NotFound, Conflict, Invalid."""
    async with house.db.transaction() as tx:
        own, table = await _open(tx, actor, slug)
        if revision != own.selection.revision:
            raise Conflict(CHANGED, code="changed-meanwhile")
        found = _publication(table)
        if found.short and not despite:
            raise Invalid([Problem("despite", _SHORT)])
        if not await selections.publish(tx, own.selection, actor.trail):
            raise Conflict(_PUBLISHED, code="published")
        told = await _decide(tx, own, found)
        await tell(house, tx, own, told)
        await record(tx, actor.trail, "selection.published", f"cohort:{own.cohort.id}", new=_counted(found))
        await settle(house, tx, slug)
        return found


async def _decide(tx: Tx, own: Choosing, found: Publication) -> list[Told]:
    """Every nomination gets its answer."""
    told = [await offer(tx, own, own.by_id[id_]) for id_ in found.offers]
    for number, id_ in enumerate(found.reserve, start=1):
        after = await move(tx, own.by_id[id_], State.RESERVE)
        told.append(Told(nomination=after, answer="reserve", occasion=id_, place=number))
    for id_ in found.refusals:
        after = await move(tx, own.by_id[id_], State.NOT_SELECTED)
        told.append(Told(nomination=after, answer="not_selected", occasion=id_))
    return told


def _publication(table: Table) -> Publication:
    own, selection = table.own, table.own.selection
    _check(table, selection)
    states = {row.nomination.id: row.nomination.state for row in table.rows}
    return Publication(
        table=table,
        offers=tuple(id_ for id_ in selection.chosen if id_ in states),
        reserve=tuple(id_ for id_ in selection.reserve if id_ in states),
        refusals=refused(states, selection),
        missing=tuple(fill for fill in table.fills(selection.chosen) if fill.missing),
        below=max(own.seats.least - own.by_hand - len(selection.chosen), 0),
    )


def _check(table: Table, selection: Selection) -> None:
    """Seats and every "at most" hold. Raises Invalid, Conflict."""
    own = table.own
    if selection.published_at is not None:
        raise Conflict(_PUBLISHED, code="published")
    if own.call.state(table.now) != "closed":
        raise Conflict(_STILL_OPEN, code="call-open")
    if own.cohort.state(table.now) != "ahead" or own.started(table.now):
        raise Conflict(_OVER, code="over")
    if not own.seats.most:
        raise Conflict(_NO_SEATS, code="no-seats")
    problems = []
    if not selection.chosen:
        problems.append(Problem("chosen", _NOBODY))
    if len(selection.chosen) > table.seats.most:
        problems.append(Problem("chosen", _TOO_MANY, {"chosen": len(selection.chosen), "seats": table.seats.most}))
    problems += [
        Problem("chosen", _BROKEN, {"value": fill.value, "most": fill.at_most or 0, "filled": fill.filled})
        for fill in table.fills(selection.chosen)
        if fill.broken
    ]
    if problems:
        raise Invalid(problems)


async def _open(tx: Tx, actor: Staff, slug: str) -> tuple[Choosing, Table]:
    """Under the cohort's lock, while nothing is published."""
    own = await choosing.load(tx, await locked(tx, actor, slug))
    if own.selection.published_at is not None:
        raise Conflict(_PUBLISHED, code="published")
    return own, await read_table(tx, actor, own)


async def _keep(tx: Tx, actor: Staff, own: Choosing, wanted: Wanted) -> None:
    before = own.selection
    if wanted.revision != before.revision or not await selections.keep_draft(tx, before, wanted.chosen, wanted.reserve):
        raise Conflict(CHANGED, code="changed-meanwhile")
    old = {"chosen": _ids(before.chosen), "reserve": _ids(before.reserve)}
    new = {"chosen": _ids(wanted.chosen), "reserve": _ids(wanted.reserve)}
    if old != new:
        await record(tx, actor.trail, "selection.changed", f"cohort:{own.cohort.id}", old=old, new=new)


def _ids(ids: Sequence[UUID]) -> str:
    return " ".join(str(id_) for id_ in ids)


def _counted(found: Publication) -> dict[str, str]:
    return {
        "offers": _ids(found.offers),
        "reserve": _ids(found.reserve),
        "refusals": _ids(found.refusals),
    }
