"""A timetable from a file and as a file: an example, a preview with every bad cell, CSV out."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.response import Stream

from services.training.domain.desk import DeskCohort
from services.training.domain.timetable_file import COLUMNS, Brought, cells
from services.training.operations import import_timetable, next_cohort, timetable
from services.training.web.timetable import PATH, clash_words
from shared import spreadsheet, workbook
from shared.errors import Conflict, Invalid, Problem
from shared.house import House
from shared.http import translated
from shared.i18n.mark import mark
from shared.identity.staff import Staff
from shared.spreadsheet import BOM, LARGEST, MOST_LINES, Batches, Cell, Row, guarded, lines
from shared.web.attachment import disposition
from shared.web.forms import Form, FormView, read_file, read_form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader
from shared.web.security import PRIVATE

LARGEST_FORM = 5_000_000
_CHOOSE = mark("Choose a file")
_EXAMPLE = (
    ("2027-09-06", "09:00", "10:30", "", "Welcome", "lecture", "Module 1", "Room A", "", "", "", "yes", "", "", ""),
    ("2027-09-06", "", "", "afternoon", "City presentations", "workshop", "Module 1", "Room A", "", "", "", "", "", "",
     "Template https://city.example/template.pptx"),
    ("2027-09-07", "", "", "day", "Water works", "study visit", "Module 1", "Meet in the lobby", "", "", "", "yes", "",
     "Bring your badge", ""),
)  # fmt: skip


@get(PATH + "/import")
async def upload_form(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """Choose a file."""
    form = FormView.of(reader.texts, Form())
    context = await _import_context(house, reader, staff, slug)
    return private_page(reader, "organize_timetable_import.html", form=form, **context)


@post(PATH + "/import", request_max_body_size=LARGEST_FORM)
async def upload_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """What it would bring; nothing is written yet."""
    try:
        rows = await rows_of(request)
        seen = await import_timetable.preview(house, staff, slug, rows)
    except Invalid as error:
        context = await _import_context(house, reader, staff, slug)
        return invalid_page(reader, "organize_timetable_import.html", Form(), error, private=True, **context)
    return _preview(reader, seen, text_of(rows))


@post(PATH + "/import/confirm", request_max_body_size=LARGEST_FORM)
async def confirm(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """Writes what was shown; or shows it again, where cells are bad and not to be left out."""
    form = await read_form(request)
    text = form.one("content")
    rows = spreadsheet.read(text.encode())
    try:
        await import_timetable.bring_in(house, staff, slug, rows, leave_out=form.checked("leave_out"))
    except Conflict as error:
        seen = await import_timetable.preview(house, staff, slug, rows)
        return _preview(reader, seen, text, reader.texts.gettext(error.message))
    return go(f"{PATH.replace('{slug:str}', slug)}?done=imported")


@get(PATH + "/example.csv")
async def example(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> Response[bytes]:
    """A file to begin with."""
    table = await timetable.show(house, staff, slug)
    return _csv(f"{table.cohort.slug}-timetable-example", [list(row) for row in _EXAMPLE])


@get(PATH + ".csv")
async def download(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> Response[bytes]:
    """The timetable as it is; the import takes it again."""
    table = await timetable.show(house, staff, slug)
    return _csv(f"{table.cohort.slug}-timetable", _rows(table))


@get(PATH + ".xlsx")
async def download_workbook(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> Stream:
    """The same as a workbook; the import takes it too."""
    table = await timetable.show(house, staff, slug)
    rows: list[list[Cell]] = [[*row] for row in _rows(table)]
    headers = {**PRIVATE, "Content-Disposition": disposition(f"{table.cohort.slug}-timetable.xlsx")}
    return Stream(workbook.workbook_of(COLUMNS, _at_once(rows)), media_type=workbook.MEDIA_TYPE, headers=headers)


@post(PATH + "/copy")
async def copy(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """The timetable of another cohort of the programme."""
    form = await read_form(request)
    try:
        await next_cohort.copy_into(house, staff, slug, form.one("source"))
    except (Invalid, Conflict) as error:
        bad = error if isinstance(error, Invalid) else Invalid([Problem("source", error.message)])
        context = await _import_context(house, reader, staff, slug)
        return invalid_page(reader, "organize_timetable_import.html", form, bad, private=True, **context)
    return go(f"{PATH.replace('{slug:str}', slug)}?done=imported")


def _rows(table: timetable.Timetable) -> list[list[str]]:
    going = [session for session in table.sessions if session.cancelled_at is None]
    return [cells(each, table.groups, table.trainers) for each in going]


async def _at_once(rows: list[list[Cell]]) -> Batches:
    yield rows


def _csv(name: str, rows: list[list[str]]) -> Response[bytes]:
    headers = {**PRIVATE, "Content-Disposition": disposition(f"{name}.csv")}
    return Response(BOM + lines([COLUMNS, *rows]), media_type="text/csv", headers=headers)


async def rows_of(request: Request[Any, Any, Any]) -> list[Row]:
    """The lines of the CSV file or workbook that was sent. Raises Invalid (field `file`)."""
    filename, content = await read_file(request, "file")
    if not filename:
        raise Invalid([Problem("file", _CHOOSE)])
    return workbook.read(content) if content.startswith(b"PK\x03\x04") else spreadsheet.read(content)


def text_of(rows: list[Row]) -> str:
    """The table as one text, for the confirmation; lines keep their numbers."""
    table: list[list[str]] = []
    for row in rows:
        table += [[""]] * (row.line - 1 - len(table))
        table.append([guarded(cell) for cell in row.cells])
    return lines(table).decode()


def _preview(reader: Reader, seen: import_timetable.Preview, text: str, trouble: str = "") -> Response[str]:
    texts = reader.texts
    return private_page(
        reader,
        "organize_timetable_preview.html",
        status=409 if trouble else 200,
        plan=seen.plan,
        content=text,
        trouble=trouble,
        new=[_new(reader, each) for each in seen.plan.new],
        faults=[(each.line, each.column, each.value, translated((each.problem,), texts)[0].message)
                for each in seen.plan.faults],
        clashes=[clash_words(clash, seen.table, reader, seen.wanted) for clash in seen.clashes],
        **_context(seen.table.cohort),
    )  # fmt: skip


def _new(reader: Reader, each: Brought) -> tuple[int, str, str, str]:
    """Line, title, when and where."""
    fields = each.fields
    return each.line, fields.title, reader.when(fields.when, fields.timezone).venue, fields.place


async def _import_context(house: House, reader: Reader, staff: Staff, slug: str) -> dict[str, Any]:
    cohort = (await timetable.show(house, staff, slug)).cohort
    others = await next_cohort.copies_for(house, staff, slug)
    named = [(each.slug, reader.when(each.when, each.timezone, several_days=True).plain) for each in others]
    return _context(cohort) | {"others": named}


def _context(cohort: DeskCohort) -> dict[str, Any]:
    path = PATH.replace("{slug:str}", cohort.slug)
    return {"cohort": cohort, "path": path, "largest": LARGEST // 1000, "most": MOST_LINES, "columns": COLUMNS}


HANDLERS: tuple[Any, ...] = (upload_form, upload_post, confirm, example, download, download_workbook, copy)
