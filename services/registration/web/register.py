"""The page to register on. It works without a script; a second click is the same registration."""

import hashlib
from typing import Any
from uuid import uuid4

import msgspec
from litestar import Request, Response, get, post

from services.registration.domain.event import Event
from services.registration.domain.registration import HOME_ZONE
from services.registration.limits import limit
from services.registration.operations.register import register, registration_page
from services.registration.web.form_choices import PARTS, choices
from services.registration.web.words import action_words, seat_words
from shared.errors import Conflict, Invalid
from shared.house import House
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader
from shared.web.pages import go, invalid_page, page
from shared.web.reader import Reader

_TEXTS = (
    "email", "name", "native_name", "honorific", "job_title", "organisation", "organisation_type", "category",
    "country", "language", "timezone", "consent",
)  # fmt: skip


def body_of(form: Form, fields: tuple[str, ...] = _TEXTS) -> dict[str, Any]:
    """The form as the API's body would have it: fields that were not posted are not in it."""
    body: dict[str, Any] = {field: form.one(field) for field in fields if field in form}
    if PARTS in form:
        body["sessions"] = form.all("sessions")
    return body


@get("/events/{slug:str}/register")
async def register_form(house: TheHouse, reader: TheReader, slug: FromPath[str]) -> Response[str]:
    """The empty form. Its hidden key makes a double click one registration."""
    event = await registration_page(house, slug)
    form = Form.holding(
        {
            "form_key": str(uuid4()),
            "language": reader.language.code,
            "timezone": reader.timezone or event.timezone or HOME_ZONE,
        }
    )
    view = FormView.of(reader.texts, form)
    return page(reader, "register.html", form=view, **_context(house, reader, event))


@post("/events/{slug:str}/register")
async def register_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, slug: FromPath[str]
) -> Response[Any]:
    """On to the personal page; or the form again, with what to mend. Of an address that is registered it says so, as
    also after the way back from the personal page: nothing was changed, and nothing typed is lost.
    """
    await limit(request, house)
    form = await read_form(request)
    body = body_of(form)
    try:
        done = await register(
            house,
            slug,
            body,
            language=reader.language.code,
            timezone=reader.timezone,
            idempotency_key=key_of(form, body),
        )
    except Invalid as error:
        event = await registration_page(house, slug)
        return invalid_page(reader, "register.html", form, error, **_context(house, reader, event))
    except Conflict as error:
        if error.code != "already-registered":
            raise
        event = await registration_page(house, slug)
        view = FormView.of(reader.texts, form)
        return page(reader, "register.html", status=409, form=view, **_context(house, reader, event) | {"known": True})
    return go(f"/r/{done.token}")


def key_of(form: Form, body: dict[str, Any]) -> str:
    """The form's own key and what it says: the same form sent twice is one request, a mended one is another."""
    content = hashlib.sha256(msgspec.json.encode(body, order="sorted")).hexdigest()
    return f"form:{form.one('form_key')[:64]}:{content}" if form.one("form_key") else ""


def _context(house: House, reader: Reader, event: Event) -> dict[str, Any]:
    return {
        "event": event,
        "action": action_words(event, reader.texts),
        "seat": " ".join(seat_words(event, reader.texts)),
        "choices": choices(reader, event, house.clock()),
        "parts_field": PARTS,
        "known": False,
    }


HANDLERS = (register_form, register_post)
