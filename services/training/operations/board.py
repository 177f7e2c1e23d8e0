"""The board of one session: who is expected, what holds for each, and marks that come in batches."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.attendance import UNMARKED, Mark, Place, Source, Standing, standings
from services.training.domain.course import Course
from services.training.domain.mark_form import Device, Refused, Sent, read_batch
from services.training.domain.participant import Participant
from services.training.domain.session import Session
from services.training.operations.hands import Hand, Hands, admit
from services.training.store import attendance, participants, sessions
from shared.db import Tx
from shared.errors import NotFound, Problem
from shared.house import House
from shared.i18n.mark import mark

_NO_SESSION = mark("There is no such session in this cohort. Open the timetable to find it.")
_NO_PERSON = mark("No participant of this cohort has this id.")
_OTHER_MARK = mark("Another mark has this id already; make a new one for each mark.")
CANCELLED = mark("This session was cancelled: no attendance is kept in it. Ask the secretariat if it took place.")


class Answer(msgspec.Struct, frozen=True):
    """What became of one mark: "kept", "known" (it had come before) or "refused"."""

    client_id: str
    result: str
    problems: tuple[Problem, ...] = ()


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """A session with everybody expected in it, by name, and whoever else has a mark there.

    `now` is the server's clock.
    """

    course: Course
    session: Session
    people: tuple[Participant, ...]
    standings: dict[UUID, Standing]
    now: datetime

    def standing(self, participant: UUID) -> Standing:
        return self.standings.get(participant, UNMARKED)


class Kept(msgspec.Struct, frozen=True):
    """An answer for each mark, in the order sent, and the board after them."""

    answers: tuple[Answer, ...]
    board: Board


async def show(house: House, hands: Hands, slug: str, session_id: UUID) -> Board:
    """Raises SignInNeeded, Gone, Forbidden, NotFound."""
    async with house.db.reading() as tx:
        course, session = await find(tx, session_id, slug)
        await admit(tx, hands, course)
        return await board_of(tx, course, session)


async def put_marks(
    house: House,
    hands: Hands,
    slug: str,
    session_id: UUID,
    body: Mapping[str, object],
    *,
    source: Source = Source.BOARD,
) -> Kept:
    """Adds marks to the ledger; each bad one is refused alone, all new ones where the session was cancelled. Sending a
    batch again adds nothing.

    Raises Invalid where the batch as a whole cannot be read; SignInNeeded, Gone, Forbidden, NotFound.
    """
    async with house.db.transaction() as tx:
        course, session = await find(tx, session_id, slug)
        hand = await admit(tx, hands, course)
        batch = read_batch(body, session, tx.now)
        if batch.device is not None:
            await attendance.put_device(tx, course.id, batch.device)
        known = {each.id for each in await participants.of_cohort(tx, course.id, None)}
        marks = [
            _mark(tx, session, hand, each, device=batch.device, source=source)
            for each in batch.marks
            if isinstance(each, Sent) and each.participant_id in known
        ]
        new = {each.client_id: each for each in reversed(marks)} if session.cancelled_at is None else {}
        added = await attendance.add(tx, list(new.values()))
        ledger = {each.client_id: each for each in await attendance.of_session(tx, session.id)}
        waiting = iter(marks)
        answers = tuple(
            _answer(next(waiting), added, ledger, cancelled=session.cancelled_at is not None)
            if isinstance(each, Sent) and each.participant_id in known
            else _refusal(each)
            for each in batch.marks
        )
        return Kept(answers, await board_of(tx, course, session, list(ledger.values())))


def _mark(tx: Tx, session: Session, hand: Hand, sent: Sent, *, device: Device | None, source: Source) -> Mark:
    return Mark(
        client_id=sent.client_id,
        session_id=session.id,
        participant_id=sent.participant_id,
        state=sent.says.state,
        late_minutes=sent.says.late_minutes,
        left_minutes=sent.says.left_minutes,
        replaces=sent.replaces,
        source=source,
        actor=hand.actor,
        by=hand.by or (device.name if device else ""),
        device_id=device.id if device else None,
        claimed_at=sent.at or tx.now,
        received_at=tx.now,
        why=sent.why,
    )


def _answer(own: Mark, added: set[UUID], ledger: Mapping[UUID, Mark], *, cancelled: bool) -> Answer:
    """`added` loses the mark: the same one again in this batch is known."""
    id_, there = own.client_id, ledger.get(own.client_id)
    if there is None and cancelled:
        return Answer(str(id_), "refused", (Problem("session", CANCELLED),))
    if there is None or not there.same_as(own):
        return Answer(str(id_), "refused", (Problem("client_id", _OTHER_MARK),))
    if id_ in added:
        added.discard(id_)
        return Answer(str(id_), "kept")
    return Answer(str(id_), "known")


def _refusal(sent: Sent | Refused) -> Answer:
    if isinstance(sent, Refused):
        return Answer(sent.client_id, "refused", sent.problems)
    return Answer(str(sent.client_id), "refused", (Problem("participant", _NO_PERSON),))


async def find(tx: Tx, session_id: UUID, slug: str = "") -> tuple[Course, Session]:
    """A session and its cohort; with a slug, only where it is of that cohort. Raises NotFound."""
    session = await sessions.by_id(tx, session_id)
    course = await attendance.course_by_id(tx, session.cohort_id) if session is not None else None
    if course is None or session is None or slug not in ("", course.slug):
        raise NotFound(_NO_SESSION)
    return course, session


async def board_of(tx: Tx, course: Course, session: Session, marks: Sequence[Mark] | None = None) -> Board:
    """`marks`: the session's own, where they were read already."""
    if marks is None:
        marks = await attendance.of_session(tx, session.id)
    found: dict[Place, Standing] = standings(marks)
    own = {place[1]: each for place, each in found.items()}
    people = [
        each
        for each in await participants.of_cohort(tx, course.id, None)
        if each.id in own or (each.status == "confirmed" and session.is_for(each.group_key))
    ]
    return Board(course=course, session=session, people=tuple(people), standings=own, now=tx.now)
