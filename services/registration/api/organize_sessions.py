"""JSON for the sessions of an event at the desk: read them, change one, replace the whole list."""

from typing import Any

import msgspec
from litestar import Request, get, patch, put

from services.registration.operations import sessions as operations
from services.registration.operations.sessions import Programme
from shared.programme.entries import Speaker
from shared.programme.session_time import as_written
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
    """`slug` never changes; `chosen`: by how many people that are registered. `day` counts from the event's first, 1;
    `begins` and `ends` (HH:MM) are on the clock of its zone, and an end that is no later than the beginning is one of
    the next morning; null while not known.
    """

    slug: str
    title: str
    agenda: tuple[str, ...]
    breakouts: tuple[str, ...]
    speakers: tuple[SessionSpeaker, ...]
    day: int | None
    begins: str | None
    ends: str | None
    room: str
    chosen: int


class SessionsBody(msgspec.Struct, frozen=True, kw_only=True):
    """`items` stand by their time, else in their order; `removed` are out of view, and come back when a list names
    their slug again.
    """

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
    day: int | None = None
    begins: str | None = None
    ends: str | None = None
    room: str = ""
    chosen: int = 0
    """How many chose it, as it was read: it may be sent back and changes nothing."""


class SessionChanges(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is not named stays as it is; null takes a time away."""

    title: str | msgspec.UnsetType = msgspec.UNSET
    agenda: list[str] | msgspec.UnsetType = msgspec.UNSET
    breakouts: list[str] | msgspec.UnsetType = msgspec.UNSET
    speakers: list[SessionSpeaker] | msgspec.UnsetType = msgspec.UNSET
    day: int | msgspec.UnsetType | None = msgspec.UNSET
    begins: str | msgspec.UnsetType | None = msgspec.UNSET
    ends: str | msgspec.UnsetType | None = msgspec.UNSET
    room: str | msgspec.UnsetType = msgspec.UNSET


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
                day=one.day,
                begins=as_written(one.begins),
                ends=as_written(one.ends),
                room=one.room,
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


@patch(_PATH + "/{session:str}", tags=_TAGS, operation_class=takes(SessionChanges))
async def change_session(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str], session: FromPath[str]
) -> SessionsBody:
    """Change what the body names of one session, for example its day, hours and room."""
    body = await read_json(request)
    return _shown(await operations.change(house, staff, slug, session, body))


HANDLERS = (read_sessions, replace_sessions, change_session)
