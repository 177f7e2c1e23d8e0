"""The forms of one person at the desk: to correct what stands, and to enter somebody who is there."""

from typing import Any
from uuid import UUID, uuid4

import msgspec
from litestar import Request, Response, get, post

from services.registration.domain.event import Event
from services.registration.domain.registrant import CORRECTABLE
from services.registration.domain.registration import HOME_ZONE, Seats, Status
from services.registration.operations import add_registrant, registrant
from services.registration.operations.add_registrant import AlreadyThere
from services.registration.operations.registrant import Registrant
from services.registration.web.form_choices import PARTS, choices
from services.registration.web.register import body_of, key_of
from services.registration.web.registrant import PATH, path_of
from services.registration.web.stays import stays
from shared.errors import Conflict, Invalid, Problem
from shared.house import House
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

_ADD = "/organize/events/{slug:str}/registrations/add"
_ADDED = (*(name for name in CORRECTABLE if name != "sessions"), "consent", "beyond_seats")


@get(PATH + "/edit")
async def edit_form(
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    id: FromPath[UUID],  # noqa: A002  # as it stands in the address
) -> Response[Any]:
    """What stands, to be corrected."""
    found = await registrant.show(house, staff, slug, id)
    said = msgspec.to_builtins(found.registration.participant)
    form = Form.holding({name: said[name] or "" for name in CORRECTABLE} | {"seen": str(found.registration.revision)})
    view = FormView.of(reader.texts, form)
    return private_page(reader, "registrant_edit.html", form=view, **_edited(house, reader, found))


@post(PATH + "/edit")
async def edit_post(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    id: FromPath[UUID],  # noqa: A002
) -> Response[Any]:
    """Back to the person; or the form again, with what to mend."""
    form = await read_form(request)
    seen = form.one("seen")
    revision = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else 0
    try:
        await registrant.change(house, staff, slug, id, body_of(form, CORRECTABLE), revision=revision)
    except Conflict as error:
        if error.code != "already-registered":
            return stays(reader, error, path_of(slug, id), to_list=True)
        refused = Invalid([Problem("email", error.message)])
    except Invalid as error:
        refused = error
    else:
        return go(f"{path_of(slug, id)}?done=changed")
    found = await registrant.show(house, staff, slug, id)
    form["seen"] = [str(found.registration.revision)]
    context = _edited(house, reader, found)
    return invalid_page(reader, "registrant_edit.html", form, refused, private=True, **context)


@get(_ADD)
async def add_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[Any]:
    """The empty form. Its hidden key makes a double click one registration."""
    try:
        event, seats = await add_registrant.add_page(house, staff, slug)
    except Conflict as error:
        return stays(reader, error, _list(slug), to_list=True)
    zone = event.timezone or HOME_ZONE
    form = Form.holding({"form_key": str(uuid4()), "language": reader.language.code, "timezone": zone})
    view = FormView.of(reader.texts, form)
    return private_page(reader, "registrant_add.html", form=view, **_added(house, reader, event, seats))


@post(_ADD)
async def add_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """On to the person; or the form again; or to the registration that the address has already."""
    form = await read_form(request)
    body = body_of(form, _ADDED)
    try:
        done = await add_registrant.add(house, staff, slug, body, idempotency_key=key_of(form, body))
    except AlreadyThere as error:
        return go(f"{path_of(slug, error.id)}?done=there")
    except Conflict as error:
        return stays(reader, error, _list(slug), to_list=True)
    except Invalid as error:
        event, seats = await add_registrant.add_page(house, staff, slug)
        context = _added(house, reader, event, seats)
        return invalid_page(reader, "registrant_add.html", form, error, private=True, **context)
    return go(f"{path_of(slug, done.id)}?done=added")


def _list(slug: str) -> str:
    return f"/organize/events/{slug}/registrations"


def _edited(house: House, reader: Reader, found: Registrant) -> dict[str, Any]:
    offered = choices(reader, found.event, house.clock(), may_be_staff=True)
    known = {session.slug for session in found.event.sessions}
    gone = [(slug, slug, "") for slug in found.registration.participant.sessions if slug not in known]
    return {
        "event": found.event,
        "who": found.registration.participant,
        "is_cancelled": found.registration.status is Status.CANCELLED,
        "choices": offered | {"sessions": offered["sessions"] + gone},
        "parts_field": PARTS,
        "path": path_of(found.event.slug, found.registration.id),
        "list_path": _list(found.event.slug),
    }


def _added(house: House, reader: Reader, event: Event, seats: Seats) -> dict[str, Any]:
    return {
        "event": event,
        "waits": not seats.free or bool(seats.waitlisted),
        "choices": choices(reader, event, house.clock(), may_be_staff=True),
        "parts_field": PARTS,
        "list_path": _list(event.slug),
    }


HANDLERS = (edit_form, edit_post, add_form, add_post)
