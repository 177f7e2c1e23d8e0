"""The sessions of an event at the desk: in their order, each with its own form; no script is needed."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get, post

from services.registration.domain.agenda import troubles
from services.registration.domain.arrange_sessions import Sessions
from services.registration.operations import sessions as operations
from services.registration.web.rows import as_fields
from services.registration.web.session_form_page import (
    again_page,
    body_of,
    context_of,
    empty,
    filled,
    form_page,
    longer,
)
from services.registration.web.session_told import confirm
from services.registration.web.session_words import trouble_words
from services.registration.web.stays import stays
from shared.errors import Conflict, Invalid
from shared.programme.session_time import slot
from shared.web.forms import Form, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, private_page
from shared.web.reader import Reader

PATH = "/organize/events/{slug:str}/programme"
_NEW = "/organize/events/{slug:str}/new-session"
"""Not below the sessions: one of them may be called "New"."""


@get(PATH)
async def sessions_page(
    *,
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    done: FromQuery[str] = "",
    session: FromQuery[str] = "",
) -> Response[str]:
    """All of them; `session` is the one that something was done with."""
    found = await operations.show(house, staff, slug)
    concerned = next((one for one in (*found.sessions, *found.removed) if one.slug == session), None)
    wrong = trouble_words(troubles(found.sessions, found.event), reader)
    context = context_of(found) | {"troubles": wrong, "movable": _movable(found.sessions)}
    return private_page(reader, "organize_sessions.html", **context, done=done, concerned=concerned)


@get(_NEW)
async def new_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """An empty form."""
    try:
        found = await operations.open_for_change(house, staff, slug)
    except Conflict as error:
        return stays_page(reader, error, slug)
    return form_page(reader, found, None, Form.holding(as_fields("speakers", empty())))


@post(_NEW)
async def add_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """A session more, at the end; the button for more speakers keeps nothing yet."""
    form = await read_form(request)
    if form.checked("more"):
        return form_page(reader, await operations.show(house, staff, slug, to_change=True), None, longer(form))
    try:
        found = await operations.add(house, staff, slug, body_of(form))
    except (Conflict, Invalid) as error:
        return again_page(reader, await operations.show(house, staff, slug, to_change=True), None, form, error)
    return back(slug, "added", found.sessions[-1].slug)


@get(PATH + "/{session:str}")
async def session_form(
    house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str], session: FromPath[str]
) -> Response[str]:
    """The session as it is, to be changed."""
    try:
        found = await operations.open_for_change(house, staff, slug)
    except Conflict as error:
        return stays_page(reader, error, slug)
    one = found.session(session)
    return form_page(reader, found, one, filled(one))


@post(PATH + "/{session:str}")
async def session_post(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    session: FromPath[str],
) -> Response[Any]:
    """First how many are told, if anybody is; then, or with `confirmed`, kept and shown at once. The buttons for more
    speakers and for changing it again keep nothing.
    """
    form = await read_form(request)
    if form.checked("more") or form.checked("again"):
        found = await operations.show(house, staff, slug, to_change=True)
        return form_page(reader, found, found.known(session), longer(form) if form.checked("more") else form)
    write = partial(operations.rewrite, house, staff, slug, session, body_of(form), read=form.one("edition"))
    try:
        if not form.checked("confirmed"):
            seen = await write(keep=False)
            if seen.told:
                return confirm(reader, seen, session, form)
        await write(at_once=form.checked("at_once"))
    except (Conflict, Invalid) as error:
        found = await operations.show(house, staff, slug, to_change=True)
        return again_page(reader, found, found.known(session), form, error)
    return back(slug, "changed", session)


def stays_page(reader: Reader, error: Conflict, slug: str) -> Response[str]:
    """Of a cancelled or closed event, where nothing was typed."""
    return stays(reader, error, f"/organize/events/{slug}")


def back(slug: str, done: str, session: str) -> Response[Any]:
    """To the sessions, which say what was done with this one."""
    return go(f"/organize/events/{slug}/programme?{urlencode({'done': done, 'session': session})}")


def _movable(sessions: Sessions) -> dict[str, tuple[bool, bool]]:
    """By slug, whether it may go up and down: the time of the others says their place."""
    slots = [None, *(slot(one) for one in sessions), None]
    return {one.slug: (slots[n] == slots[n + 1], slots[n + 1] == slots[n + 2]) for n, one in enumerate(sessions)}


HANDLERS = (sessions_page, new_form, add_post, session_form, session_post)
