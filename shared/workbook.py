"""Tables as an Excel workbook: every cell has its type, so nothing in it is taken for a formula or a link."""

import tempfile
from collections.abc import AsyncIterator, Sequence
from typing import IO, Any

from shared.spreadsheet import Batches, Cell

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PIECE = 65_536
_WIDTH = 22
_IN_MEMORY = 4_000_000


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
        row = 0
        async for batch in batches:
            for cells in batch:
                row += 1
                _row(sheet, row, cells)
        sheet.autofilter(0, 0, row, len(columns) - 1)


def _row(sheet: Any, row: int, cells: Sequence[Cell]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(row, column, cell)
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell)
        else:
            sheet.write_datetime(row, column, cell.replace(tzinfo=None))
