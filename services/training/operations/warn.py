"""Early warnings: who may not complete a course reads it on their own page, who cannot gets a mail; staff see both."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

import msgspec

from services.training.domain.attendance import Mark, standings
from services.training.domain.course import Course, attendee, lesson
from services.training.domain.excuse import ExcuseState
from services.training.domain.participant import Participant
from services.training.domain.record import Cell, Lesson, Line, cells, line
from services.training.domain.warning import LOOKED_BACK, SETTLED_AFTER, Counts, Told, next_told
from services.training.operations.places import LINK, person_of
from services.training.store import attendance, excuses, participants, sessions, watch
from shared import outbox
from shared.contracts.notify import Message, MessageSend
from shared.contracts.registration import DeskPut
from shared.db import Tx
from shared.house import House

OWNER = "training"
_STILL_WATCHED = timedelta(days=60)
_TITLES = {
    "excuses": "Excuses wait for a decision",
    "conflicts": "Marks of attendance are in conflict",
    "risk": "People may not complete a course",
}


async def warn(house: House) -> None:
    """Run every quarter of an hour: one statement finds the courses in which something happened since the last look.

    Only changes are told. What is not so any more is told with the count 0, which takes it from the desk.
    """
    async with house.db.reading() as tx:
        courses = await watch.courses(tx, tx.now - _STILL_WATCHED, LOOKED_BACK)
    for course in courses:
        async with house.db.transaction() as tx:
            await _look(house, tx, course)


class _Seen(msgspec.Struct, frozen=True):
    """A course with its people and the lines of their record; `settled` without the youngest marks."""

    course: Course
    people: Sequence[Participant]
    conflicts: int
    now: Mapping[UUID, Line]
    settled: Mapping[UUID, Line]


async def _look(house: House, tx: Tx, course: Course) -> None:
    counts = await watch.look(tx, course.id)
    before = await watch.told(tx, course.id)
    seen = await _see(tx, course)
    running = course.over_at > tx.now
    ids = [each.id for each in seen.people]
    after = next_told(ids, before, seen.now, seen.settled) if running else [_over(id_, before) for id_ in ids]
    changed = [
        each for each in after if each != before.get(each.participant_id, Told(participant_id=each.participant_id))
    ]
    await watch.tell(tx, changed)
    asked = sum(each.state is ExcuseState.ASKED for each in await excuses.of_cohort(tx, course.id))
    found = Counts(excuses=asked, conflicts=seen.conflicts, risk=sum(each.close for each in after))
    await watch.set_counts(tx, course.id, found)
    own = _own(house, tx, seen, changed, before)
    await outbox.put_many(tx, [*_desk(tx, course, counts, found), *own], to="registration")
    await outbox.put_many(tx, _letters(house, tx, seen, changed, before), to="notify")


async def _see(tx: Tx, course: Course) -> _Seen:
    people = await participants.of_cohort(tx, course.id)
    lessons = [lesson(each) for each in await sessions.of_cohort(tx, course.id)]
    marks = await attendance.of_cohort(tx, course.id)
    old = [each for each in marks if each.received_at <= tx.now - SETTLED_AFTER]
    now = _cells(tx, people, lessons, marks)
    return _Seen(
        course=course,
        people=people,
        conflicts=sum(cell.standing.conflict for own in now.values() for cell in own),
        now={id_: line(id_, own, course.rules) for id_, own in now.items()},
        settled={id_: line(id_, own, course.rules) for id_, own in _cells(tx, people, lessons, old).items()},
    )


def _cells(
    tx: Tx, people: Sequence[Participant], lessons: Sequence[Lesson], marks: Sequence[Mark]
) -> dict[UUID, list[Cell]]:
    found: dict[UUID, list[Cell]] = {each.id: [] for each in people}
    for cell in cells([attendee(each) for each in people], lessons, standings(marks), tx.now):
        found[cell.attendee].append(cell)
    return found


def _over(id_: UUID, before: Mapping[UUID, Told]) -> Told:
    """Once the course is over nobody is close to anything any more, and nobody is written to."""
    return msgspec.structs.replace(before.get(id_, Told(participant_id=id_)), close=False)


def _desk(tx: Tx, course: Course, before: Counts, after: Counts) -> list[DeskPut]:
    link = f"/organize/training/{course.slug}/attendance"
    return [
        _put(
            tx,
            course,
            f"attendance.{name}",
            title,
            getattr(after, name),
            key=f"attendance.{name}:{course.id}",
            link=link,
        )
        for name, title in _TITLES.items()
        if getattr(before, name) != getattr(after, name)
    ]


def _own(house: House, tx: Tx, seen: _Seen, changed: Sequence[Told], before: Mapping[UUID, Told]) -> list[DeskPut]:
    people = {each.id: each for each in seen.people}
    return [
        _put(
            tx,
            seen.course,
            "attendance.own",
            "Your attendance in a course is getting close",
            int(each.close),
            key=f"attendance.own:{each.participant_id}",
            link=_page(house, people[each.participant_id]),
            person=people[each.participant_id].email,
        )
        for each in changed
        if each.close != (each.participant_id in before and before[each.participant_id].close)
    ]


def _letters(
    house: House, tx: Tx, seen: _Seen, changed: Sequence[Told], before: Mapping[UUID, Told]
) -> list[MessageSend]:
    """To whom it became so just now: once, and again only after it was not so."""
    people = {each.id: each for each in seen.people}
    new = [
        people[each.participant_id]
        for each in changed
        if each.out_of_reach and not (each.participant_id in before and before[each.participant_id].out_of_reach)
    ]
    template = "attendance.out_of_reach"
    return [
        MessageSend(
            owner=OWNER,
            to=person_of(who),
            message=Message(template=template, key=f"{who.id}:{template}:{tx.now.isoformat()}"),
            item=f"cohort:{seen.course.id}",
            manage_url=house.url(_page(house, who)),
        )
        for who in new
    ]


def _page(house: House, who: Participant) -> str:
    return f"/t/{house.links.token(LINK, who.id, who.link_version)}/attendance"


def _put(
    tx: Tx, course: Course, kind: str, title: str, count: int, *, key: str, link: str, person: str = ""
) -> DeskPut:
    return DeskPut(
        owner=OWNER,
        key=key,
        revision=int(tx.now.timestamp()),
        kind=kind,
        title=title,
        count=count,
        link=link,
        facts={"course": course.title},
        person=person,
    )
