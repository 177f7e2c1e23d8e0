"""The live list of an occasion: for each person, where they stand towards a certificate and what became of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from services.training.domain.attendance import NOTHING
from services.training.domain.certificates.certificate import Certificate, State
from services.training.domain.certificates.issue import Order, Run
from services.training.domain.certificates.kind import Kind
from services.training.domain.certificates.names import Names
from services.training.domain.certificates.occasion import Candidate, Occasion, Setup
from services.training.domain.certificates.person import Said
from services.training.domain.certificates.rules import Chance, Judgement, Record, judge
from services.training.domain.participant import HOME_ZONE
from services.training.domain.record import Cell
from services.training.operations.record import Record as Attendance
from services.training.operations.record import record_of
from services.training.store import desk
from services.training.store.certificates import certificates, occasions, people, runs
from shared.db import Tx
from shared.documents.lettering import lost


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One person. `minutes` are those that they attended of the `planned`, 0 where none are kept; `order`: they wait to
    be issued.
    """

    who: Candidate
    said: Said
    judgement: Judgement
    minutes: int = 0
    planned: int = 0
    certificate: Certificate | None = None
    order: Order | None = None

    @property
    def names(self) -> Names:
        """As they go on the certificate."""
        return names_of(self.who, self.said)

    @property
    def took_part(self) -> bool:
        """They came to the event, or attended some of the course; where no minutes are kept, they have their place."""
        return self.who.active and (self.minutes > 0 or not self.planned)

    @property
    def held(self) -> bool:
        """They have one that is valid."""
        return self.certificate is not None and self.certificate.state is State.VALID

    @property
    def unentitled(self) -> bool:
        """They hold a valid one that they would not get now: staff look at it."""
        return self.held and self.judgement.chance is Chance.NEVER

    @property
    def waits(self) -> bool:
        """One is being issued to them."""
        return self.order is not None and not self.order.problem

    @property
    def ready(self) -> bool:
        """They get one when all get one: never had one, and nothing is missing."""
        return self.certificate is None and not self.waits and self.judgement.chance is Chance.ELIGIBLE


class Roll(msgspec.Struct, frozen=True, kw_only=True):
    """`runs`: the last ones, the newest first."""

    occasion: Occasion
    setup: Setup
    lines: tuple[Line, ...]
    runs: tuple[Run, ...]
    now: datetime

    @property
    def possible(self) -> int:
        """How many hold one or may get one yet. Whoever was revoked is decided."""
        return sum(
            line.held or (line.certificate is None and line.judgement.chance is not Chance.NEVER) for line in self.lines
        )

    def line(self, person_id: UUID) -> Line | None:
        return next((line for line in self.lines if line.who.id == person_id), None)


def names_of(who: Candidate, said: Said) -> Names:
    """As they confirmed them, else as they were registered."""
    return said.names or Names(
        name=who.name, native_name=who.native_name, native_name_language=who.native_name_language
    )


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


def former(certificate: Certificate) -> Candidate:
    """Somebody of whom only the certificate is known."""
    paper = certificate.snapshot
    return Candidate(
        id=certificate.person_id,
        email="",
        name=paper.names.name,
        native_name=paper.names.native_name,
        native_name_language=paper.names.native_name_language,
        honorific=paper.honorific,
        organisation=paper.organisation,
        country=paper.country,
        language="en",
        timezone=HOME_ZONE,
        link_version=0,
        active=False,
    )
