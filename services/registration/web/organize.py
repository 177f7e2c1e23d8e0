"""The date of one event on the organizer's desk: what was typed, whom it is told, then the change."""

from typing import Any

from litestar import Request, Response, get, post

from services.registration.domain.event import Event
from services.registration.domain.event_date import FIXED, date_edition
from services.registration.operations import decide
from services.registration.web.date_words import audience, move_words
from services.registration.web.event_choices import event_choices
from services.registration.web.session_words import trouble_words
from services.registration.web.stays import stays
from shared.errors import Conflict, Invalid
from shared.house import House
from shared.identity.staff import Staff
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader
from shared.when import Precision

_FIELDS = (
    "precision",
    "first",
    "last",
    "begins",
    "ends",
    "year",
    "month",
    "quarter",
    "timezone",
    "tentative",
    "edition",
    "reason",
)


@get("/organize/events/{slug:str}/date")
async def date_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """The date as it is, to be fixed, moved or settled."""
    try:
        seen = await decide.concerned(house, staff, slug, to_move=True)
    except Conflict as error:
        return stays(reader, error, f"/organize/events/{slug}")
    return _form(reader, _filled(seen.event), staff, seen)


@post("/organize/events/{slug:str}/date")
async def date_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """First how many will be told; then, with `confirmed`, the change itself, or with `again` the form as typed."""
    form = await read_form(request)
    try:
        return await _step(house, reader, staff, slug, form)
    except decide.StaleDate as error:
        form["edition"] = [date_edition(error.now.event.when, error.now.event.timezone)]
        return _form(reader, form, staff, error.now, stale=True)
    except Conflict as error:
        return stays(reader, error, f"/organize/events/{slug}")
    except Invalid as error:
        if not _only_reason(error):
            return _form(reader, form, staff, await decide.concerned(house, staff, slug), error=error)
        return _confirm(reader, form, error, staff, await decide.preview_date(house, staff, slug, _body(form)))


async def _step(house: House, reader: Reader, staff: Staff, slug: str, form: Form) -> Response[Any]:
    """Raises as `decide.fix_date` does."""
    if form.checked("again"):
        return _form(reader, form, staff, await decide.concerned(house, staff, slug, to_move=True))
    if not form.checked("confirmed"):
        return _confirm(reader, form, None, staff, await decide.preview_date(house, staff, slug, _body(form)))
    at_once = form.checked("at_once")
    await decide.fix_date(house, staff, slug, _body(form), at_once=at_once)
    return go(f"/organize/events/{slug}?done={'date-now' if at_once else 'date'}")


def _body(form: Form) -> dict[str, str]:
    return {field: form.one(field) for field in _FIELDS}


def _form(
    reader: Reader,
    form: Form,
    staff: Staff,
    seen: decide.Concerned,
    *,
    stale: bool = False,
    error: Invalid | None = None,
) -> Response[str]:
    context = {"choices": event_choices(reader), "stale": stale, **_context(staff, seen)}
    if error is not None:
        return invalid_page(reader, "organize_date.html", form, error, private=True, **context)
    status = 409 if stale else 200
    return private_page(reader, "organize_date.html", status=status, form=FormView.of(reader.texts, form), **context)


def _confirm(reader: Reader, form: Form, error: Invalid | None, staff: Staff, move: decide.Move) -> Response[str]:
    """Asks once; the date that was read goes along, and the reason is asked for here."""
    body = {field: said for field, said in _body(form).items() if field != "reason"}
    wrong = trouble_words(move.troubles, reader)
    context = {
        "move": move,
        "body": body,
        "troubles": wrong,
        "told": move_words(reader, move),
        **_context(staff, move.seen),
    }
    if error is not None:
        return invalid_page(reader, "organize_date_confirm.html", form, error, private=True, **context)
    return private_page(reader, "organize_date_confirm.html", form=FormView.of(reader.texts, form), **context)


def _only_reason(error: Invalid) -> bool:
    return all(problem.field == "reason" for problem in error.problems)


def _context(staff: Staff, seen: decide.Concerned) -> dict[str, Any]:
    return {"staff": staff, "seen": seen, "event": seen.event, "audience_of": audience}


def _filled(event: Event) -> Form:
    """The form starts from the date as it is; an open one starts empty, with the zone if it is known."""
    when = event.when
    values = {
        "precision": FIXED,
        "timezone": event.timezone,
        "edition": date_edition(when, event.timezone),
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


HANDLERS = (date_form, date_post)
