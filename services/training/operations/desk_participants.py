"""The people of a cohort on the desk: written by hand, changed, withdrawn, taken out as a file."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from services.training.domain.desk import DeskCohort
from services.training.domain.participant import Participant
from services.training.domain.participant_form import ParticipantFields, body_of, read_participant
from services.training.domain.revision import check_revision
from services.training.domain.session import Group
from services.training.domain.stay import Stay
from services.training.operations import places
from services.training.operations.access import locked, visible
from services.training.operations.give_up import tell_desk
from services.training.store import participants, staffing, stays
from services.training.store.stays import GivenUp
from shared.db import Tx
from shared.errors import Conflict, Invalid, NotFound, Problem
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_NOBODY = mark("There is no such person in this cohort.")
_TWICE = mark("Somebody with this address is in the cohort already.")
_CANCELLED = mark("This training was cancelled: nobody can get a place in it any more.")
_TOO_MANY = mark("%(wanted)d people are too many: %(free)d seats are free.")
_FULL = mark("All %(seats)d seats are taken or offered. Raise the number of seats first, or withdraw somebody.")


class People(msgspec.Struct, frozen=True):
    """A cohort with whoever has or had a place, by name. `given_up` by themselves, which nobody took note of yet.

    `stays` is what they told, for organizers; None for others.
    """

    cohort: DeskCohort
    people: tuple[Participant, ...]
    groups: tuple[Group, ...]
    given_up: tuple[GivenUp, ...] = ()
    stays: Mapping[UUID, Stay] | None = None

    def person(self, id: UUID) -> Participant:  # noqa: A002  # the row's id
        """Raises NotFound."""
        found = next((person for person in self.people if person.id == id), None)
        if found is None:
            raise NotFound(_NOBODY)
        return found


async def show(house: House, actor: Staff, slug: str) -> People:
    """Raises Forbidden, NotFound."""
    async with house.db.reading() as tx:
        found = await people_of(tx, await visible(tx, actor, slug))
        own = await stays.of_cohort(tx, found.cohort.id) if may_see_stays(actor) else None
        return msgspec.structs.replace(found, given_up=tuple(await stays.given_up(tx, found.cohort.id)), stays=own)


def may_see_stays(actor: Staff) -> bool:
    """What participants tell for their stay is for organizers alone."""
    return actor.role in (Role.ADMIN, Role.ORGANIZER)


async def add(house: House, actor: Staff, slug: str, body: Mapping[str, Any]) -> Participant:
    """A confirmed place: they get the invite and their link. Raises Forbidden, NotFound, Invalid, Conflict `full`."""
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        fields = read_participant(body, groups=await _keys(tx, cohort))
        check_room(cohort)
        made = await _once(places.give(house, tx, cohort, fields))
        await record(tx, actor.trail, "participant.added", f"participant:{made.id}", new=_said(fields))
        return made


async def change(house: House, actor: Staff, slug: str, id: UUID, body: Mapping[str, Any]) -> Participant:  # noqa: A002
    """Raises Forbidden, NotFound, Invalid, Conflict `changed-meanwhile`."""
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        before = await _locked(tx, cohort, id)
        fields = read_participant(body, groups=await _keys(tx, cohort))
        fields = msgspec.structs.replace(fields, organisation_id=before.organisation_id)
        old, new = _said(before), _said(fields)
        changed = [name for name in new if old[name] != new[name]]
        if not changed:
            return before
        check_revision(body, body_of(before))
        after = await _once(places.change(house, tx, cohort, before, fields))
        await record(
            tx,
            actor.trail,
            "participant.changed",
            f"participant:{id}",
            old={name: old[name] for name in changed},
            new={name: new[name] for name in changed},
        )
        return after


async def withdraw(house: House, actor: Staff, slug: str, id: UUID) -> Participant:  # noqa: A002  # the row's id
    """The place is free, and they are told. Raises Forbidden, NotFound, Conflict for one that was given up."""
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        after = await places.give_up(house, tx, cohort, await _locked(tx, cohort, id))
        await record(tx, actor.trail, "participant.withdrawn", f"participant:{id}")
        return after


async def take_back(house: House, actor: Staff, slug: str, id: UUID) -> Participant:  # noqa: A002  # the row's id
    """They have their place again, and are told. Raises Forbidden, NotFound, Conflict."""
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        before = await _locked(tx, cohort, id)
        check_room(cohort)
        after = await places.give_back(house, tx, cohort, before)
        await record(tx, actor.trail, "participant.taken_back", f"participant:{id}")
        if await stays.take_back(tx, id):
            await tell_desk(tx, cohort)
        return after


async def export(house: House, actor: Staff, slug: str) -> People:
    """Who takes people's data out is in the audit trail. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        found = await people_of(tx, await visible(tx, actor, slug))
        await record(tx, actor.trail, "participants.exported", f"cohort:{found.cohort.id}")
        return found


def check_room(cohort: DeskCohort, wanted: int = 1) -> None:
    """Nobody gets a place in what does not take place; seats taken and offered never pass the most. The caller holds
    the cohort's lock. Raises Conflict `cancelled`, `full`.
    """
    if cohort.cancelled_at is not None:
        raise Conflict(_CANCELLED, code="cancelled")
    free = cohort.seats_to - cohort.participants - cohort.offered
    if cohort.seats_to and 0 < free < wanted:
        raise Conflict(_TOO_MANY, code="full", free=free, wanted=wanted)
    if cohort.seats_to and free < wanted:
        raise Conflict(_FULL, code="full", seats=cohort.seats_to)


async def people_of(tx: Tx, cohort: DeskCohort) -> People:
    """Of a cohort that the caller may see."""
    every = await participants.of_cohort(tx, cohort.id, None)
    return People(cohort, tuple(every), tuple(await staffing.groups(tx, cohort.id)))


async def _keys(tx: Tx, cohort: DeskCohort) -> list[str]:
    return [group.key for group in await staffing.groups(tx, cohort.id)]


async def _locked(tx: Tx, cohort: DeskCohort, id: UUID) -> Participant:  # noqa: A002  # the row's id
    found = await participants.lock(tx, id)
    if found is None or found.cohort_id != cohort.id:
        raise NotFound(_NOBODY)
    return found


async def _once(giving: Any) -> Participant:
    try:
        made: Participant = await giving
    except asyncpg.UniqueViolationError:
        raise Invalid([Problem("email", _TWICE)]) from None
    return made


def _said(fields: ParticipantFields | Participant) -> dict[str, str]:
    return {name: str(value) for name, value in body_of(fields).items()}
