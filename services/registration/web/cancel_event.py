"""The cancellation of one event on the organizer's desk: first what it means, then the deed."""

from typing import Any

from litestar import Request, Response, get, post

from services.registration.operations import decide
from services.registration.web.cancel_words import event_cancel_words
from services.registration.web.stays import stays
from shared.errors import Conflict, Invalid
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader


@get("/organize/events/{slug:str}/cancel")
async def cancel_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """Asks once, with the number of those who will be told."""
    try:
        seen = await decide.concerned(house, staff, slug)
    except Conflict as error:
        return stays(reader, error, f"/organize/events/{slug}")
    form = FormView.of(reader.texts, Form())
    return private_page(reader, "organize_cancel.html", form=form, **_context(reader, seen))


@post("/organize/events/{slug:str}/cancel")
async def cancel_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """Back to the event, which says so."""
    form = await read_form(request)
    try:
        await decide.cancel_event(house, staff, slug, at_once=form.checked("at_once"), reason=form.one("reason"))
    except Conflict as error:
        return stays(reader, error, f"/organize/events/{slug}")
    except Invalid as error:
        seen = await decide.concerned(house, staff, slug)
        context = _context(reader, seen)
        return invalid_page(reader, "organize_cancel.html", form, error, private=True, **context)
    return go(f"/organize/events/{slug}?done=cancelled")


def _context(reader: Reader, seen: decide.Concerned) -> dict[str, Any]:
    return {"seen": seen, "event": seen.event, "means": event_cancel_words(seen, reader)}


HANDLERS = (cancel_form, cancel_post)
