"""Documents for participants on the desk: put and taken away."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import File

from services.training.domain.place_files import DOCUMENT
from services.training.operations import documents as operation
from services.training.web.files import handed_out
from services.training.web.nomination_view import size_words
from shared.errors import Invalid
from shared.house import House
from shared.identity.staff import Staff
from shared.web.forms import Form, FormView
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader
from shared.web.uploads import LARGEST_BODY, uploaded_form

PATH = "/organize/training/{slug:str}/documents"


@get(PATH)
async def page(
    house: TheHouse, reader: TheReader, *, staff: TheStaff, slug: FromPath[str], done: FromQuery[str] = ""
) -> Response[str]:
    """What was put, then the form."""
    form = FormView.of(reader.texts, Form())
    context = await _context(house, reader, staff, slug)
    return private_page(reader, "organize_documents.html", form=form, done=done, **context)


@post(PATH, request_max_body_size=LARGEST_BODY)
async def put(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """It stands on the personal pages at once."""
    await operation.show(house, staff, slug)
    async with uploaded_form(request, house.cabinet, [DOCUMENT]) as (form, arrived):
        body = {name: form.one(name) for name in ("title", "participant", "url")}
        try:
            await operation.put(house, staff, slug, body, arrived.get(DOCUMENT))
        except Invalid as error:
            context = await _context(house, reader, staff, slug)
            return invalid_page(reader, "organize_documents.html", form, error, private=True, done="", **context)
    return go(f"{PATH.replace('{slug:str}', slug)}?done=put")


@get(PATH + "/{document:uuid}")
async def file(house: TheHouse, staff: TheStaff, slug: FromPath[str], document: FromPath[UUID]) -> File:
    """As participants get it."""
    return handed_out(await operation.open_file(house, staff, slug, document))


@post(PATH + "/{document:uuid}/delete")
async def take_away(house: TheHouse, staff: TheStaff, slug: FromPath[str], document: FromPath[UUID]) -> Response[Any]:
    """Nobody reads it any more."""
    await operation.take_away(house, staff, slug, document)
    return go(f"{PATH.replace('{slug:str}', slug)}?done=deleted")


async def _context(house: House, reader: Reader, staff: Staff, slug: str) -> dict[str, Any]:
    found = await operation.show(house, staff, slug)
    return {
        "found": found,
        "cohort": found.cohort,
        "path": PATH.replace("{slug:str}", slug),
        "names": {each.id: each.official.name for each in found.people},
        "people": [(str(each.id), each.official.name) for each in found.people],
        "size": lambda file: size_words(file.size, reader),
    }


HANDLERS: tuple[Any, ...] = (page, put, file, take_away)
