"""Tables as files that spreadsheets write and read: CSV (RFC 4180), UTF-8 with a byte order mark, never a formula."""

import codecs
import csv
import io
import re
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import date, datetime

import msgspec

from shared.errors import Invalid, Problem
from shared.i18n.mark import mark

Cell = str | int | float | datetime | date
Batches = AsyncIterator[list[list[Cell]]]
BOM = codecs.BOM_UTF8
LARGEST = 800_000
MOST_LINES = 5000
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SEPARATORS = (",", ";", "\t")
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

EMPTY = mark("The file is empty. Its first line names the columns.")
TOO_LARGE = mark("The file is too large: up to %(most)d kB. Divide it.")
TOO_LONG = mark("The file has too many lines: up to %(most)d. Divide it.")
WORKBOOK = mark("This is a workbook. In your spreadsheet choose Save as, then CSV UTF-8, and send that file.")
NO_TEXT = mark("This is not a CSV file. In your spreadsheet choose Save as, then CSV UTF-8, and send that file.")
ENCODING = mark(
    "Line %(line)d holds characters that are not UTF-8. In your spreadsheet choose Save as, then CSV UTF-8, and send "
    "that file."
)
QUOTES = mark("Line %(line)d cannot be read: a quotation mark opens there and does not close.")


class Row(msgspec.Struct, frozen=True):
    """A line of a table. `line` is that of the file in which it begins, from 1."""

    line: int
    cells: list[str]


async def csv_of(columns: Sequence[str], batches: Batches) -> AsyncIterator[bytes]:
    """The file in pieces; times and days as ISO 8601, which spreadsheets take for such."""
    yield BOM + lines([columns])
    async for batch in batches:
        yield lines([[_written(cell) for cell in row] for row in batch])


def _written(cell: Cell) -> str:
    if isinstance(cell, int | float):
        return str(cell)
    if isinstance(cell, str):
        return safe(cell)
    return f"{cell:%Y-%m-%d %H:%M:%S}" if isinstance(cell, datetime) else cell.isoformat()


def safe(cell: str) -> str:
    """As a spreadsheet takes it for text: an apostrophe before a sign that begins a formula (OWASP, CSV injection)."""
    return "'" + cell if cell.startswith(_FORMULA) else cell


def guarded(cell: str) -> str:
    """`safe`, and such that `plain` gives back exactly this cell."""
    return "'" + cell if cell.startswith(_FORMULA) or plain(cell) != cell else cell


def plain(cell: str) -> str:
    """A cell without the apostrophe of `guarded`. Others, like that of 's-Hertogenbosch, stay."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*_FORMULA, "'")) else cell


def lines(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows of a CSV file; `BOM` comes before the first."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def read(content: bytes) -> list[Row]:
    """The lines of a CSV file that are not empty, its apostrophes against formulas taken off.

    UTF-8 with or without a byte order mark, UTF-16 with one; separated by comma, semicolon or tab, as Excel writes them
    in one country or another. Raises Invalid (field `file`) in words that say what to do.
    """
    if len(content) > LARGEST:
        raise bad(TOO_LARGE, most=LARGEST // 1000)
    text = _text(content)
    text, separator = _separator(text)
    rows = _rows(text, separator)
    if not rows:
        raise bad(EMPTY)
    if len(rows) > MOST_LINES:
        raise bad(TOO_LONG, most=MOST_LINES)
    return rows


def _text(content: bytes) -> str:
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise bad(WORKBOOK)
    encoding = next((name for mark_, name in _WIDE.items() if content.startswith(mark_)), "utf-8-sig")
    try:
        text = content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise bad(ENCODING, line=content[: error.start].count(b"\n") + 1) from None
    if "\x00" in text:
        raise bad(NO_TEXT)
    return text


def _separator(text: str) -> tuple[str, str]:
    """The text after a line "sep=;" of Excel's, and what divides the cells of its first line."""
    told = re.match(r"sep=(.)\r?\n", text)
    if told:
        return "\n" + text[told.end() :], told[1]
    first = re.sub(r'"[^"]*"', "", text.lstrip().partition("\n")[0])
    return text, max(_SEPARATORS, key=first.count)


def _rows(text: str, separator: str) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(begins, [plain(cell) for cell in cells]))
            begins = reader.line_num + 1
    except csv.Error:
        raise bad(QUOTES, line=begins) from None
    return rows


def bad(message: str, **params: int) -> Invalid:
    """What is wrong with the file as a whole."""
    return Invalid([Problem("file", message, dict(params))])
