"""Somebody's own attendance by their personal link, and asking in advance to be excused."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.attendance import standings
from services.training.domain.course import Course, attendee, lesson, markable
from services.training.domain.excuse import Excuse
from services.training.domain.participant import Participant
from services.training.domain.record import Cell, Line, cells, line
from services.training.domain.session import Session
from services.training.operations.check_in import person_of
from services.training.store import attendance, excuses, sessions
from shared.errors import Problem
from shared.fields import Fields
from shared.house import House
from shared.i18n.mark import mark

_LONGEST = {"reason": 500}
_SESSIONS = mark("Choose at least one session that lies ahead")
_REASON = mark("Say why you cannot come; only staff and trainers read it")


class MyAttendance(msgspec.Struct, frozen=True, kw_only=True):
    """One person's record. `ahead` are the sessions to which they may still say that they cannot come."""

    course: Course
    person: Participant
    cells: tuple[Cell, ...]
    line: Line
    excuses: Mapping[UUID, Excuse]
    ahead: tuple[Session, ...]
    now: datetime


async def show(house: House, token: str) -> MyAttendance:
    """Raises NotFound, Gone."""
    async with house.db.reading() as tx:
        course, person = await person_of(tx, house, token)
        every = await sessions.of_cohort(tx, course.id)
        if not course.timetable_published:
            every = [each for each in every if each.starts_at <= tx.now]
        marks = standings(await attendance.of_participant(tx, person.id))
        asked = {each.session_id: each for each in await excuses.of_participant(tx, person.id)}
        own = cells([attendee(person)], [lesson(each) for each in every], marks, tx.now)
    ahead = [each for each in markable(every) if each.is_for(person.group_key) and each.starts_at > tx.now]
    return MyAttendance(
        course=course,
        person=person,
        cells=tuple(own),
        line=line(person.id, own, course.rules),
        excuses=asked,
        ahead=tuple(each for each in ahead if each.id not in asked),
        now=tx.now,
    )


async def ask(house: House, token: str, body: Mapping[str, object]) -> int:
    """How many sessions were asked for now; one asked for before is left as it is. Raises Invalid, NotFound, Gone."""
    form = Fields(body, _LONGEST)
    async with house.db.transaction() as tx:
        course, person = await person_of(tx, house, token)
        every = markable(await sessions.of_cohort(tx, course.id)) if course.timetable_published else []
        ahead = {str(each.id): each.id for each in every if each.is_for(person.group_key) and each.starts_at > tx.now}
        chosen = form.some_of("sessions", ahead, _SESSIONS)
        reason = form.text("reason", missing=_REASON)
        if not chosen and not any(each.field == "sessions" for each in form.problems):
            form.problems.insert(0, Problem("sessions", _SESSIONS))
        form.check()
        return sum([await excuses.ask(tx, person.id, ahead[each], reason) for each in chosen])
