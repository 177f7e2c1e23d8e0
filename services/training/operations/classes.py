"""For trainers: the session to mark now, found without searching, and those beside it."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from services.training.domain.course import Course, first_to_mark, markable, same_day
from services.training.domain.scores import Waiting
from services.training.domain.session import Session
from services.training.operations.access import NO_COHORT
from services.training.operations.board import Board, board_of, find
from services.training.operations.certificates.assessing import is_asked
from services.training.operations.hands import BY_LINK, Hands, admit, courses
from services.training.operations.surveys.readers import teaches
from services.training.store import attendance, reviews, sessions
from shared.db import Tx
from shared.errors import NotFound
from shared.house import House

_AHEAD = timedelta(days=2)


class Class(msgspec.Struct, frozen=True):
    """A session with its cohort."""

    course: Course
    session: Session


class OpenBoard(msgspec.Struct, frozen=True):
    """A board, the other sessions of its day, and those that a device keeps for a day without a network. `asks`: its
    surveys are not those of other trainers.
    """

    board: Board
    day: tuple[Session, ...]
    ahead: tuple[Session, ...]
    asks: bool


class Timetable(msgspec.Struct, frozen=True):
    """Every session of a cohort in which attendance is kept, by time. `assesses`: whoever looks is known by an account,
    and certificates ask whether people passed.
    """

    course: Course
    sessions: tuple[Session, ...]
    now: datetime
    assesses: bool


async def reviews_of(house: House, hands: Hands) -> list[Waiting]:
    """Nominations that wait for the scores of whoever is signed in; of nobody, none."""
    if hands.staff is None:
        return []
    async with house.db.reading() as tx:
        return await reviews.waiting(tx, hands.staff.id)


async def to_mark(house: House, hands: Hands, only: UUID | None = None) -> list[Class]:
    """Of each cohort that may be marked, or of this one, the session that comes first; the nearest before all others.

    Raises SignInNeeded, Gone, Forbidden, NotFound.
    """
    async with house.db.reading() as tx:
        found = []
        for course in [await _course(tx, hands, only)] if only else await courses(tx, hands):
            session = first_to_mark(await sessions.of_cohort(tx, course.id), tx.now)
            if session is not None:
                found.append(Class(course, session))
        return sorted(found, key=lambda each: abs(each.session.starts_at - tx.now))


async def open_board(house: House, hands: Hands, session_id: UUID) -> OpenBoard:
    """Raises SignInNeeded, Gone, Forbidden, NotFound."""
    async with house.db.reading() as tx:
        course, session = await find(tx, session_id)
        hand = await admit(tx, hands, course)
        asks = await teaches(tx, hands, hand, session) is not False
        every = await sessions.of_cohort(tx, course.id)
        ahead = [each for each in markable(every) if tx.now - _AHEAD <= each.starts_at <= tx.now + _AHEAD]
        day = same_day(every, session.starts.date())
        return OpenBoard(await board_of(tx, course, session), tuple(day), tuple(ahead), asks)


async def timetable(house: House, hands: Hands, session_id: UUID) -> Timetable:
    """Of the cohort of this session. Raises SignInNeeded, Gone, Forbidden, NotFound."""
    async with house.db.reading() as tx:
        course, _ = await find(tx, session_id)
        hand = await admit(tx, hands, course)
        found = tuple(markable(await sessions.of_cohort(tx, course.id)))
        assesses = hand.actor != BY_LINK and await is_asked(tx, course.id)
        return Timetable(course, found, tx.now, assesses)


async def _course(tx: Tx, hands: Hands, id_: UUID) -> Course:
    course = await attendance.course_by_id(tx, id_)
    if course is None:
        raise NotFound(NO_COHORT)
    await admit(tx, hands, course)
    return course
