"""Early warnings: who may not complete a course is told on their own page, and staff on the desk."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from services.training.domain.attendance import standings
from services.training.domain.course import Course, attendee, lesson
from services.training.domain.excuse import ExcuseState
from services.training.domain.participant import Participant
from services.training.domain.record import Outlook, cells, line
from services.training.operations.places import LINK
from services.training.store import attendance, excuses, participants, sessions
from shared import outbox
from shared.contracts.registration import DeskPut
from shared.db import Tx
from shared.house import House

OWNER = "training"
_STILL_WATCHED = timedelta(days=60)
_CLOSE = (Outlook.AT_RISK, Outlook.OUT_OF_REACH)


async def warn(house: House) -> None:
    """Run a few times a day. What is not so any more is told with the count 0, which takes it from the desk."""
    async with house.db.transaction() as tx:
        for course in await attendance.courses_under_way(tx, tx.now - _STILL_WATCHED):
            await outbox.put_many(tx, await _warnings(house, tx, course), to="registration")


async def _warnings(house: House, tx: Tx, course: Course) -> list[DeskPut]:
    people = await participants.of_cohort(tx, course.id)
    lessons = [lesson(each) for each in await sessions.of_cohort(tx, course.id)]
    marks = standings(await attendance.of_cohort(tx, course.id))
    found = cells([attendee(each) for each in people], lessons, marks, tx.now)
    running = course.over_at > tx.now
    close = {
        each.id
        for each in people
        if running and line(each.id, [c for c in found if c.attendee == each.id], course.rules).outlook in _CLOSE
    }
    asked = [each for each in await excuses.of_cohort(tx, course.id) if each.state is ExcuseState.ASKED]
    counts = {
        "attendance.excuses": len(asked),
        "attendance.conflicts": sum(cell.standing.conflict for cell in found),
        "attendance.risk": len(close),
    }
    titles = {
        "attendance.excuses": "Excuses wait for a decision",
        "attendance.conflicts": "Marks of attendance are in conflict",
        "attendance.risk": "People may not complete a course",
    }
    desk = [
        _put(tx, course, kind, titles[kind], count, key=f"{kind}:{course.id}", link=_desk(course))
        for kind, count in counts.items()
    ]
    return [*desk, *_own(house, tx, course, people, close)]


def _own(house: House, tx: Tx, course: Course, people: Iterable[Participant], close: set[UUID]) -> list[DeskPut]:
    return [
        _put(
            tx,
            course,
            "attendance.own",
            "Your attendance in a course is getting close",
            int(each.id in close),
            key=f"attendance.own:{each.id}",
            link=f"/t/{house.links.token(LINK, each.id, each.link_version)}/attendance",
            person=each.email,
        )
        for each in people
    ]


def _desk(course: Course) -> str:
    return f"/organize/training/{course.slug}/attendance"


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
