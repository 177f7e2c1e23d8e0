"""Bring a file into the directory: upload, look at what it would do, confirm."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from services.registration.domain.organisation_file import COLUMNS
from services.registration.operations import import_organisations as imports
from services.registration.operations import organisations
from services.registration.web.organisation_words import FIELD_WORDS, shown
from services.registration.web.organisations import PATH
from shared.errors import Conflict, Invalid, Problem
from shared.http import translated
from shared.i18n.mark import mark
from shared.spreadsheet import BOM, LARGEST, MOST_LINES, lines
from shared.web.attachment import disposition
from shared.web.forms import Form, FormView, read_file, read_form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader
from shared.web.security import PRIVATE

_LARGEST_FORM = 5_000_000
_SHOWN = 500
_CHOOSE = mark("Choose a file")
_EXAMPLE = (
    ("", "Sample City", "견본시", "ko", "Sample Metropolitan Government", "city", "KR", "", "", "NEASCN CJK",
     "https://www.city.example", "", "yes"),
    ("", "Sample Solutions Ltd", "", "", "", "corporation", "KE", "Nairobi", "africa", "", "", "", "yes"),
)  # fmt: skip


@get(PATH + "/import")
async def upload_form(house: TheHouse, reader: TheReader, staff: TheStaff) -> Response[str]:
    """Choose a file."""
    await organisations.networks(house, staff)
    return private_page(reader, "organisation_import.html", form=FormView.of(reader.texts, Form()), **_limits())


@post(PATH + "/import", request_max_body_size=_LARGEST_FORM)
async def upload_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff
) -> Response[Any]:
    """On to what it would do; nothing is written yet."""
    filename, content = await read_file(request, "file")
    try:
        if not filename:
            raise Invalid([Problem("file", _CHOOSE)])
        upload_id = await imports.upload(house, staff, filename, content)
    except Invalid as error:
        return invalid_page(reader, "organisation_import.html", Form(), error, private=True, **_limits())
    return go(f"{PATH}/import/{upload_id}")


@get(PATH + "/import/{upload_id:uuid}")
async def preview(house: TheHouse, reader: TheReader, staff: TheStaff, upload_id: FromPath[UUID]) -> Response[str]:
    """New, changed with old and new value, unchanged, and bad lines with their reasons."""
    seen = await imports.preview(house, staff, upload_id)
    return private_page(reader, "organisation_preview.html", **_context(reader, seen, upload_id))


@post(PATH + "/import/{upload_id:uuid}")
async def confirm(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, upload_id: FromPath[UUID]
) -> Response[Any]:
    """Writes what was shown; or shows it again, where it would be something else by now."""
    form = await read_form(request)
    try:
        count = await imports.confirm(
            house, staff, upload_id, digest=form.one("digest"), leave_out=form.checked("leave_out")
        )
    except Conflict as error:
        seen = await imports.preview(house, staff, upload_id)
        context = _context(reader, seen, upload_id, reader.texts.gettext(error.message))
        return private_page(reader, "organisation_preview.html", status=409, **context)
    return go(f"{PATH}?done=imported.{count}")


@get(PATH + "/example.csv", sync_to_thread=False)
def example(staff: TheStaff) -> Response[bytes]:
    """A file to begin with."""
    organisations.require_looker(staff)
    headers = {**PRIVATE, "Content-Disposition": disposition("organisations-example.csv")}
    return Response(BOM + lines([COLUMNS, *_EXAMPLE]), media_type="text/csv", headers=headers)


def _limits() -> dict[str, Any]:
    return {"largest": LARGEST // 1000, "most": MOST_LINES, "columns": COLUMNS}


def _context(reader: Reader, seen: imports.Preview, upload_id: UUID, trouble: str = "") -> dict[str, Any]:
    texts, plan = reader.texts, seen.plan
    return {
        "seen": seen,
        "plan": plan,
        "upload_id": upload_id,
        "trouble": trouble,
        "count": len(plan.changes),
        "more": {
            name: max(len(lines) - _SHOWN, 0)
            for name, lines in (("new", plan.new), ("changed", plan.changed), ("faults", plan.faults))
        },
        "new": [(line.line, line.change.after, _said(reader, line.change.after)) for line in plan.new[:_SHOWN]],
        "changed": [
            (
                line.line,
                line.change.after,
                [
                    (
                        texts.gettext(FIELD_WORDS[field]),
                        shown(before, field, texts),
                        shown(line.change.after, field, texts),
                    )
                    for field in line.change.fields
                ],
            )
            for line in plan.changed[:_SHOWN]
            if (before := line.change.before) is not None
        ],
        "faults": [
            (fault.line, fault.name, [(each.field, each.message) for each in translated(fault.problems, texts)])
            for fault in plan.faults[:_SHOWN]
        ],
    }


def _said(reader: Reader, organisation: Any) -> str:
    """What is said of a new one in one line."""
    return ", ".join(shown(organisation, field, reader.texts) for field in ("type", "country", "region"))


HANDLERS = (upload_form, upload_post, preview, confirm, example)
