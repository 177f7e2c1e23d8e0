"""The personal page of a registration: see, correct the address, change, cancel. The link is the key."""

from typing import Any

import msgspec
from litestar import Request, Response, get, post

from services.registration.domain import history
from services.registration.domain.categories import CATEGORIES
from services.registration.domain.registration import Category, Status
from services.registration.limits import limit
from services.registration.operations import my_registration
from services.registration.operations.my_registration import MyRegistration
from services.registration.web.form_choices import ORGANISATION_TYPES, PARTS, choices
from services.registration.web.register import body_of
from shared.errors import Conflict, Invalid, Problem
from shared.house import House
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

_SAID_THERE = ("cancelled", "over")
"""Refusals whose reason the personal page shows."""
_ADDRESS = ("email",)
_CHANGEABLE = (
    "name", "native_name", "honorific", "job_title", "organisation", "organisation_type", "category", "country",
)  # fmt: skip


@get("/r/{token:str}")
async def my_page(house: TheHouse, reader: TheReader, token: FromPath[str]) -> Response[str]:
    """How the registration stands and what one can do with it."""
    mine = await my_registration.show(house, token)
    form = FormView.of(reader.texts, Form.holding({"email": mine.registration.participant.email}))
    return private_page(_at_home(reader, mine), "my_registration.html", form=form, **_context(mine))


@post("/r/{token:str}/address")
async def correct_address(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str]
) -> Response[Any]:
    """Everything goes to the new address, and the page moves to its new link."""
    await limit(request, house)
    form = await read_form(request)
    try:
        mine = await my_registration.change(house, token, body_of(form, _ADDRESS))
    except (Invalid, Conflict) as error:
        if error.code in _SAID_THERE:
            return go(f"/r/{token}")
        problem = _beside_the_address(error)
        mine = await my_registration.show(house, token)
        at_home = _at_home(reader, mine)
        return invalid_page(at_home, "my_registration.html", form, problem, private=True, **_context(mine))
    return go(f"/r/{mine.token}")


def _at_home(reader: Reader, mine: MyRegistration) -> Reader:
    """Whoever chose no zone here reads times in the zone they gave when they registered."""
    return reader.at_home_in(mine.registration.participant.timezone)


def _beside_the_address(error: Invalid | Conflict) -> Invalid:
    """A registration of its own under the new address is a problem of that field."""
    if isinstance(error, Invalid):
        return error
    if error.code != "already-registered":
        raise error
    return Invalid([Problem("email", error.message)])


@get("/r/{token:str}/change")
async def change_form(house: TheHouse, reader: TheReader, token: FromPath[str]) -> Response[Any]:
    """The answers, to be changed; of what stays as it is, the personal page, which says so."""
    mine = await my_registration.show(house, token)
    if mine.stays or mine.registration.status is Status.CANCELLED:
        return go(f"/r/{token}")
    said = msgspec.to_builtins(mine.registration.participant)
    form = Form.holding({name: said[name] or "" for name in _CHANGEABLE} | {"sessions": said["sessions"]})
    return private_page(
        reader, "change_registration.html", form=FormView.of(reader.texts, form), **_form(house, reader, mine)
    )


@post("/r/{token:str}/change")
async def change_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str]
) -> Response[Any]:
    """Back to the personal page, or the form again with what to mend."""
    await limit(request, house)
    form = await read_form(request)
    try:
        await my_registration.change(house, token, body_of(form, _CHANGEABLE))
    except Invalid as error:
        mine = await my_registration.show(house, token)
        return invalid_page(reader, "change_registration.html", form, error, private=True, **_form(house, reader, mine))
    except Conflict as error:  # cancelled or over meanwhile: the personal page says so
        if error.code not in _SAID_THERE:
            raise
    return go(f"/r/{token}")


@get("/r/{token:str}/cancel")
async def cancel_form(house: TheHouse, reader: TheReader, token: FromPath[str]) -> Response[Any]:
    """Asks once, and says what happens; of an event that is cancelled or over, the personal page, which says so."""
    mine = await my_registration.show(house, token)
    if mine.stays:
        return go(f"/r/{token}")
    return private_page(reader, "cancel_registration.html", **_context(mine))


@post("/r/{token:str}/cancel")
async def cancel_post(request: Request[Any, Any, Any], house: TheHouse, token: FromPath[str]) -> Response[Any]:
    """Back to the personal page, which then says so."""
    await limit(request, house)
    try:
        await my_registration.cancel(house, token)
    except Conflict as error:  # the event was cancelled, or is over, since the page was opened
        if error.code not in _SAID_THERE:
            raise
    return go(f"/r/{token}")


def _context(mine: MyRegistration) -> dict[str, Any]:
    kind = mine.registration.participant.organisation_type
    return {
        "mine": mine,
        "event": mine.event,
        "registration": mine.registration,
        "participant": mine.registration.participant,
        "category": CATEGORIES[mine.registration.participant.category],
        "organisation_type": ORGANISATION_TYPES[kind][0] if kind else "",
        "history": [(line.at, history.WORDS[line.what]) for line in mine.history],
    }


def _form(house: House, reader: Reader, mine: MyRegistration) -> dict[str, Any]:
    is_staff = mine.registration.participant.category is Category.STAFF
    offered = choices(reader, mine.event, house.clock(), may_be_staff=is_staff)
    return _context(mine) | {"choices": offered, "parts_field": PARTS}


HANDLERS = (my_page, correct_address, change_form, change_post, cancel_form, cancel_post)
