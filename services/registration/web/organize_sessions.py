"""The sessions of an event at the desk: in their order, each with its own form; no script is needed."""

from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get, post

from services.registration.domain.agenda import troubles
from services.registration.domain.arrange_sessions import Sessions
from services.registration.domain.load_sessions import KeptSession
from services.registration.domain.registration import HOME_ZONE
from services.registration.domain.session_form import session_body
from services.registration.operations import sessions as operations
from services.registration.operations.sessions import Programme
from services.registration.web.rows import as_fields, rows_of
from services.registration.web.session_told import confirm
from services.registration.web.session_words import day_choices, trouble_words
from services.registration.web.stays import stays
from shared.errors import Conflict, Invalid
from shared.i18n.zones import city as zone_city
from shared.programme.session_time import slot
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

PATH = "/organize/events/{slug:str}/programme"
_NEW = "/organize/events/{slug:str}/new-session"
"""Not below the sessions: one of them may be called "New"."""
_SPEAKER = ("name", "native_name", "role", "organisation")
_TEXTS = ("title", "agenda", "breakouts", "day", "begins", "ends", "room")
_EMPTY_ROWS = 2


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
    context = _context(found) | {"troubles": wrong, "movable": _movable(found.sessions)}
    return private_page(reader, "organize_sessions.html", **context, done=done, concerned=concerned)


@get(_NEW)
async def new_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """An empty form."""
    try:
        found = await operations.open_for_change(house, staff, slug)
    except Conflict as error:
        return stays_page(reader, error, slug)
    return _form(reader, found, None, Form.holding(as_fields("speakers", _empty())))


@post(_NEW)
async def add_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """A session more, at the end; the button for more speakers keeps nothing yet."""
    form = await read_form(request)
    if form.checked("more"):
        return _form(reader, await operations.show(house, staff, slug, to_change=True), None, _longer(form))
    try:
        found = await operations.add(house, staff, slug, _body(form))
    except (Conflict, Invalid) as error:
        return _again(reader, await operations.show(house, staff, slug, to_change=True), None, form, error)
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
    return _form(reader, found, one, _filled(one))


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
        return _form(reader, found, found.session(session), _longer(form) if form.checked("more") else form)
    try:
        if not form.checked("confirmed"):
            seen = await operations.change(house, staff, slug, session, _body(form), keep=False)
            if seen.told:
                return confirm(reader, seen, session, form)
        await operations.change(house, staff, slug, session, _body(form), at_once=form.checked("at_once"))
    except (Conflict, Invalid) as error:
        found = await operations.show(house, staff, slug, to_change=True)
        return _again(reader, found, found.session(session), form, error)
    return back(slug, "changed", session)


def stays_page(reader: Reader, error: Conflict, slug: str) -> Response[str]:
    """Of a cancelled or closed event, where nothing was typed."""
    return stays(reader, error, f"/organize/events/{slug}")


def back(slug: str, done: str, session: str) -> Response[Any]:
    """To the sessions, which say what was done with this one."""
    return go(f"/organize/events/{slug}/programme?{urlencode({'done': done, 'session': session})}")


def _form(reader: Reader, found: Programme, one: KeptSession | None, form: Form) -> Response[str]:
    view = FormView.of(reader.texts, form)
    return private_page(reader, "organize_session.html", form=view, **_form_context(reader, found, one, form))


def _again(
    reader: Reader, found: Programme, one: KeptSession | None, form: Form, error: Conflict | Invalid
) -> Response[str]:
    """The form with what was typed, and what is wrong with it or with the event."""
    context = _form_context(reader, found, one, form)
    if isinstance(error, Invalid):
        return invalid_page(reader, "organize_session.html", form, error, private=True, **context)
    view, why = FormView.of(reader.texts, form), reader.texts.gettext(error.message, **error.params)
    return private_page(reader, "organize_session.html", status=409, form=view, **context | {"refused": why})


def _body(form: Form) -> dict[str, object]:
    return {**{name: form.one(name) for name in _TEXTS}, "speakers": rows_of(form, "speakers", _SPEAKER)}


def _longer(form: Form) -> Form:
    rows = [*rows_of(form, "speakers", _SPEAKER), *_empty()]
    return Form({**form, **Form.holding(as_fields("speakers", rows))})


def _filled(one: KeptSession) -> Form:
    rows = [{name: getattr(speaker, name) for name in _SPEAKER} for speaker in one.speakers]
    body = session_body(one)
    texts = {name: "\n".join(body[name]) if isinstance(body[name], list) else str(body[name] or "") for name in _TEXTS}
    return Form.holding({**texts, **as_fields("speakers", [*rows, *_empty()])})


def _empty() -> list[dict[str, str]]:
    return [dict.fromkeys(_SPEAKER, "") for _ in range(_EMPTY_ROWS)]


def _context(found: Programme) -> dict[str, Any]:
    return {
        "event": found.event,
        "sessions": found.sessions,
        "removed": found.removed,
        "chosen": found.chosen,
        "new_path": f"/organize/events/{found.event.slug}/new-session",
        "path": f"/organize/events/{found.event.slug}/programme",
    }


def _movable(sessions: Sessions) -> dict[str, tuple[bool, bool]]:
    """By slug, whether it may go up and down: the time of the others says their place."""
    slots = [None, *(slot(one) for one in sessions), None]
    return {one.slug: (slots[n] == slots[n + 1], slots[n + 1] == slots[n + 2]) for n, one in enumerate(sessions)}


def _form_context(reader: Reader, found: Programme, one: KeptSession | None, form: Form) -> dict[str, Any]:
    city = zone_city(found.event.timezone or HOME_ZONE, reader.language.code)
    return {
        "days": day_choices(found.event, one.day if one else None, reader.texts),
        "clock": reader.texts.gettext("On the clock of %(city)s", city=city) if found.event.timezone else "",
        **_context(found),
        "session": one,
        "refused": "",
        "people": found.chosen.get(one.slug, 0) if one else 0,
        "rows": len(rows_of(form, "speakers", _SPEAKER)),
    }


HANDLERS = (sessions_page, new_form, add_post, session_form, session_post)
