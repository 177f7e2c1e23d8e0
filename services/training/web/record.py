"""The record of attendance on the desk: sums and a matrix, the ledger of a person, corrections, excuses, files."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.response import Stream

from services.training.operations import record as operation
from services.training.web.record_file import headings, rows
from services.training.web.record_view import ledger_context, record_context
from services.training.web.trainer import read_id
from shared.errors import Invalid
from shared.identity.staff import Role, Staff
from shared.spreadsheet import csv_of
from shared.web.attachment import disposition
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader
from shared.web.security import PRIVATE
from shared.workbook import MEDIA_TYPE, workbook_of

_PATH = "/organize/training/{slug:str}/attendance"
_MARKERS = (Role.ADMIN, Role.ORGANIZER, Role.TRAINER)


@get(_PATH)
async def show(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[str]:
    """Sums with their denominators, who is at risk, a matrix of one day, excuses that wait."""
    record = await operation.show(house, staff, slug)
    return private_page(
        reader,
        "organize_attendance.html",
        **_record(record, reader, staff, request.query_params.get("day", "")),
        form=_rules_form(record, reader),
    )


@post(_PATH)
async def set_rules(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """Whether excused minutes count, and from when somebody is late."""
    form = await read_form(request)
    try:
        body = {"grace": form.one("grace"), "excused_counts": form.one("excused_counts")}
        await operation.set_rules(house, staff, slug, body)
    except Invalid as error:
        record = await operation.show(house, staff, slug)
        context = _record(record, reader, staff, "")
        return invalid_page(reader, "organize_attendance.html", form, error, private=True, **context)
    return go(_PATH.replace("{slug:str}", slug))


@get(_PATH + ".csv")
async def download(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Stream:
    """A line a person, a column a session."""
    record = await operation.show(house, staff, slug)
    file = csv_of(headings(record, reader.texts), rows(record, reader.texts))
    return Stream(file, media_type="text/csv", headers=_attached(record.cohort.slug, "csv"))


@get(_PATH + ".xlsx")
async def workbook(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Stream:
    """The same as a workbook."""
    record = await operation.show(house, staff, slug)
    file = workbook_of(headings(record, reader.texts), rows(record, reader.texts))
    return Stream(file, media_type=MEDIA_TYPE, headers=_attached(record.cohort.slug, "xlsx"))


@get(_PATH + "/{person:str}")
async def ledger(
    house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str], person: FromPath[str]
) -> Response[str]:
    """One person: every session, every mark."""
    shown = await operation.ledger(house, staff, slug, read_id(person))
    form = FormView.of(reader.texts, Form())
    return private_page(reader, "organize_attendance_person.html", form=form, **_ledger(shown, reader, staff))


@post(_PATH + "/{person:str}")
async def correct(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    person: FromPath[str],
) -> Response[Any]:
    """A correction with its reason."""
    form = await read_form(request)
    id_ = read_id(person)
    body = {name: form.one(name) for name in ("state", "late_minutes", "left_minutes", "why")}
    try:
        await operation.correct(house, staff, slug, (read_id(form.one("session")), id_), body)
    except Invalid as error:
        shown = await operation.ledger(house, staff, slug, id_)
        context = _ledger(shown, reader, staff)
        return invalid_page(reader, "organize_attendance_person.html", form, error, private=True, **context)
    return go(f"{_PATH.replace('{slug:str}', slug)}/{id_}")


@post(_PATH + "/excuses/{excuse:str}")
async def decide(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str], excuse: FromPath[str]
) -> Response[Any]:
    """Approve or refuse what somebody asked for."""
    form = await read_form(request)
    await operation.decide(house, staff, slug, read_id(excuse), approved=form.one("do") == "approve")
    return go(_PATH.replace("{slug:str}", slug))


def _record(record: operation.Record, reader: Reader, staff: Staff, day: str) -> dict[str, Any]:
    return {
        **record_context(record, reader, day),
        "may_mark": staff.role in _MARKERS,
        "may_rule": staff.role in (Role.ADMIN, Role.ORGANIZER),
    }


def _ledger(shown: operation.Ledger, reader: Reader, staff: Staff) -> dict[str, Any]:
    return {**ledger_context(shown, reader), "may_mark": staff.role in _MARKERS}


def _rules_form(record: operation.Record, reader: Reader) -> FormView:
    rules = record.cohort.rules
    values = {"grace": str(rules.grace), "excused_counts": "true" if rules.excused_counts else ""}
    return FormView.of(reader.texts, Form.holding(values))


def _attached(slug: str, form: str) -> dict[str, str]:
    return {**PRIVATE, "Content-Disposition": disposition(f"{slug}-attendance.{form}")}


HANDLERS: tuple[Any, ...] = (show, set_rules, download, workbook, ledger, correct, decide)
