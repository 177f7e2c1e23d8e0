"""Coordinators on the desk: who waits, who is tied to which organisation; approve, refuse, tie, untie."""

from collections.abc import Mapping
from uuid import UUID

import asyncpg
import msgspec

from services.training.domain.coordinator import Coordinator, CoordinatorState
from services.training.domain.coordinator_form import read_choice, read_tie
from services.training.domain.organisation import Organisation
from services.training.operations.coordinator_desk import count_waiting
from services.training.operations.nomination_letters import decided
from services.training.store import coordinators, desk, organisations
from shared import outbox
from shared.db import Tx
from shared.errors import Conflict, NotFound
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_NOBODY = mark("There is no such coordinator.")
_CHANGED = mark("Somebody else decided this meanwhile. Load the page again.")
_TIED = mark("This address nominates for this organisation already.")

STEPS: dict[CoordinatorState, frozenset[CoordinatorState]] = {
    CoordinatorState.ASKED: frozenset({CoordinatorState.APPROVED, CoordinatorState.REFUSED}),
    CoordinatorState.APPROVED: frozenset({CoordinatorState.UNTIED}),
    CoordinatorState.REFUSED: frozenset({CoordinatorState.APPROVED}),
    CoordinatorState.UNTIED: frozenset({CoordinatorState.APPROVED}),
}


class CoordinatorList(msgspec.Struct, frozen=True):
    """Those who wait first; and the directory to choose from."""

    coordinators: tuple[Coordinator, ...]
    organisations: tuple[Organisation, ...]

    def like(self, asked: Coordinator) -> str:
        """The id of the organisation that is named as they wrote it, "" where none is."""
        name = asked.organisation.casefold()
        return next((str(each.id) for each in self.organisations if each.name.casefold() == name), "")


async def listed(house: House, actor: Staff) -> CoordinatorList:
    """Raises Forbidden."""
    require(actor, Role.ORGANIZER, Role.VIEWER)
    async with house.db.reading() as tx:
        return CoordinatorList(tuple(await coordinators.listed(tx)), tuple(await organisations.active(tx)))


async def tie(house: House, actor: Staff, body: Mapping[str, object]) -> Coordinator:
    """Name somebody coordinator; they get a mail. Raises Forbidden, Invalid, Conflict."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        known = {each.id for each in await organisations.active(tx)}
        made = await coordinators.tie(tx, read_tie(body, known))
        if made is None:
            raise Conflict(_TIED)
        return await _tell(house, tx, actor, await _by_id(tx, made), "")


async def decide(
    house: House,
    actor: Staff,
    id: UUID,  # noqa: A002  # the row's id
    to: CoordinatorState,
    body: Mapping[str, object],
) -> Coordinator:
    """Approve (for one who asked for an organisation outside the directory `body` chooses it), refuse, untie.

    Raises Forbidden, NotFound, Invalid, Conflict.
    """
    require(actor, Role.ORGANIZER)
    try:
        async with house.db.transaction() as tx:
            before = await _by_id(tx, id)
            if to not in STEPS[before.state]:
                raise Conflict(_CHANGED)
            chosen = None
            if to is CoordinatorState.APPROVED and before.organisation_id is None:
                chosen = read_choice(body, {each.id for each in await organisations.active(tx)})
            if not await coordinators.set_state(tx, before, to, organisation_id=chosen):
                raise Conflict(_CHANGED)
            return await _tell(house, tx, actor, await _by_id(tx, id), before.state)
    except asyncpg.UniqueViolationError as error:
        raise Conflict(_TIED) from error


async def _tell(house: House, tx: Tx, actor: Staff, after: Coordinator, before: str) -> Coordinator:
    """The audit trail, the desk's count, and the person, unless they are merely untied. `before` "": nothing."""
    action = f"coordinator.{after.state if before else 'tied'}"
    await record(
        tx,
        actor.trail,
        action,
        f"coordinator:{after.id}",
        old={"state": before} if before else None,
        new={"state": after.state, "organisation": after.organisation},
    )
    await count_waiting(tx)
    if after.state is not CoordinatorState.UNTIED:
        cohort = await desk.by_id(tx, after.cohort_id) if after.cohort_id else None
        approved = after.state is CoordinatorState.APPROVED
        await outbox.put(tx, decided(house, after, cohort.slug if cohort else "", approved=approved), to="notify")
    return after


async def _by_id(tx: Tx, id: UUID) -> Coordinator:  # noqa: A002  # the row's id
    found = await coordinators.by_id(tx, id)
    if found is None:
        raise NotFound(_NOBODY)
    return found
