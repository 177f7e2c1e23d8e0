"""The form that enters somebody who stands at the desk."""

from typing import Any
from uuid import uuid4

from litestar import Request, Response, get, post

from services.registration.domain.event import Event
from services.registration.domain.registrant import CORRECTABLE
from services.registration.domain.registration import HOME_ZONE, Seats
from services.registration.operations import add_registrant
from services.registration.operations.add_registrant import AlreadyThere
from services.registration.web.form_choices import PARTS, choices
from services.registration.web.register import body_of, key_of
from services.registration.web.registrant import list_of, path_of
from services.registration.web.stays import stays
from shared.errors import Conflict, Invalid
from shared.house import House
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

_ADD = "/organize/events/{slug:str}/registrations/add"
_ADDED = (*(name for name in CORRECTABLE if name != "sessions"), "consent", "beyond_seats")


@get(_ADD)
async def add_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[Any]:
    """The empty form. Its hidden key makes a double click one registration."""
    try:
        event, seats = await add_registrant.add_page(house, staff, slug)
    except Conflict as error:
        return stays(reader, error, list_of(slug), to_list=True)
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
        return stays(reader, error, list_of(slug), to_list=True)
    except Invalid as error:
        event, seats = await add_registrant.add_page(house, staff, slug)
        context = _added(house, reader, event, seats)
        return invalid_page(reader, "registrant_add.html", form, error, private=True, **context)
    return go(f"{path_of(slug, done.id)}?done=added")


def _added(house: House, reader: Reader, event: Event, seats: Seats) -> dict[str, Any]:
    return {
        "event": event,
        "waits": not seats.free or bool(seats.waitlisted),
        "choices": choices(reader, event, house.clock(), may_be_staff=True),
        "parts_field": PARTS,
        "list_path": list_of(event.slug),
    }


HANDLERS = (add_form, add_post)
