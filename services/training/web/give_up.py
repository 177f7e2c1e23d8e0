"""Giving up a place: a page that says what happens, then it is done; staff take note on the desk."""

from typing import Any

from litestar import Request, Response, get, post

from services.training.limits import limit
from services.training.operations import give_up as operation
from shared.errors import Invalid
from shared.house import House
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

PATH = "/t/{token:str}/give-up"


@get(PATH)
async def page(house: TheHouse, reader: TheReader, token: FromPath[str]) -> Response[str]:
    """Asks once."""
    form = FormView.of(reader.texts, Form())
    return private_page(reader, "give_up.html", form=form, **await _context(house, reader, token))


@post(PATH)
async def give_up(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str]
) -> Response[Any]:
    """Back to the personal page, which says so."""
    await limit(request, house)
    form = await read_form(request)
    try:
        await operation.give_up(house, token, {"reason": form.one("reason")})
    except Invalid as error:
        context = await _context(house, reader, token)
        return invalid_page(reader, "give_up.html", form, error, private=True, **context)
    return go(f"/t/{token}")


@post("/organize/training/{slug:str}/participants/given-up")
async def take_note(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> Response[Any]:
    """It leaves the desk."""
    await operation.take_note(house, staff, slug)
    return go(f"/organize/training/{slug}/participants")


async def _context(house: House, reader: Reader, token: str) -> dict[str, Any]:
    about = await operation.about(house, token)
    return {
        "token": token,
        "about": about,
        "cohort": about.cohort,
        "when": reader.when(about.cohort.when, about.cohort.timezone, several_days=True),
    }


HANDLERS: tuple[Any, ...] = (page, give_up, take_note)
