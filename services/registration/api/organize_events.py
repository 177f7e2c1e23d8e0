"""JSON for the desk's events: list, make, change, publish, withdraw, duplicate, by the operations of the pages."""

from typing import Annotated, Any

from litestar import Request, get, patch, post
from litestar.params import QueryParameter
from litestar.response import Response

from services.registration.api.organize_event_bodies import (
    Cancelling,
    ChangedEvent,
    DeskEvent,
    DeskEventPage,
    NewDate,
    NewEvent,
    NextYearsEvent,
    line_of,
    whole,
)
from services.registration.domain.event_list import EventState, read_filter
from services.registration.operations import create_event, decide, edit_event, list_events, publish_event
from shared.cursors import read_limit
from shared.errors import Malformed
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.staff import Staff
from shared.programme.entries import EventKind
from shared.web.forms import read_json
from shared.web.given import FromPath, TheHouse, TheStaff
from shared.web.openapi_body import takes
from shared.web.query import Cursor, Limit, documented
from shared.web.security import PRIVATE
from shared.web_address import encoded

_ALL = "/api/v1/organize/events"
_ONE = _ALL + "/{slug:str}"
_TAGS = ["Desk: events"]
_NOT_JSON = mark("Send the body as application/json.")

Year = Annotated[str, documented("Only what takes place, or may, in this year", type="integer")]
State = Annotated[str, QueryParameter(name="state", description="Only this state", enum=list(EventState))]
Kind = Annotated[str, documented("Only this kind", enum=list(EventKind))]
Words = Annotated[str, documented("Words of title, city or network, all of them, in any order")]


async def _sent(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The body. A form of another site cannot send this content type, so a cookie alone is not enough."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Malformed(_NOT_JSON)
    return await read_json(request)


async def _shown(house: House, staff: Staff, slug: str, *, status: int = 200) -> Response[DeskEvent]:
    found = await edit_event.editable(house, staff, slug)
    headers = {**PRIVATE, "Location": encoded(f"{_ALL}/{slug}")} if status == 201 else PRIVATE
    return Response(whole(found, house), status_code=status, headers=headers)


@get(_ALL, tags=_TAGS)
async def list_desk_events(
    *,
    house: TheHouse,
    staff: TheStaff,
    q: Words = "",
    year: Year = "",
    in_state: State = "",
    kind: Kind = "",
    limit: Limit = "",
    cursor: Cursor = "",
) -> DeskEventPage:
    """Every event, drafts and cancelled ones too: what lies ahead in the order of its days, an open date after the
    fixed ones of its span; then what is over, the newest first.
    """
    chosen = read_filter({"q": q, "year": year, "state": in_state, "kind": kind}, strict=True)
    found = await list_events.after(house, staff, chosen, limit=read_limit(limit), cursor=cursor)
    return DeskEventPage(tuple(line_of(event, house) for event in found.events), found.next)


@post(_ALL, status_code=201, tags=_TAGS, operation_class=takes(NewEvent, keyed=True))
async def create_desk_event(request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff) -> Response[DeskEvent]:
    """A draft. Send an Idempotency-Key: the same key and body again gives the same event."""
    key = request.headers.get("idempotency-key", "")
    slug = await create_event.create_event(house, staff, await _sent(request), key=key)
    return await _shown(house, staff, slug, status=201)


@get(_ONE, tags=_TAGS)
async def read_desk_event(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> Response[DeskEvent]:
    """One event as its form holds it. Send its `edition` with a change, to be told if somebody else was quicker."""
    return await _shown(house, staff, slug)


@patch(_ONE, tags=_TAGS, operation_class=takes(ChangedEvent))
async def change_desk_event(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> Response[DeskEvent]:
    """Change the fields that are sent. Whoever takes part is told of another title, place or link; a raised capacity
    confirms the first of the waiting list.
    """
    body = await _sent(request)
    await edit_event.edit_event(house, staff, slug, body, at_once=body.get("at_once") is True)
    return await _shown(house, staff, slug)


@post(_ONE + "/duplicate", status_code=201, tags=_TAGS, operation_class=takes(NextYearsEvent, keyed=True))
async def duplicate_desk_event(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> Response[DeskEvent]:
    """The same event as next year's, as a draft with its date open; what is sent takes the place of what it had."""
    key = request.headers.get("idempotency-key", "")
    made = await create_event.duplicate_event(house, staff, slug, await _sent(request), key=key)
    return await _shown(house, staff, made, status=201)


@post(_ONE + "/publish", status_code=200, tags=_TAGS)
async def publish_desk_event(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> Response[DeskEvent]:
    """Into the programme and the feeds. Twice is once."""
    await publish_event.publish(house, staff, slug)
    return await _shown(house, staff, slug)


@post(_ONE + "/withdraw", status_code=200, tags=_TAGS)
async def withdraw_desk_event(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> Response[DeskEvent]:
    """Out of the programme and the feeds, while nobody is registered; else 409 `registered`: cancel it instead."""
    await publish_event.withdraw(house, staff, slug)
    return await _shown(house, staff, slug)


@post(_ONE + "/date", status_code=200, tags=_TAGS, operation_class=takes(NewDate))
async def fix_desk_event_date(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> Response[DeskEvent]:
    """Fix, move or settle the date. Whoever takes part, and whoever asked to be told, is told."""
    body = await _sent(request)
    await decide.fix_date(house, staff, slug, body, at_once=body.get("at_once") is True)
    return await _shown(house, staff, slug)


@post(_ONE + "/cancel", status_code=200, tags=_TAGS, operation_class=takes(Cancelling))
async def cancel_desk_event(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> Response[DeskEvent]:
    """It does not take place: whoever takes part is told. Twice is once; it cannot be taken back."""
    body = await _sent(request)
    await decide.cancel_event(house, staff, slug, at_once=body.get("at_once") is True, reason=body.get("reason"))
    return await _shown(house, staff, slug)


HANDLERS = (
    list_desk_events,
    create_desk_event,
    read_desk_event,
    change_desk_event,
    duplicate_desk_event,
    publish_desk_event,
    withdraw_desk_event,
    fix_desk_event_date,
    cancel_desk_event,
)
