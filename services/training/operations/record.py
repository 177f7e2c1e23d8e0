"""The record of attendance on the desk: sums with what they are counted of, the ledger, corrections, excuses."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.attendance import Mark, Place, Source, Standing, State, standings
from services.training.domain.course import attendee, lesson
from services.training.domain.desk import DeskCohort
from services.training.domain.excuse import Excuse, ExcuseState
from services.training.domain.mark_form import Device, read_says
from services.training.domain.participant import Participant, PlaceStatus
from services.training.domain.record import Cell, Line, cells, line
from services.training.domain.session import Session
from services.training.operations.access import locked, visible
from services.training.operations.board import CANCELLED
from services.training.operations.excuse_letters import answer
from services.training.store import attendance, excuses, participants, sessions
from shared.db import Tx
from shared.errors import Conflict, NotFound
from shared.fields import Fields
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record as note
from shared.identity.roles import require
from shared.identity.staff import Role, Staff
from shared.ids import uuid7

_LONGEST = {"why": 300}
_NOBODY = mark("This person is not in this cohort. Open the list of attendance again.")
_WHY = mark("Say why the mark is corrected: it stands in the record of marks")
_DECIDED = mark("This was decided already. Load the page again.")
_MARKERS = (Role.ORGANIZER, Role.TRAINER)


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody who has a place, or whom a mark names; `cells` are their sessions, `lines` their sums."""

    cohort: DeskCohort
    sessions: tuple[Session, ...]
    people: tuple[Participant, ...]
    cells: tuple[Cell, ...]
    lines: Mapping[UUID, Line]
    excuses: tuple[Excuse, ...]
    now: datetime

    def of(self, person: UUID) -> list[Cell]:
        return [cell for cell in self.cells if cell.attendee == person]


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """Every mark of one person, the newest first, with what holds now."""

    record: Record
    person: Participant
    marks: tuple[Mark, ...]
    devices: Mapping[UUID, Device]


async def show(house: House, actor: Staff, slug: str) -> Record:
    """Raises Forbidden, NotFound."""
    async with house.db.reading() as tx:
        return await record_of(tx, await visible(tx, actor, slug))


async def ledger(house: House, actor: Staff, slug: str, person_id: UUID) -> Ledger:
    """Raises Forbidden, NotFound."""
    async with house.db.reading() as tx:
        found = await record_of(tx, await visible(tx, actor, slug))
        person = next((each for each in found.people if each.id == person_id), None)
        if person is None:
            raise NotFound(_NOBODY)
        marks = await attendance.of_participant(tx, person_id)
        devices = await attendance.devices(tx, found.cohort.id)
    return Ledger(record=found, person=person, marks=tuple(reversed(marks)), devices=devices)


async def correct(house: House, actor: Staff, slug: str, place: Place, body: Mapping[str, object]) -> None:
    """A mark for (session, person) that replaces whatever holds, with the reason.

    Raises Forbidden, NotFound, Invalid, Conflict for a cancelled session.
    """
    require(actor, *_MARKERS)
    async with house.db.transaction() as tx:
        cohort = await visible(tx, actor, slug)
        session = await sessions.by_id(tx, place[0])
        person = await participants.by_id(tx, place[1])
        if session is None or person is None or {session.cohort_id, person.cohort_id} != {cohort.id}:
            raise NotFound(_NOBODY)
        if session.cancelled_at is not None:
            raise Conflict(CANCELLED)
        form = Fields(body, _LONGEST)
        says, why = read_says(form, session, tx.now), form.text("why", missing=_WHY)
        form.check()
        before = await _standing(tx, place)
        own = _mark(tx, actor, place, before, Source.DESK)
        own = msgspec.structs.replace(
            own, state=says.state, late_minutes=says.late_minutes, left_minutes=says.left_minutes, why=why
        )
        await attendance.add(tx, [own])
        old, new = ({"state": each.state.value} for each in (before.says, says))
        await note(tx, actor.trail, "attendance.corrected", f"mark:{own.client_id}", old=old, new=new)


async def decide(house: House, actor: Staff, slug: str, excuse_id: UUID, *, approved: bool) -> None:
    """Approved, the session gets a mark; either way they get a mail.

    Raises Forbidden, NotFound, Conflict where it was decided already.
    """
    require(actor, *_MARKERS)
    async with house.db.transaction() as tx:
        cohort = await visible(tx, actor, slug)
        state = ExcuseState.APPROVED if approved else ExcuseState.REFUSED
        excuse = await excuses.decide(tx, excuse_id, cohort.id, state, actor.name)
        if excuse is None:
            raise Conflict(_DECIDED)
        if approved:
            place = (excuse.session_id, excuse.participant_id)
            await attendance.add(tx, [_mark(tx, actor, place, await _standing(tx, place), Source.EXCUSE)])
        await note(
            tx, actor.trail, "excuse.decided", f"excuse:{excuse.id}", old={"state": "asked"}, new={"state": state}
        )
        await answer(house, tx, cohort, excuse)


async def set_rules(house: House, actor: Staff, slug: str, body: Mapping[str, object]) -> None:
    """Whether excused minutes count, and from when somebody is late. Raises Forbidden, NotFound, Invalid."""
    form = Fields(body, {})
    grace, counts = form.number("grace", 0, 60, 5), form.flag("excused_counts")
    form.check()
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        before = {"excused_counts": str(cohort.rules.excused_counts), "grace": str(cohort.rules.grace)}
        after = {"excused_counts": str(counts), "grace": str(grace)}
        if before != after:
            await attendance.set_rules(tx, cohort.id, excused_counts=counts, grace=grace)
            await note(tx, actor.trail, "cohort.rules", f"cohort:{cohort.id}", old=before, new=after)


async def record_of(tx: Tx, cohort: DeskCohort) -> Record:
    """Of a cohort that the caller may see."""
    every = await sessions.of_cohort(tx, cohort.id)
    marks = standings(await attendance.of_cohort(tx, cohort.id))
    marked = {person for _, person in marks}
    people = [
        each
        for each in await participants.of_cohort(tx, cohort.id, None)
        if each.status is PlaceStatus.CONFIRMED or each.id in marked
    ]
    found = cells([attendee(each) for each in people], [lesson(each) for each in every], marks, tx.now)
    own: dict[UUID, list[Cell]] = {each.id: [] for each in people}
    for cell in found:
        own[cell.attendee].append(cell)
    return Record(
        cohort=cohort,
        sessions=tuple(every),
        people=tuple(people),
        cells=tuple(found),
        lines={person: line(person, theirs, cohort.rules) for person, theirs in own.items()},
        excuses=tuple(await excuses.of_cohort(tx, cohort.id)),
        now=tx.now,
    )


async def _standing(tx: Tx, place: Place) -> Standing:
    return standings(await attendance.of_session(tx, place[0])).get(place, Standing())


def _mark(tx: Tx, actor: Staff, place: Place, before: Standing, source: Source) -> Mark:
    """Excused, unless the caller says otherwise; replaces every head."""
    return Mark(
        client_id=uuid7(),
        session_id=place[0],
        participant_id=place[1],
        state=State.EXCUSED,
        replaces=tuple(head.client_id for head in before.heads),
        source=source,
        actor=actor.trail,
        by=actor.name,
        claimed_at=tx.now,
        received_at=tx.now,
    )
