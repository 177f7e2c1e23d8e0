"""The people of a cohort from a file and as a file: an example, a preview with every bad cell, CSV out."""

from typing import Any

from litestar import Request, Response, get, post

from services.training.domain.desk import DeskCohort
from services.training.domain.participant_file import COLUMNS, cells
from services.training.operations import desk_participants, import_participants
from services.training.web.participants import PATH
from services.training.web.timetable_file import LARGEST_FORM, rows_of, text_of
from shared import spreadsheet
from shared.errors import Conflict, Invalid
from shared.http import translated
from shared.i18n.names import country_name
from shared.spreadsheet import BOM, LARGEST, MOST_LINES, lines
from shared.web.attachment import disposition
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader
from shared.web.security import PRIVATE

_EXAMPLE = (
    ("Amina Otieno", "", "", "Ms", "Head of Digital Services", "ICT Department", "female", "amina@city.example",
     "City of Nairobi", "Nairobi", "KE", "", "en", "Africa/Nairobi", ""),
    ("Kim Minsu", "김민수", "ko", "", "Director", "", "", "minsu@city.example", "Sample Metropolitan Government",
     "Seoul", "KR", "", "ko", "Asia/Seoul", ""),
)  # fmt: skip


@get(PATH + "/import")
async def upload_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """Choose a file."""
    cohort = (await desk_participants.show(house, staff, slug)).cohort
    form = FormView.of(reader.texts, Form())
    return private_page(reader, "organize_participants_import.html", form=form, **_context(cohort))


@post(PATH + "/import", request_max_body_size=LARGEST_FORM)
async def upload_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """Who would get a place; nothing is written yet."""
    try:
        rows = await rows_of(request)
        seen = await import_participants.preview(house, staff, slug, rows)
    except Invalid as error:
        cohort = (await desk_participants.show(house, staff, slug)).cohort
        context = _context(cohort)
        return invalid_page(reader, "organize_participants_import.html", Form(), error, private=True, **context)
    return _preview(reader, seen, text_of(rows))


@post(PATH + "/import/confirm", request_max_body_size=LARGEST_FORM)
async def confirm(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """Gives the places that were shown; or shows them again, with what is in the way."""
    form = await read_form(request)
    text = form.one("content")
    rows = spreadsheet.read(text.encode())
    try:
        await import_participants.bring_in(house, staff, slug, rows, leave_out=form.checked("leave_out"))
    except Conflict as error:
        seen = await import_participants.preview(house, staff, slug, rows)
        return _preview(reader, seen, text, error)
    return go(f"{PATH.replace('{slug:str}', slug)}?done=imported")


@get(PATH + "/example.csv")
async def example(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> Response[bytes]:
    """A file to begin with."""
    cohort = (await desk_participants.show(house, staff, slug)).cohort
    return _csv(f"{cohort.slug}-participants-example", [list(row) for row in _EXAMPLE])


@get(PATH + ".csv")
async def download(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> Response[bytes]:
    """Everybody, as a table that the import takes again."""
    found = await desk_participants.export(house, staff, slug)
    return _csv(f"{found.cohort.slug}-participants", [cells(each) for each in found.people])


def _csv(name: str, rows: list[list[str]]) -> Response[bytes]:
    headers = {**PRIVATE, "Content-Disposition": disposition(f"{name}.csv")}
    return Response(BOM + lines([COLUMNS, *rows]), media_type="text/csv", headers=headers)


def _preview(
    reader: Reader, seen: import_participants.Preview, text: str, refused: Conflict | None = None
) -> Response[str]:
    texts, language = reader.texts, reader.language.code
    trouble = refused or seen.trouble
    return private_page(
        reader,
        "organize_participants_preview.html",
        status=409 if refused else 200,
        plan=seen.plan,
        content=text,
        trouble=texts.gettext(trouble.message, **trouble.params) if trouble else "",
        full=seen.trouble is not None,
        country=lambda code: country_name(code, language) if code else "",
        faults=[(each.line, each.column, each.value, translated((each.problem,), texts)[0].message)
                for each in seen.plan.faults],
        **_context(seen.people.cohort),
    )  # fmt: skip


def _context(cohort: DeskCohort) -> dict[str, Any]:
    path = PATH.replace("{slug:str}", cohort.slug)
    return {"cohort": cohort, "path": path, "largest": LARGEST // 1000, "most": MOST_LINES, "columns": COLUMNS}


HANDLERS: tuple[Any, ...] = (upload_form, upload_post, confirm, example, download)
