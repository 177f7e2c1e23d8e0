"""A place is given up by whoever has it, by their personal link; staff are told, and take note."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from services.training.domain.desk import DeskCohort
from services.training.domain.participant import Participant, PlaceStatus
from services.training.domain.selection import has_started
from services.training.operations import choosing, places
from services.training.operations.access import locked
from services.training.operations.my_place import by_token
from services.training.operations.my_stay import open_place
from services.training.operations.settle import settle
from services.training.store import desk, participants, stays
from shared import outbox
from shared.contracts.registration import DeskPut
from shared.db import Tx
from shared.fields import Fields
from shared.house import House
from shared.identity.accounts import record
from shared.identity.staff import Staff

KIND = "place.given_up"
_LONGEST = {"reason": 500}


class Giving(msgspec.Struct, frozen=True, kw_only=True):
    """A place that is about to be given up. `moves_up`: it would go to the reserve list."""

    participant: Participant
    cohort: DeskCohort
    moves_up: bool
    now: datetime


async def about(house: House, token: str) -> Giving:
    """Raises NotFound, Gone for a place that is given up already, a course that is over or cancelled."""
    async with house.db.reading() as tx:
        participant, cohort = await open_place(house, tx, token)
        return Giving(participant=participant, cohort=cohort, moves_up=await _moves_up(tx, cohort), now=tx.now)


async def give_up(house: House, token: str, body: Mapping[str, object]) -> None:
    """The place is free, calendars follow, the reserve moves up at once. Twice is once.

    Raises NotFound, Gone, Invalid.
    """
    form = Fields(body, _LONGEST)
    reason = "\n".join(form.lines("reason"))
    form.check()
    async with house.db.transaction() as tx:
        if (await by_token(house, tx, token)).status is PlaceStatus.WITHDRAWN:
            return
        _, cohort = await open_place(house, tx, token)
        await desk.lock(tx, cohort.slug)
        participant = await _again(tx, await by_token(house, tx, token))
        if participant.status is PlaceStatus.WITHDRAWN:
            return
        await places.give_up(house, tx, cohort, participant, themselves=True)
        await stays.give_up(tx, participant.id, reason)
        await settle(house, tx, cohort.slug)
        await tell_desk(tx, cohort)


async def take_note(house: House, actor: Staff, slug: str) -> None:
    """It leaves the desk. Raises Forbidden, NotFound."""
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        if await stays.note_given_up(tx, cohort.id):
            await tell_desk(tx, cohort)
            await record(tx, actor.trail, "given_up.noted", f"cohort:{cohort.id}")


async def tell_desk(tx: Tx, cohort: DeskCohort) -> None:
    """How many places were given up that staff have not taken note of. The caller holds the cohort's lock."""
    job = DeskPut(
        owner="training",
        key=f"{KIND}:{cohort.id}",
        revision=await stays.next_revision(tx),
        kind=KIND,
        title="A place was given up",
        facts={"cohort": cohort.title},
        count=len(await stays.given_up(tx, cohort.id)),
        link=f"/organize/training/{cohort.slug}/participants",
    )
    await outbox.put(tx, job, to="registration")


async def _again(tx: Tx, participant: Participant) -> Participant:
    found = await participants.lock(tx, participant.id)
    assert found is not None, "the cohort is locked"
    return found


async def _moves_up(tx: Tx, cohort: DeskCohort) -> bool:
    """Somebody waits on a reserve list that is still in use."""
    own = await choosing.find(tx, cohort)
    if own is None or own.selection.published_at is None:
        return False
    return bool(own.waiting) and not has_started(cohort.when, own.zone, tx.now)
