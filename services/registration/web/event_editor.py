"""The form of an event: a new one, a changed one, last year's again. What would be told to people is asked first."""

from typing import Any
from uuid import uuid4

from litestar import Request, Response, get, post

from services.registration.domain.event_form import DETAILS, said
from services.registration.domain.next_year import ordinal_in
from services.registration.domain.registration import HOME_ZONE
from services.registration.operations import create_event, edit_event
from services.registration.operations.edit_event import Edit, Editable, Stale
from services.registration.web.edit_words import edit_words
from services.registration.web.event_choices import event_choices, holding, suggested
from services.registration.web.event_words import FIELD_WORDS, change_words, value_words
from services.registration.web.organize_events import PATH
from services.registration.web.stays import stays
from shared.errors import Conflict, Invalid
from shared.i18n.zones import city as zone_city
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

_DATE = ("precision", "first", "last", "begins", "ends", "timezone", "year", "month", "quarter", "tentative")
_COPY = ("copy_of", "copy_sessions")


def _body(form: Form, *more: str) -> dict[str, object]:
    """What was typed, as the operations read it. An unticked box counts, for the form shows every one."""
    texts = {name: form.one(name) for name in (*DETAILS, *more)}
    return {**texts, "reminders": form.all("reminders")}


@get(PATH + "/new")
async def new_form(house: TheHouse, reader: TheReader, staff: TheStaff) -> Response[str]:
    """An empty form."""
    networks = await create_event.networks(house, staff)
    form = Form.holding({**suggested(), "form_key": str(uuid4())})
    return private_page(
        reader, "event_new.html", form=FormView.of(reader.texts, form), **_new(reader, [one.key for one in networks])
    )


@get(PATH + "/{slug:str}/duplicate")
async def duplicate_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """Next year's, filled in; nothing is kept until it is sent."""
    found = await create_event.as_next_years(house, staff, slug)
    networks = await create_event.networks(house, staff)
    form = holding({**found.body, "copy_sessions": "true" if found.sessions else "", "form_key": str(uuid4())})
    return private_page(
        reader,
        "event_new.html",
        form=FormView.of(reader.texts, form),
        **_new(reader, [one.key for one in networks], title=found.source.title, sessions=found.sessions),
    )


@post(PATH + "/new")
async def new_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff
) -> Response[Any]:
    """To the new draft; or the form again, with every problem."""
    form = await read_form(request)
    try:
        slug = await create_event.create_event(house, staff, _body(form, *_DATE, *_COPY), key=form.one("form_key"))
    except Invalid as error:
        networks = await create_event.networks(house, staff)
        form["form_key"] = [str(uuid4())]
        title, sessions = form.one("copied_title"), int(form.checked("sessions"))
        context = _new(reader, [one.key for one in networks], title=title, sessions=sessions)
        if isinstance(error, create_event.KeyUsed):
            view = FormView.of(reader.texts, form)
            return private_page(reader, "event_new.html", status=409, form=view, **context | {"made": error.event})
        return invalid_page(reader, "event_new.html", form, error, private=True, **context)
    return go(f"{PATH}/{slug}?done=created")


@get(PATH + "/{slug:str}/edit")
async def edit_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """The event as it is."""
    try:
        found = await edit_event.editable(house, staff, slug, to_change=True)
    except Conflict as error:
        return stays(reader, error, f"{PATH}/{slug}")
    form = holding({**found.body, "edition": found.edition})
    networks = [one.key for one in await create_event.networks(house, staff)]
    return private_page(
        reader, "event_edit.html", form=FormView.of(reader.texts, form), **_edited(reader, found, networks)
    )


@post(PATH + "/{slug:str}/edit")
async def edit_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """First who will be told, if anybody; the second time, with `confirmed`, the change itself."""
    form = await read_form(request)
    body = _body(form, "edition")
    try:
        if form.checked("again"):
            return await _again(
                house, reader, staff, form, await edit_event.editable(house, staff, slug, to_change=True)
            )
        edit = None if form.checked("confirmed") else await edit_event.preview(house, staff, slug, body)
        if edit is not None and (edit.told or edit.too_many):
            return _confirm(reader, form, edit)
        await edit_event.edit_event(house, staff, slug, body, at_once=form.checked("at_once"))
        return go(f"{PATH}/{slug}?done=changed")
    except Stale as error:
        return await _again(house, reader, staff, form, error.now, status=409)
    except Conflict as error:
        return stays(reader, error, f"{PATH}/{slug}")
    except Invalid as error:
        found = await edit_event.editable(house, staff, slug, to_change=True)
        networks = [one.key for one in await create_event.networks(house, staff)]
        return invalid_page(reader, "event_edit.html", form, error, private=True, **_edited(reader, found, networks))


def _confirm(reader: Reader, form: Form, edit: Edit) -> Response[str]:
    old, new = (said(event, edit.fields) for event in (edit.before, edit.after))
    changed = change_words(old, new, edit.after.timezone, reader)
    context: dict[str, Any] = {"event": edit.after, "edit": edit, "changed": changed, "typed": form}
    return private_page(reader, "event_edit_confirm.html", told=edit_words(edit, reader.texts), **context)


async def _again(
    house: TheHouse, reader: Reader, staff: TheStaff, form: Form, found: Editable, *, status: int = 200
) -> Response[str]:
    """The form with what was typed. Where it was stale it is up to date from now on, and names what is kept now."""
    networks = [one.key for one in await create_event.networks(house, staff)]
    kept: list[tuple[str, str]] = []
    if status == 409:
        form["edition"] = [found.edition]
        now = holding(found.body)
        differing = [name for name in DETAILS if _typed(form, name) != _typed(now, name)]
        words = said(found.event, differing)
        kept = [
            (reader.texts.gettext(FIELD_WORDS[name]), value_words(name, words[name], found.event.timezone, reader))
            for name in differing
        ]
    context = _edited(reader, found, networks) | {"kept_now": kept, "stale": status == 409}
    return private_page(reader, "event_edit.html", status=status, form=FormView.of(reader.texts, form), **context)


def _new(reader: Reader, networks: list[str], *, title: str = "", sessions: int = 0) -> dict[str, Any]:
    return {
        "choices": event_choices(reader, networks),
        "copied_title": title,
        "made": None,
        "ordinal": ordinal_in(title),
        "sessions": sessions,
    }


def _edited(reader: Reader, found: Editable, networks: list[str]) -> dict[str, Any]:
    city = zone_city(found.event.timezone or HOME_ZONE, reader.language.code)
    return {
        "choices": event_choices(reader, networks),
        "event": found.event,
        "clock": reader.texts.gettext("On the clock of %(city)s", city=city),
        "kept_now": [],
        "stale": False,
    }


def _typed(form: Form, name: str) -> str:
    return "\n".join(form.all(name)).replace("\r\n", "\n")


HANDLERS = (new_form, duplicate_form, new_post, edit_form, edit_post)
