"""The live list of an occasion: for each person, where they stand towards a certificate and what became of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from services.training.domain.attendance import NOTHING
from services.training.domain.certificates.certificate import Certificate
from services.training.domain.certificates.kind import Kind
from services.training.domain.certificates.occasion import Candidate, Occasion
from services.training.domain.certificates.person import Said
from services.training.domain.certificates.rules import Record, judge
from services.training.domain.participant import HOME_ZONE
from services.training.domain.record import Cell
from services.training.operations.certificates.lines import Line, Roll, former, names_of
from services.training.operations.record import Record as Attendance
from services.training.operations.record import record_of
from services.training.store import desk
from services.training.store.certificates import certificates, occasions, people, runs
from shared.db import Tx
from shared.documents.lettering import lost


async def roll_of(tx: Tx, occasion: Occasion) -> Roll:
    """As many statements for one person as for a thousand."""
    setup = await occasions.setup(tx, occasion.key)
    candidates = await occasions.candidates(tx, occasion)
    said = await people.said(tx, occasion.key)
    issued = await certificates.of_occasion(tx, occasion.key)
    orders = await runs.orders(tx, occasion.key)
    attendance = await _attendance(tx, occasion)
    running = _running(occasion, attendance, tx.now)
    cells = _by_person(attendance)
    surveyed = setup.rules.survey and await people.is_surveyed(tx, occasion)
    unanswered = await people.unanswered(tx, occasion) if surveyed else {}
    lines = []
    for who in (*candidates, *_gone(candidates, issued)):
        own = said.get(who.id) or Said(person_id=who.id)
        record = _record(who, own, attendance, cells.get(who.id, ()))
        names = names_of(who, own)
        letters = lost(names.name, names.native_name, who.honorific, who.organisation * setup.design.organisation)
        event = occasion.kind is Kind.EVENT
        late = {"survey_open": who.id in unanswered, "survey_lost": unanswered.get(who.id, False)}
        record = msgspec.structs.replace(record, letters=letters, event=event, **late)
        lines.append(
            Line(
                who=who,
                said=own,
                judgement=judge(setup.rules, record, cancelled=occasion.cancelled, running=running, surveyed=surveyed),
                minutes=record.line.totals.attended if record.line else 0,
                planned=record.line.totals.planned if record.line else 0,
                certificate=issued.get(who.id),
                order=orders.get(who.id),
            )
        )
    latest = await runs.of_occasion(tx, occasion.key)
    return Roll(occasion=occasion, setup=setup, lines=tuple(lines), runs=tuple(latest), now=tx.now)


async def _attendance(tx: Tx, occasion: Occasion) -> Attendance | None:
    if occasion.kind is not Kind.COHORT:
        return None
    cohort = await desk.by_id(tx, occasion.id)
    return await record_of(tx, cohort) if cohort else None


def _running(occasion: Occasion, attendance: Attendance | None, now: datetime) -> bool:
    """Those of a course are handed over on its last day, so it is enough that it has begun. An event must be over: its
    list may be closed before.
    """
    if attendance is None:
        return now < occasion.over_at
    today = now.astimezone(ZoneInfo(occasion.timezone or HOME_ZONE)).date()
    days = [cell.lesson.day for cell in attendance.cells]
    if days:
        return today < max(days)
    return now < occasion.over_at and (occasion.when.is_open or today < occasion.when.last_day)


def _by_person(attendance: Attendance | None) -> Mapping[UUID, list[Cell]]:
    found: dict[UUID, list[Cell]] = {}
    for cell in attendance.cells if attendance else ():
        found.setdefault(cell.attendee, []).append(cell)
    return found


def _record(who: Candidate, said: Said, attendance: Attendance | None, own: Iterable[Cell]) -> Record:
    missing = (cell.lesson.title for cell in own if cell.lesson.mandatory and cell.standing.says == NOTHING)
    return Record(
        active=who.active,
        line=attendance.lines.get(who.id) if attendance else None,
        open_mandatory=tuple(missing),
        assessment=said.assessment,
        exception=said.exception,
        reason=said.reason,
    )


def _gone(candidates: Iterable[Candidate], issued: Mapping[UUID, Certificate]) -> list[Candidate]:
    """Who was given one and is not known as a participant any more: what was issued stands."""
    known = {who.id for who in candidates}
    return [former(each) for each in issued.values() if each.person_id not in known]
