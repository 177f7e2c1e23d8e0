"""JSON for a cohort's timetable and its people at the desk, by the operations of the pages."""

from typing import Any
from uuid import UUID, uuid5

from litestar import Request, get, patch, post
from litestar.response import Response

from services.training.api.organize_bodies import (
    CourseSessionBody,
    NewSession,
    ParticipantList,
    SessionList,
    person_of,
    shown,
)
from services.training.domain.session import Session
from services.training.domain.session_form import body_of
from services.training.operations import desk_participants, timetable
from services.training.operations.timetable import Warned
from shared.errors import Conflict, Malformed
from shared.i18n.mark import mark
from shared.web.forms import read_json
from shared.web.given import FromPath, TheHouse, TheStaff
from shared.web.openapi_body import takes
from shared.web.security import PRIVATE

_COHORT = "/api/v1/organize/training/{slug:str}"
_SESSIONS = _COHORT + "/sessions"
_ONE = _SESSIONS + "/{session:uuid}"
_TAGS = ["Desk: training"]
_NOT_JSON = mark("Send the body as application/json.")
_CLASH = mark("It clashes with: %(titles)s. Send `despite` as true to keep it so.")
_KEYS = UUID("6f0b3f0e-6a57-4b3c-9d5e-3c1c7e5a9b21")


@get(_SESSIONS, tags=_TAGS)
async def list_sessions(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> Response[SessionList]:
    """The timetable, also before it is published."""
    table = await timetable.show(house, staff, slug)
    return Response(SessionList(tuple(shown(each) for each in table.sessions)), headers=PRIVATE)


@post(_SESSIONS, status_code=201, tags=_TAGS, operation_class=takes(NewSession, keyed=True))
async def add_session(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> Response[CourseSessionBody]:
    """Add one. Send an Idempotency-Key: the same key and body again gives the same session."""
    body = await _sent(request)
    key = request.headers.get("idempotency-key", "")
    new_id = uuid5(_KEYS, f"{slug} {key}") if key else None
    kept = await timetable.put_session(
        house, staff, slug, None, _as_form(body), despite=body.get("despite") is True, new_id=new_id
    )
    return Response(shown(await _kept(house, staff, slug, kept)), status_code=201, headers=PRIVATE)


@patch(_ONE, tags=_TAGS, operation_class=takes(NewSession))
async def change_session(
    *, request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str], session: FromPath[UUID]
) -> Response[CourseSessionBody]:
    """Change the fields that are sent. Calendars follow at once; people are told after the quiet time."""
    body = await _sent(request)
    before = (await timetable.show(house, staff, slug)).session(session)
    form = body_of(before) | _as_form(body)
    kept = await timetable.put_session(house, staff, slug, session, form, despite=body.get("despite") is True)
    return Response(shown(await _kept(house, staff, slug, kept)), headers=PRIVATE)


@post(_ONE + "/cancel", status_code=200, tags=_TAGS)
async def cancel_session(
    house: TheHouse, staff: TheStaff, slug: FromPath[str], session: FromPath[UUID]
) -> Response[CourseSessionBody]:
    """It does not take place; those concerned are told. Twice is once."""
    return Response(shown(await timetable.set_cancelled(house, staff, slug, session, cancelled=True)), headers=PRIVATE)


@post(_ONE + "/restore", status_code=200, tags=_TAGS)
async def restore_session(
    house: TheHouse, staff: TheStaff, slug: FromPath[str], session: FromPath[UUID]
) -> Response[CourseSessionBody]:
    """It takes place after all. Twice is once."""
    return Response(shown(await timetable.set_cancelled(house, staff, slug, session, cancelled=False)), headers=PRIVATE)


@get(_COHORT + "/participants", tags=_TAGS)
async def list_participants(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> Response[ParticipantList]:
    """Everybody who has or gave up a place. That they were taken out is in the audit trail."""
    found = await desk_participants.export(house, staff, slug)
    return Response(ParticipantList(tuple(person_of(each) for each in found.people)), headers=PRIVATE)


async def _sent(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The body. A form of another site cannot send this content type, so a cookie alone is not enough."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Malformed(_NOT_JSON)
    return await read_json(request)


def _as_form(body: dict[str, Any]) -> dict[str, Any]:
    """As the form writes it: materials one a line."""
    form = {name: value for name, value in body.items() if name in NewSession.__struct_fields__ and name != "despite"}
    materials = form.get("materials")
    if isinstance(materials, list):
        lines = (
            f"{each.get('title', '')} {each.get('url', '')}" if isinstance(each, dict) else "?" for each in materials
        )
        form["materials"] = "\n".join(lines)
    return form


async def _kept(house: TheHouse, staff: TheStaff, slug: str, kept: Session | Warned) -> Session:
    if isinstance(kept, Session):
        return kept
    table = await timetable.show(house, staff, slug)
    known = {each.id: each.title for each in table.sessions if each.id != kept.wanted.id}
    ids = [id_ for clash in kept.clashes for id_ in (clash.first, clash.second) if id_ in known]
    raise Conflict(_CLASH, code="clash", titles=", ".join(dict.fromkeys(known[id_] for id_ in ids)))


HANDLERS = (list_sessions, add_session, change_session, cancel_session, restore_session, list_participants)
