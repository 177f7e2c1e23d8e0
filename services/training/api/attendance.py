"""Attendance as JSON: the state of a session, and marks in batches that may be sent again."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, get, put
from litestar.response import Response

from services.training.domain.attendance import Head, Says, Standing, State, told
from services.training.hands import TheHands
from services.training.limits import limit
from services.training.operations import board
from services.training.operations.board import Board
from shared.errors import NotFound
from shared.http import FieldError, translated
from shared.i18n.mark import mark
from shared.web.forms import read_json
from shared.web.given import FromPath, TheHouse, TheReader
from shared.web.openapi_body import takes
from shared.web.reader import Reader
from shared.web.security import PRIVATE

_PATH = "/api/v1/cohorts/{slug:str}/sessions/{session:str}/attendance"
_NO_SESSION = mark("There is no such session in this cohort. Open the timetable to find it.")


class DeviceBody(msgspec.Struct, frozen=True, kw_only=True):
    """The telephone or computer: an id it made once, whose it is, what it is."""

    id: UUID
    name: str = ""
    kind: str = ""


class MarkBody(msgspec.Struct, frozen=True, kw_only=True):
    """One mark. `client_id` is made by the device; the same one again adds nothing. `replaces` names the marks this one
    takes the place of: all heads that the device knows. `at` is the device's own time, with its offset. `why` is needed
    with "excused".
    """

    client_id: UUID
    participant: UUID
    state: State
    late_minutes: int = 0
    left_minutes: int = 0
    replaces: list[UUID] = []
    at: datetime | None = None
    why: str = ""


class NewMarks(msgspec.Struct, frozen=True, kw_only=True):
    """At most 500 marks of one session."""

    marks: list[MarkBody]
    device: DeviceBody | None = None


class AnswerBody(msgspec.Struct, frozen=True):
    """`result` is "kept", "known" (it had come before) or "refused", with what is wrong."""

    client_id: str
    result: str
    errors: tuple[FieldError, ...] = ()


class PersonBody(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in the session. In a conflict `state` is "unmarked" until a mark replaces every head."""

    id: UUID
    name: str
    native_name: str
    native_name_language: str
    organisation: str
    country: str
    state: State
    late_minutes: int
    left_minutes: int
    conflict: bool
    heads: tuple[Head, ...]


class StateBody(msgspec.Struct, frozen=True, kw_only=True):
    """A session as it stands; `now` is the server's clock. Times are UTC. In a cancelled one new marks are refused."""

    session: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    cancelled: bool
    now: datetime
    people: tuple[PersonBody, ...]


class KeptBody(msgspec.Struct, frozen=True):
    """An answer for each mark, in the order sent, and the session after them."""

    marks: tuple[AnswerBody, ...]
    state: StateBody


@get(_PATH, tags=["Training"])
async def read_attendance(
    request: Request[Any, Any, Any], house: TheHouse, hands: TheHands, slug: FromPath[str], session: FromPath[str]
) -> Response[Any]:
    """Who is marked how. Ask again with If-None-Match: 304 while nothing has changed."""
    shown = await board.show(house, hands, slug, session_id(session))
    tag = _tag(shown)
    headers = {**PRIVATE, "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(None, status_code=304, headers=headers)
    return Response(_state(shown), headers=headers)


@put(_PATH, tags=["Training"], operation_class=takes(NewMarks))
async def put_attendance(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    hands: TheHands,
    slug: FromPath[str],
    session: FromPath[str],
) -> Response[KeptBody]:
    """Marks of one session, from one device. Safe to repeat: a mark that came before is answered "known"."""
    await limit(request, house)
    kept = await board.put_marks(house, hands, slug, session_id(session), await read_json(request))
    answers = tuple(_answer(each, reader) for each in kept.answers)
    return Response(KeptBody(answers, _state(kept.board)), headers={**PRIVATE, "ETag": _tag(kept.board)})


def session_id(text: str) -> UUID:
    """Raises NotFound for what is no id."""
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound(_NO_SESSION) from error


def _answer(answer: board.Answer, reader: Reader) -> AnswerBody:
    return AnswerBody(answer.client_id, answer.result, translated(answer.problems, reader.texts))


def _tag(shown: Board) -> str:
    """Of what is shown but for the clock."""
    body = msgspec.json.encode(msgspec.structs.replace(_state(shown), now=shown.session.starts_at))
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def _state(shown: Board) -> StateBody:
    session = shown.session
    people = []
    for each in shown.people:
        stands: Standing = shown.standing(each.id)
        official = each.official
        people.append(
            PersonBody(
                id=each.id,
                name=official.name,
                native_name=official.native_name,
                native_name_language=official.native_name_language,
                organisation=each.organisation,
                country=each.country,
                **_says(stands.says),
                conflict=stands.conflict,
                heads=tuple(told(head) for head in stands.heads),
            )
        )
    return StateBody(
        session=session.id,
        title=session.title,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        cancelled=session.cancelled_at is not None,
        now=shown.now,
        people=tuple(people),
    )


def _says(says: Says) -> dict[str, Any]:
    return msgspec.structs.asdict(says)


HANDLERS = (read_attendance, put_attendance)
