"""The call for nominations on the desk: its form, what came in, and each nomination with its files."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import File

from services.training.domain.call_form import body_of
from services.training.domain.nomination import State
from services.training.operations import call_desk as operations
from services.training.operations.call_desk import CallDesk, DeskNomination
from services.training.web.files import handed_out
from services.training.web.nomination_view import (
    LABELS,
    asked,
    choices,
    deadline,
    files_view,
    form_of,
    moment,
    status_of,
)
from services.training.web.participants import GENDERS
from shared.errors import Invalid
from shared.i18n.names import country_name
from shared.i18n.zones import city
from shared.identity.staff import Role, Staff
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

COHORT = "/organize/training/{slug:str}"
FIELDS = (
    "opens_day", "opens_hour", "closes_day", "closes_hour", "text", "questions", "criteria", "quotas",
    "per_organisation", "accept_days",
)  # fmt: skip


@get(COHORT + "/call")
async def call_page(
    house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str], done: FromQuery[str] = ""
) -> Response[str]:
    """What came in, and the form of the call."""
    desk = await operations.show(house, staff, slug)
    values = body_of(desk.call) | {"revision": str(desk.call.revision)} if desk.call else {"revision": "0"}
    form = FormView.of(reader.texts, Form.holding(values))
    return private_page(reader, "organize_call.html", form=form, done=done, **_context(desk, reader, staff))


@post(COHORT + "/call")
async def put_call(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """Back to it, or the form again."""
    form = await read_form(request)
    body = {field: form.one(field) for field in FIELDS}
    revision = form.one("revision")
    try:
        known = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else 0
        await operations.put(house, staff, slug, body, revision=known)
    except Invalid as error:
        context = _context(await operations.show(house, staff, slug), reader, staff)
        return invalid_page(reader, "organize_call.html", form, error, private=True, done="", **context)
    return go(f"/organize/training/{slug}/call?done=kept")


@get(COHORT + "/nominations/{nomination:uuid}")
async def nomination_page(
    house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str], nomination: FromPath[UUID]
) -> Response[str]:
    """Everything that was sent of one official."""
    found = await operations.nomination(house, staff, slug, nomination)
    form = FormView.of(reader.texts, form_of(found.nomination))
    return private_page(reader, "organize_nomination.html", form=form, **_nomination(found, reader, staff))


@post(COHORT + "/nominations/{nomination:uuid}")
async def correct(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    nomination: FromPath[UUID],
) -> Response[Any]:
    """City, country and gender, also after the call has closed."""
    form = await read_form(request)
    try:
        body = {name: form.one(name) for name in ("city", "country", "gender")}
        await operations.correct(house, staff, slug, nomination, body)
    except Invalid as error:
        found = await operations.nomination(house, staff, slug, nomination)
        kept = form_of(found.nomination)
        kept.update(form)
        context = _nomination(found, reader, staff)
        return invalid_page(reader, "organize_nomination.html", kept, error, private=True, **context)
    return go(f"{COHORT.replace('{slug:str}', slug)}/nominations/{nomination}")


@get(COHORT + "/nominations/{nomination:uuid}/files/{kind:str}")
async def file(
    house: TheHouse, staff: TheStaff, slug: FromPath[str], nomination: FromPath[UUID], kind: FromPath[str]
) -> File:
    """For whoever chooses."""
    return handed_out(await operations.open_file(house, staff, slug, nomination, kind))


def _nomination(found: DeskNomination, reader: Reader, staff: Staff) -> dict[str, Any]:
    one, words, zone = found.nomination, reader.texts.gettext, found.call.timezone
    return {
        "staff": staff,
        "cohort": found.cohort,
        "nomination": one,
        "by": found.by,
        "look": status_of(one, reader, staff=True),
        "labels": {name: words(label) for name, label in LABELS.items()},
        "country": country_name(one.country, reader.language.code) if one.country else "",
        "gender": words(GENDERS[one.official.gender]) if one.official.gender else "",
        "submitted": moment(reader, one.submitted_at, zone) if one.submitted_at else "",
        "confirmed": moment(reader, one.confirmed_at, zone) if one.confirmed_at else "",
        "questions": [asked(each) for each in found.call.questions],
        "files": files_view(found.files, reader),
        "choices": choices(reader),
        "may_change": staff.role in (Role.ADMIN, Role.ORGANIZER),
        "path": f"/organize/training/{found.cohort.slug}/nominations/{one.id}",
    }


def _context(desk: CallDesk, reader: Reader, staff: Staff) -> dict[str, Any]:
    call = desk.call
    waiting = desk.count(State.SUBMITTED)
    return {
        "staff": staff,
        "cohort": desk.cohort,
        "call": call,
        "desk": desk,
        "zone": city(desk.zone, reader.language.code),
        "state": call.state(desk.now) if call else "",
        "opens": deadline(reader, call.opens_at, call.timezone) if call else None,
        "closes": deadline(reader, call.closes_at, call.timezone) if call else None,
        "unconfirmed": waiting,
        "sent": len(desk.nominations) - desk.count(State.WITHDRAWN),
        "organisations": len({each.organisation_id for each in desk.nominations if each.state != State.WITHDRAWN}),
        "status_of": lambda nomination: status_of(nomination, reader, staff=True),
        "moment": lambda at: moment(reader, at, desk.zone),
        "may_change": staff.role in (Role.ADMIN, Role.ORGANIZER),
        "path": f"/organize/training/{desk.cohort.slug}",
    }


HANDLERS: tuple[Any, ...] = (call_page, put_call, nomination_page, correct, file)
