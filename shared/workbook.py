"""Tables as an Excel workbook: every cell has its type, so nothing in it is taken for a formula or a link."""

import io
import tempfile
import zipfile
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, time, timedelta
from typing import IO, Any

from shared.i18n.mark import mark
from shared.spreadsheet import EMPTY, LARGEST, MOST_LINES, TOO_LARGE, TOO_LONG, Batches, Cell, Row, bad, plain

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PIECE = 65_536
_WIDTH = 22
_IN_MEMORY = 4_000_000
_UNPACKED = 40_000_000
NO_WORKBOOK = mark("This workbook cannot be read. Save it again as .xlsx, or as CSV UTF-8.")


async def workbook_of(columns: Sequence[str], batches: Batches) -> AsyncIterator[bytes]:
    """The file in pieces. It is written row by row into a temporary file: memory does not grow with the table."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        await _write(file, columns, batches)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


async def _write(file: IO[bytes], columns: Sequence[str], batches: Batches) -> None:
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415  # only here, and not small; ships no types

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options | {"default_date_format": "yyyy-mm-dd hh:mm:ss"}) as book:
        sheet = book.add_worksheet()
        sheet.set_column(0, len(columns) - 1, _WIDTH)
        sheet.freeze_panes(1, 1)
        bold = book.add_format({"bold": True})
        for column, words in enumerate(columns):
            sheet.write_string(0, column, words, bold)
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        row = 0
        async for batch in batches:
            for cells in batch:
                row += 1
                _row(sheet, row, cells, days)
        sheet.autofilter(0, 0, row, len(columns) - 1)


def _row(sheet: Any, row: int, cells: Sequence[Cell], days: Any) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(row, column, cell)
        elif isinstance(cell, int | float):
            sheet.write_number(row, column, cell)
        elif isinstance(cell, datetime):
            sheet.write_datetime(row, column, cell.replace(tzinfo=None))
        else:
            sheet.write_datetime(row, column, datetime.combine(cell, time()), days)


def read(content: bytes) -> list[Row]:
    """The lines of the first sheet that are not empty, each cell as text: days and hours as ISO 8601.

    Raises Invalid (field `file`) in words that say what to do.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  # only here, and not small

    if len(content) > LARGEST:
        raise bad(TOO_LARGE, most=LARGEST // 1000)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > _UNPACKED:
                raise bad(TOO_LARGE, most=LARGEST // 1000)
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    except (zipfile.BadZipFile, CalamineError, ValueError, IndexError):
        raise bad(NO_WORKBOOK) from None
    found = sheet.to_python(skip_empty_area=False)
    rows = [Row(line, [plain(_as_text(cell)) for cell in cells]) for line, cells in enumerate(found, start=1)]
    rows = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if not rows:
        raise bad(EMPTY)
    if len(rows) > MOST_LINES:
        raise bad(TOO_LONG, most=MOST_LINES)
    return rows


def _as_text(cell: object) -> str:
    match cell:
        case bool():
            text = "yes" if cell else "no"
        case datetime():
            text = cell.date().isoformat() if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
        case time():
            text = f"{cell:%H:%M}"
        case timedelta():
            text = f"{int(cell.total_seconds()) // 3600:02}:{int(cell.total_seconds()) // 60 % 60:02}"
        case float() if cell.is_integer():
            text = str(int(cell))
        case _:  # a date too is written as ISO 8601
            text = str(cell)
    return text
