"""The date of one event on the organizer's desk, and its cancellation."""

from typing import Any

import msgspec
from litestar import Request, Response, get, post

from services.registration.domain.event import Event
from services.registration.domain.event_date import FIXED, read_changed_date
from services.registration.operations import decide
from services.registration.web.event_choices import event_choices
from shared.errors import Invalid
from shared.i18n.lists import and_list
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader
from shared.when import Precision

_FIELDS = ("precision", "first", "last", "begins", "ends", "year", "month", "quarter", "timezone", "tentative")


@get("/organize/events/{slug:str}/date")
async def date_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """The date as it is, to be fixed, moved or settled."""
    seen = await decide.concerned(house, staff, slug)
    form = FormView.of(reader.texts, _filled(seen.event))
    return private_page(reader, "organize_date.html", form=form, choices=event_choices(reader), **_context(staff, seen))


@post("/organize/events/{slug:str}/date")
async def date_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """First how many will be told; the second time, with `confirmed`, the change itself."""
    form = await read_form(request)
    body = {field: form.one(field) for field in _FIELDS}
    seen = await decide.concerned(house, staff, slug)
    try:
        if form.checked("confirmed"):
            await decide.fix_date(house, staff, slug, body, at_once=form.checked("at_once"))
            return go(f"/organize/events/{slug}?done=date")
        new = read_changed_date(body, seen.event.timezone)
    except Invalid as error:
        context = {"choices": event_choices(reader), **_context(staff, seen)}
        return invalid_page(reader, "organize_date.html", form, error, private=True, **context)
    if not new.when.is_fixed:  # whoever waits for a place, or asked for the date, waits on
        seen = msgspec.structs.replace(seen, waiting=0, asked=0)
    return private_page(reader, "organize_date_confirm.html", new=new, body=body, **_context(staff, seen))


@get("/organize/events/{slug:str}/cancel")
async def cancel_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """Asks once, with the number of those who will be told."""
    seen = await decide.concerned(house, staff, slug)
    return private_page(reader, "organize_cancel.html", **_context(staff, seen))


@post("/organize/events/{slug:str}/cancel")
async def cancel_post(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """Back to the event, which says so."""
    form = await read_form(request)
    await decide.cancel_event(house, staff, slug, at_once=form.checked("at_once"))
    return go(f"/organize/events/{slug}?done=cancelled")


def _context(staff: Any, seen: decide.Concerned) -> dict[str, Any]:
    return {"staff": staff, "seen": seen, "event": seen.event, "audience_of": audience}


def _filled(event: Event) -> Form:
    """The form starts from the date as it is; an open one starts empty, with the zone if it is known."""
    when = event.when
    values = {
        "precision": FIXED,
        "timezone": event.timezone,
        "tentative": "true" if when.tentative and when.is_fixed else "",
        **{name: str(getattr(when, name) or "") for name in ("year", "month", "quarter")},
    }
    if when.is_fixed:
        values["first"] = when.first_day.isoformat()
        values["last"] = when.last_day.isoformat() if when.last_day != when.first_day else ""
    if when.precision is Precision.TIME and when.start:
        values["begins"] = f"{when.start:%H:%M}"
        values["ends"] = f"{when.end:%H:%M}" if when.end else ""
    return Form.holding(values)


def audience(reader: Reader, seen: decide.Concerned) -> str:
    """Who will be told, in words: "12 people who take part and 3 who asked to be told"."""
    texts = reader.texts
    parts = []
    if seen.taking_part:
        parts.append(texts.ngettext("%(num)s person who takes part", "%(num)s people who take part", seen.taking_part))
    if seen.waiting:
        parts.append(texts.ngettext("%(num)s who waits for a place", "%(num)s who wait for a place", seen.waiting))
    if seen.asked:
        parts.append(texts.ngettext("%(num)s who asked to be told", "%(num)s who asked to be told", seen.asked))
    if not parts:
        return texts.gettext("nobody")
    return and_list(parts, reader.language.code)


HANDLERS = (date_form, date_post, cancel_form, cancel_post)
