"""A cohort does not take place: it leaves the programme, its sessions leave calendars, everybody is told once."""

import msgspec

from services.training.domain.desk import DeskCohort
from services.training.domain.session import Trainer
from services.training.operations import places
from services.training.operations.access import locked, visible
from services.training.operations.end_selection import end_selection, waiting
from services.training.operations.timetable import load
from services.training.operations.timetable_jobs import put_items
from services.training.operations.trainer_letters import tell_trainers
from services.training.operations.write_cohort import read, write
from services.training.store import changes, desk, sessions, staffing
from services.training.store import load as store
from shared.db import Tx
from shared.errors import Conflict
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_OVER = mark("This training has taken place. What is over is not cancelled.")


class Concerned(msgspec.Struct, frozen=True):
    """A cohort and whom its cancellation would be told: who has a place, trainers whose address is known, and those
    `nominated` who wait for an answer or for a seat.
    """

    cohort: DeskCohort
    trainers: tuple[Trainer, ...]
    nominated: int

    @property
    def told(self) -> int:
        return self.cohort.participants + len(self.trainers) + self.nominated


async def concerned(house: House, actor: Staff, slug: str) -> Concerned:
    """Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        return await _concerned(tx, await visible(tx, actor, slug))


async def cancel(house: House, actor: Staff, slug: str, *, at_once: bool) -> DeskCohort:
    """Whoever has a place gets one letter with the CANCEL for their calendar, after the quiet time, which `at_once`
    ends; whoever waits for a seat is told at once. Twice is once.

    Raises Forbidden, NotFound, Conflict for what is over.
    """
    async with house.db.transaction() as tx:
        before = await locked(tx, actor, slug)
        if before.cancelled_at is not None:
            return before
        if before.state(tx.now) == "over":
            raise Conflict(_OVER, code="over")
        told = await _concerned(tx, before)
        programme, kept = await store.kept_cohort(tx, before.id)
        await desk.cancel(tx, before.id)
        await write(house, tx, programme, kept, msgspec.structs.replace(kept, cancelled_at=tx.now), at_once=at_once)
        now = await read(tx, slug)
        await changes.settle(tx, now.id)
        await _clear_calendars(house, tx, now)
        await places.unlist(tx, now)
        await tell_trainers(tx, now, told.trainers, "teaching.cancelled")
        await end_selection(house, tx, now)
        await record(
            tx,
            actor.trail,
            "cohort.cancelled",
            f"cohort:{now.id}",
            new={
                "people": str(now.participants),
                "trainers": str(len(told.trainers)),
                "nominated": str(told.nominated),
            },
        )
        return now


async def _concerned(tx: Tx, cohort: DeskCohort) -> Concerned:
    """Of a draft no trainer knows yet."""
    trainers = [each for each in await staffing.trainers(tx, cohort.id) if each.email and cohort.published]
    return Concerned(cohort, tuple(trainers), await waiting(tx, cohort))


async def _clear_calendars(house: House, tx: Tx, cohort: DeskCohort) -> None:
    """The sessions leave every feed."""
    await sessions.revise(tx, cohort.id)
    table = await load(tx, cohort)
    await put_items(house, tx, cohort, table.sessions, table.trainers)
