"""JSON for the desk after an event: what its page shows, who came, and closing it."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, get, patch, post

from services.registration.domain.after import Attendance
from services.registration.domain.event import Material
from services.registration.operations import after as operations
from services.registration.operations.after import Aftermath
from shared.errors import Invalid, Problem
from shared.fields import NUMBER
from shared.web.forms import read_json
from shared.web.given import FromPath, TheHouse, TheStaff
from shared.web.openapi_body import takes

_EVENT = "/api/v1/organize/events/{slug:str}"
_TAGS = ["Desk"]
_MOST = 10_000_000


class AfterBody(msgspec.Struct, frozen=True, kw_only=True):
    """`closed_at` in UTC, null while the event is not closed; `may_close`: it has begun and is neither closed nor
    cancelled. `attendance` counts the confirmed.
    """

    recording_url: str
    materials: tuple[Material, ...]
    press_note: str
    press_note_language: str
    attendance: Attendance
    may_close: bool
    closed_at: datetime | None


class ChangedAfter(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent takes the place of what there is. The language (BCP 47) is needed with a press note."""

    recording_url: str | msgspec.UnsetType = msgspec.UNSET
    materials: list[Material] | msgspec.UnsetType = msgspec.UNSET
    press_note: str | msgspec.UnsetType = msgspec.UNSET
    press_note_language: str | msgspec.UnsetType = msgspec.UNSET


class Closing(msgspec.Struct, frozen=True, kw_only=True):
    """`nobody_marked`: it is meant, although nobody is marked as having come or not. `came`: how many have come, as it
    was looked at; another number by now answers 409 `changed-meanwhile`. Without it whoever is noted counts.
    """

    nobody_marked: bool = False
    came: int | None = None


def _shown(seen: Aftermath) -> AfterBody:
    return AfterBody(
        **msgspec.structs.asdict(seen.event.after),
        attendance=seen.attendance,
        may_close=seen.may_close,
        closed_at=seen.event.closed_at,
    )


@get(_EVENT + "/after", tags=_TAGS)
async def read_after(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> AfterBody:
    """What there is after the event, and how many came."""
    return _shown(await operations.show(house, staff, slug))


@patch(_EVENT + "/after", tags=_TAGS, operation_class=takes(ChangedAfter))
async def change_after(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> AfterBody:
    """Recording, materials, press note: change the fields that are sent."""
    return _shown(await operations.write(house, staff, slug, await read_json(request)))


@post(_EVENT + "/close", status_code=200, tags=_TAGS, operation_class=takes(Closing))
async def close_event(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> AfterBody:
    """Close the event: training is told who came. Twice is once."""
    body = await read_json(request)
    marked, came = body.get("nobody_marked") is True, _number(body.get("came"))
    return _shown(await operations.close(house, staff, slug, nobody_marked=marked, came=came))


@post(_EVENT + "/reopen", status_code=200, tags=_TAGS)
async def reopen_event(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> AfterBody:
    """Open it again, to correct who came. Twice is once."""
    return _shown(await operations.reopen(house, staff, slug))


def _number(came: object) -> int | None:
    if came is None or (isinstance(came, int) and not isinstance(came, bool)):
        return came
    raise Invalid([Problem("came", NUMBER, {"least": 0, "most": _MOST})])


HANDLERS = (read_after, change_after, close_event, reopen_event)
