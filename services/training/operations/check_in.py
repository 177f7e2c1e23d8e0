"""Checking in by the code on the wall, through the personal link, without any sign-in."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from services.training.domain import check_in_code
from services.training.domain.attendance import UNMARKED, Mark, Says, Source, State, came, standings
from services.training.domain.check_in_code import TRIES
from services.training.domain.course import Course, open_for_check_in
from services.training.domain.participant import Participant
from services.training.domain.session import Session
from services.training.operations.board import CANCELLED, Board, board_of, find
from services.training.operations.hands import Hands, admit
from services.training.operations.places import LINK as PLACE
from services.training.store import attendance, check_ins, participants, sessions
from shared.db import Tx
from shared.errors import Conflict, DomainError, Gone, Invalid, NotFound, Problem, TooMany
from shared.house import House
from shared.i18n.mark import mark
from shared.ids import uuid7

_GONE = mark("This place was given up, or the link was replaced by a newer one. Open it from your newest mail.")
_NOT_OPEN = mark("Nobody can check in to this session now. It opens 20 minutes before it begins.")
_USED = mark("You are checked in to this session already.")
_WRONG = mark(
    "This is not the code on the wall now. It changes every 30 seconds: type the newest. Tries left: %(left)d"
)
_TOO_MANY = mark("Five codes were wrong. Tell the trainer, who can mark you present.")


class CodeScreen(msgspec.Struct, frozen=True):
    """What the room sees. `milliseconds_left` by the server's clock; `arrived` are names in the order of arrival."""

    board: Board
    code: str
    milliseconds_left: int
    url: str
    arrived: tuple[Participant, ...]


class MyCheckIn(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody may check in to now, the latest first; `done` are those they checked in to already."""

    course: Course
    person: Participant
    open: tuple[Session, ...]
    done: frozenset[UUID]
    says: Mapping[UUID, Says]


async def code_screen(house: House, hands: Hands, session_id: UUID) -> CodeScreen:
    """Raises SignInNeeded, Gone, Forbidden, NotFound, Conflict for a cancelled session."""
    async with house.db.reading() as tx:
        course, session = await find(tx, session_id)
        await admit(tx, hands, course)
        if session.cancelled_at is not None:
            raise Conflict(CANCELLED)
        board = await board_of(tx, course, session)
        arrived = await check_ins.arrivals(tx, session.id)
        code = check_in_code.code(_key(house), session.id, check_in_code.window(tx.now))
        left = check_in_code.milliseconds_left(tx.now)
    known = {each.id: each for each in board.people}
    url = house.url(f"/t/here/{session.id}/{code}")
    return CodeScreen(board, code, left, url, tuple(known[each] for each in arrived if each in known))


async def mine(house: House, token: str) -> MyCheckIn:
    """Raises NotFound, Gone."""
    async with house.db.reading() as tx:
        course, person = await person_of(tx, house, token)
        open_now = open_for_check_in(await sessions.of_cohort(tx, course.id), person.group_key, tx.now)
        done = await check_ins.of_participant(tx, person.id)
        said = standings(await attendance.of_participant(tx, person.id))
    return MyCheckIn(
        course=course,
        person=person,
        open=tuple(open_now),
        done=frozenset(done),
        says={place[0]: each.says for place, each in said.items()},
    )


async def check_in(house: House, token: str, session_id: UUID, typed: str) -> Session:
    """Once for each link and session. Raises Invalid for a wrong code, TooMany after five, Conflict, NotFound, Gone."""
    refusal: DomainError | None
    async with house.db.transaction() as tx:
        course, person = await person_of(tx, house, token)
        own = open_for_check_in(await sessions.of_cohort(tx, course.id), person.group_key, tx.now)
        session = next((each for each in own if each.id == session_id), None)
        if session is None:
            raise Conflict(_NOT_OPEN, code="not-open")
        refusal = await _refusal(house, tx, session, person, typed)
        if refusal is None:
            await _arrive(tx, course, session, person)
    if refusal is not None:  # only now: the wrong try stays counted
        raise refusal
    return session


async def person_of(tx: Tx, house: House, token: str) -> tuple[Course, Participant]:
    """Whose personal link this is. Raises NotFound, Gone for one that was replaced."""
    id_, version = house.links.read(PLACE, token)
    person = await participants.by_id(tx, id_)
    course = await attendance.course_by_id(tx, person.cohort_id) if person is not None else None
    if person is None or course is None:
        raise NotFound(_GONE)
    if person.link_version != version or person.status != "confirmed":
        raise Gone(_GONE)
    return course, person


async def _refusal(house: House, tx: Tx, session: Session, person: Participant, typed: str) -> DomainError | None:
    wrong = await check_ins.wrong(tx, session.id, person.id)
    if session.id in await check_ins.of_participant(tx, person.id):
        return Conflict(_USED, code="already-here")
    if wrong >= TRIES:
        return TooMany(_TOO_MANY, retry_after=int((session.ends_at - tx.now).total_seconds()))
    if check_in_code.is_good(_key(house), session.id, typed, tx.now):
        return None
    await check_ins.count_wrong(tx, session.id, person.id, TRIES)
    return Invalid([Problem("code", _WRONG, {"left": TRIES - wrong - 1})])


async def _arrive(tx: Tx, course: Course, session: Session, person: Participant) -> None:
    """Whom a trainer saw already stays as the trainer wrote; an absence that somebody wrote becomes a conflict."""
    if not await check_ins.check_in(tx, session.id, person.id):
        raise Conflict(_USED, code="already-here")
    ledger = standings(await attendance.of_session(tx, session.id))
    known = ledger.get((session.id, person.id), UNMARKED)
    if known.says.state in (State.PRESENT, State.LATE, State.LEFT_EARLY):
        return
    says = came(session.starts_at, tx.now, course.rules.grace, session.planned_minutes)
    cleared = not known.conflict and known.says.state is State.UNMARKED
    own = Mark(
        client_id=uuid7(),
        session_id=session.id,
        participant_id=person.id,
        state=says.state,
        late_minutes=says.late_minutes,
        replaces=tuple(head.client_id for head in known.heads) if cleared else (),
        source=Source.SELF,
        actor="self",
        claimed_at=tx.now,
        received_at=tx.now,
    )
    await attendance.add(tx, [own])


def _key(house: House) -> bytes:
    return house.links.key("check-in code")
