"""Tell me when the date is fixed: one field on the event's page, and a page that says it was heard."""

from typing import Any

from litestar import Request, Response, get, post

from services.registration.limits import limit
from services.registration.operations import interest
from shared.errors import Invalid
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader
from shared.web.pages import go, invalid_page, page


@post("/events/{slug:str}/interest")
async def ask_to_be_told(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, slug: FromPath[str]
) -> Response[Any]:
    """On to a page that says so; or that page's form with what to mend."""
    await limit(request, house)
    form = await read_form(request)
    try:
        await interest.ask_to_be_told(
            house, slug, {"email": form.one("email")}, language=reader.language.code, timezone=reader.timezone
        )
    except Invalid as error:
        event = await interest.event_to_wait_for(house, slug)
        return invalid_page(reader, "interest.html", form, error, event=event, noted=False)
    return go(f"/events/{slug}/interest")


@get("/events/{slug:str}/interest")
async def heard(house: TheHouse, reader: TheReader, slug: FromPath[str]) -> Response[str]:
    """Where one lands. It names no address, so it can be loaded again by anybody."""
    event = await interest.event_to_wait_for(house, slug)
    return page(reader, "interest.html", event=event, noted=True, form=FormView(Form()))


HANDLERS = (ask_to_be_told, heard)
