"""What people wrote as their organisation and the directory does not have: add it, or link it to one that it has."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get, post

from services.registration.operations import unmatched_organisations as unmatched
from services.registration.web.organisations import PATH, may_edit
from shared.errors import Conflict, Invalid, Problem
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page


@get(PATH + "/unmatched")
async def unmatched_table(
    house: TheHouse, reader: TheReader, staff: TheStaff, done: FromQuery[str] = ""
) -> Response[str]:
    """With how many registrations each."""
    lines = await unmatched.unmatched(house, staff)
    return private_page(
        reader, "organisations_unmatched.html", lines=lines, may_edit=may_edit(staff), done=done, query=_query
    )


@get(PATH + "/link")
async def link_form(
    house: TheHouse, reader: TheReader, staff: TheStaff, name: FromQuery[str] = "", country: FromQuery[str] = ""
) -> Response[str]:
    """Which organisation of the country is it?"""
    form = FormView.of(reader.texts, Form())
    context = await _context(house, staff, name, country)
    return private_page(reader, "organisation_link.html", form=form, **context)


@post(PATH + "/link")
async def link_post(request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff) -> Any:
    """Back to the others."""
    form = await read_form(request)
    name, country = form.one("name"), form.one("country")
    try:
        await unmatched.link(house, staff, name, country, _id(form.one("organisation")))
    except (Invalid, Conflict) as error:
        shown = error if isinstance(error, Invalid) else Invalid([Problem("organisation", error.message)])
        context = await _context(house, staff, name, country)
        return invalid_page(reader, "organisation_link.html", form, shown, private=True, **context)
    return go(f"{PATH}/unmatched?done=linked")


def _query(name: str, country: str) -> str:
    return urlencode({"name": name, "country": country})


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


async def _context(house: Any, staff: Any, name: str, country: str) -> dict[str, Any]:
    found = await unmatched.candidates(house, staff, country[:2].replace("\x00", ""))
    return {"candidates": [(str(each.id), each.name) for each in found], "name": name, "country": country}


HANDLERS = (unmatched_table, link_form, link_post)
