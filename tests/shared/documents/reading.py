"""How programs read a PDF: text by PDFium (the engine of Chrome), the rest by pypdf."""

import unicodedata
from io import BytesIO
from typing import Any, cast

import pypdfium2  # type: ignore[import-untyped]
import segno
from pypdf import PdfReader


def lines(pdf: bytes, page: int = 0) -> list[str]:
    """The text as it is copied, without the marks of direction that readers add, in NFC."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[page].get_textpage().get_text_range()
    finally:
        document.close()
    for sign in "\u200b\u202a\u202b\u202c":
        text = text.replace(sign, "")
    return unicodedata.normalize("NFC", text).splitlines()


def boxes(pdf: bytes, page: int = 0) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top in points of every letter on a page that is seen."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[page].get_textpage()
        found = [text.get_charbox(index) for index in range(text.count_chars())]
    finally:
        document.close()
    return [box for box in found if box[2] > box[0] and box[3] > box[1]]


def code_of(address: str) -> list[list[bool]]:
    """The QR code that holds an address, as `code` reads it from a page."""
    return [[bool(module) for module in row] for row in segno.make(address, error="m", micro=False, mask=3).matrix]


def code(pdf: bytes, page: int, left: float, right: float, top: float) -> list[list[bool]]:
    """The dark modules of the QR code that begins below `top` (mm) between two edges of a page that holds nothing else
    there: the box of its dark dots is the code, for three of its corners are dark (ISO/IEC 18004, 6.3.3).
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        seen = document[page].render(scale=8, grayscale=True)
        rows = [bytes(seen.buffer)[y * seen.stride :][: seen.width] for y in range(seen.height)]
    finally:
        document.close()
    dot = 72 / 25.4 * 8
    dark = [[x for x in range(int(left * dot), int(right * dot)) if row[x] < 128] for row in rows]
    first = next(y for y in range(int(top * dot), len(rows)) if dark[y])
    begin, side = min(dark[first]), max(dark[first]) - min(dark[first]) + 1
    # A finder is seven modules wide, and stands at the beginning of the first row.
    wide = next(x for x in range(side) if rows[first][begin + x] >= 128) / 7
    size = round(side / wide)
    middle = [int((n + 0.5) * side / size) for n in range(size)]
    return [[rows[first + y][begin + x] < 128 for x in middle] for y in middle]


def pictures(pdf: bytes) -> set[str]:
    """The words that stand for the pictures (ISO 32000-1, 14.9.3)."""
    return _alternatives(catalogue(pdf)["/StructTreeRoot"]["/K"])


def _alternatives(element: Any) -> set[str]:
    element = element.get_object()
    if not hasattr(element, "get"):
        return set().union(*map(_alternatives, element)) if isinstance(element, list) else set()
    own = {str(element["/Alt"])} if "/Alt" in element else set()
    inside = element.get("/K", [])
    inside = inside if isinstance(inside, list) else [inside]
    return own.union(*(_alternatives(each) for each in inside))


def catalogue(pdf: bytes) -> Any:
    """The document's root dictionary (ISO 32000-1, 7.7.2)."""
    return PdfReader(BytesIO(pdf)).trailer["/Root"]


def fonts(pdf: bytes) -> set[str]:
    """The names of the fonts of all pages, each without the six letters of its subset."""
    found = set()
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in cast(Any, page["/Resources"]).get("/Font", {}).values():
            found.add(str(font.get_object()["/BaseFont"]).partition("+")[2])
    return found
