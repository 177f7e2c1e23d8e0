"""What people are told of their timetable: that it is there, and, once things are quiet, what changed for each."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.training.domain.calendar import OWNER
from services.training.domain.changes import Changed, for_participant, for_trainer
from services.training.domain.desk import DeskCohort
from services.training.domain.session import Session, Trainer
from services.training.operations.access import locked
from services.training.operations.places import item_key, letter
from services.training.operations.timetable_jobs import BELL
from services.training.operations.trainer_letters import person_of
from services.training.store import changes, desk, participants, sessions, staffing
from shared import outbox
from shared.contracts import Job
from shared.contracts.notify import Message, MessageSend, SessionChange
from shared.db import Tx
from shared.house import House
from shared.identity.accounts import record
from shared.identity.staff import Staff
from shared.ids import uuid7


async def send_due(house: House) -> int:
    """Tell every timetable that has been quiet for long enough. Returns how many messages were written."""
    written = 0
    while (more := await _send_one(house)) is not None:
        written += more
    return written


async def next_due(house: House) -> datetime | None:
    """When the next quiet time is over."""
    async with house.db.reading() as tx:
        return await changes.next_due(tx)


async def tell_published(house: House, tx: Tx, cohort: DeskCohort) -> None:
    """One message to each who has a place; changes that waited are in it."""
    await changes.settle(tx, cohort.id)
    if cohort.state(tx.now) != "ahead":
        return
    occasion = uuid7()
    people = await participants.of_cohort(tx, cohort.id)
    letters = [
        letter(house, cohort, who, Message(template="timetable.published", key=f"{who.id}:timetable:{occasion}"))
        for who in people
    ]
    await outbox.put_many(tx, letters, to="notify")


async def tell_now(house: House, actor: Staff, slug: str) -> bool:
    """What waits for the quiet time goes out now. False where nothing waits. Raises Forbidden, NotFound."""
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        if not await changes.end_quiet(tx, cohort.id):
            return False
        tx.ring(BELL)
        await record(tx, actor.trail, "timetable.told", f"cohort:{cohort.id}")
        return True


async def _send_one(house: House) -> int | None:
    """One transaction, one cohort. None: nothing is due, or other workers are at it."""
    async with house.db.transaction() as tx:
        cohort_id = await changes.cohort_due(tx)
        if cohort_id is None:
            return None
        cohort = await desk.by_id(tx, cohort_id)
        assert cohort is not None, "the row is locked"
        letters: list[Job] = []
        if cohort.timetable_published and cohort.state(tx.now) == "ahead":
            changed = _changed(await sessions.of_cohort(tx, cohort_id), await changes.of_cohort(tx, cohort_id))
            letters = await _letters(house, tx, cohort, changed)
        await changes.settle(tx, cohort_id)
        await outbox.put_many(tx, letters, to="notify")
        return len(letters)


def _changed(every: Sequence[Session], waiting: Sequence[changes.Waiting]) -> list[Changed]:
    known = {session.id: session for session in every}
    return [Changed(known[each.session_id], each.told) for each in waiting]


async def _letters(house: House, tx: Tx, cohort: DeskCohort, changed: list[Changed]) -> list[Job]:
    occasion = uuid7()
    found: list[Job] = []
    for who in await participants.of_cohort(tx, cohort.id):
        if theirs := for_participant(changed, who.group_key):
            message = _message("timetable.changed", who.id, occasion, theirs)
            found.append(letter(house, cohort, who, message))
    found += [
        _to_trainer(cohort, trainer, _message("teaching.changed", trainer.id, occasion, theirs))
        for trainer in await staffing.trainers(tx, cohort.id)
        if trainer.email and (theirs := for_trainer(changed, trainer.id))
    ]
    return found


def _message(template: str, who: UUID, occasion: UUID, theirs: tuple[SessionChange, ...]) -> Message:
    return Message(template=template, key=f"{who}:{template}:{occasion}", changes=theirs)


def _to_trainer(cohort: DeskCohort, trainer: Trainer, message: Message) -> MessageSend:
    return MessageSend(owner=OWNER, to=person_of(cohort, trainer), message=message, item=item_key(cohort))
