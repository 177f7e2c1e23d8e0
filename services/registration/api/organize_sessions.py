"""JSON for the sessions of an event at the desk: read them, and replace the whole list."""

from typing import Any

import msgspec
from litestar import Request, get, put

from services.registration.operations import sessions as operations
from services.registration.operations.sessions import Programme
from shared.programme.entries import Speaker
from shared.web.forms import read_json
from shared.web.given import FromPath, TheHouse, TheStaff
from shared.web.openapi_body import takes

_PATH = "/api/v1/organize/events/{slug:str}/sessions"
_TAGS = ["Desk"]


class SessionSpeaker(msgspec.Struct, frozen=True, kw_only=True):
    """`role` is the job title. The language (BCP 47) of a name in its own script is found by the script if not sent."""

    name: str
    native_name: str = ""
    native_name_language: str = ""
    role: str = ""
    organisation: str = ""


class SessionBody(msgspec.Struct, frozen=True, kw_only=True):
    """`slug` never changes; `chosen`: by how many people that are registered."""

    slug: str
    title: str
    agenda: tuple[str, ...]
    breakouts: tuple[str, ...]
    speakers: tuple[SessionSpeaker, ...]
    chosen: int


class SessionsBody(msgspec.Struct, frozen=True, kw_only=True):
    """`items` in their order; `removed` are out of view, and come back when a list names their slug again."""

    items: tuple[SessionBody, ...]
    removed: tuple[SessionBody, ...]
    next: str | None = None


class WantedSession(msgspec.Struct, frozen=True, kw_only=True):
    """Without `slug` it is the session of that title, else a new one."""

    title: str
    slug: str = ""
    agenda: list[str] = []
    breakouts: list[str] = []
    speakers: list[SessionSpeaker] = []
    chosen: int = 0
    """How many chose it, as it was read: it may be sent back and changes nothing."""


class WantedSessions(msgspec.Struct, frozen=True, kw_only=True):
    """All of them, in their order; a session that is not among them is removed."""

    items: list[WantedSession]


def _shown(found: Programme) -> SessionsBody:
    items, removed = (
        tuple(
            SessionBody(
                slug=one.slug,
                title=one.title,
                agenda=one.agenda,
                breakouts=one.breakouts,
                speakers=tuple(_speaker(speaker) for speaker in one.speakers),
                chosen=found.chosen.get(one.slug, 0),
            )
            for one in sessions
        )
        for sessions in (found.sessions, found.removed)
    )
    return SessionsBody(items=items, removed=removed)


def _speaker(speaker: Speaker) -> SessionSpeaker:
    return msgspec.convert(speaker, SessionSpeaker, from_attributes=True)


@get(_PATH, tags=_TAGS)
async def read_sessions(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> SessionsBody:
    """The sessions of an event, also of a draft."""
    return _shown(await operations.show(house, staff, slug))


@put(_PATH, tags=_TAGS, operation_class=takes(WantedSessions))
async def replace_sessions(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> SessionsBody:
    """Add, change, order and remove in one: the whole list. The same list again changes nothing."""
    return _shown(await operations.replace(house, staff, slug, await read_json(request)))


HANDLERS = (read_sessions, replace_sessions)
