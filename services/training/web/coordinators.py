"""Coordinators on the desk: who asks, who is tied to which organisation."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from services.training.domain.coordinator import CoordinatorState
from services.training.operations import coordinators as operations
from shared.errors import Invalid
from shared.house import House
from shared.i18n.mark import mark
from shared.i18n.names import country_name
from shared.identity.staff import Role, Staff
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

PATH = "/organize/training/coordinators"
STATES: dict[CoordinatorState, tuple[str, str]] = {
    CoordinatorState.ASKED: ("pending", mark("Asks")),
    CoordinatorState.APPROVED: ("confirmed", mark("Nominates")),
    CoordinatorState.REFUSED: ("cancelled", mark("Refused")),
    CoordinatorState.UNTIED: ("cancelled", mark("No longer")),
}
_STEPS = {"approve": CoordinatorState.APPROVED, "refuse": CoordinatorState.REFUSED, "untie": CoordinatorState.UNTIED}


@get(PATH)
async def listed(house: TheHouse, reader: TheReader, staff: TheStaff, done: FromQuery[str] = "") -> Response[str]:
    """Those who wait first, each with the two answers; then everybody by organisation; then the form to tie."""
    form = FormView.of(reader.texts, Form())
    return private_page(
        reader, "organize_coordinators.html", form=form, done=done, **await _context(house, reader, staff)
    )


@post(PATH)
async def tie(request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff) -> Response[Any]:
    """Somebody is named coordinator; they get a mail."""
    form = await read_form(request)
    body = {name: form.one(name) for name in ("name", "email", "organisation")}
    try:
        await operations.tie(house, staff, body)
    except Invalid as error:
        return await _again(house, reader, staff, form, error)
    return go(f"{PATH}?done=tied")


@post(PATH + "/{coordinator:uuid}/{step:str}")
async def decide(
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    *,
    staff: TheStaff,
    coordinator: FromPath[UUID],
    step: FromPath[str],
) -> Response[Any]:
    """approve, refuse or untie; back to the list."""
    form = await read_form(request) if request.headers.get("content-type") else Form()
    to = _STEPS.get(step)
    if to is None:
        return go(PATH)
    try:
        await operations.decide(house, staff, coordinator, to, {"organisation": form.one("organisation")})
    except Invalid as error:
        return await _again(house, reader, staff, Form(), error)
    return go(f"{PATH}?done={step}")


async def _again(house: House, reader: Reader, staff: Staff, form: Form, error: Invalid) -> Response[str]:
    context = await _context(house, reader, staff)
    return invalid_page(reader, "organize_coordinators.html", form, error, private=True, done="", **context)


async def _context(house: House, reader: Reader, staff: Staff) -> dict[str, Any]:
    found = await operations.listed(house, staff)
    words = reader.texts.gettext
    return {
        "staff": staff,
        "asked": [each for each in found.coordinators if each.state is CoordinatorState.ASKED],
        "others": [each for each in found.coordinators if each.state is not CoordinatorState.ASKED],
        "like": found.like,
        "organisations": [(str(each.id), each.name) for each in found.organisations],
        "looks": {state: (look, words(text)) for state, (look, text) in STATES.items()},
        "country": lambda code: country_name(code, reader.language.code) if code else "",
        "may_change": staff.role in (Role.ADMIN, Role.ORGANIZER),
        "path": PATH,
    }


HANDLERS: tuple[Any, ...] = (listed, tie, decide)
