"""How programs read a PDF: text by PDFium (the engine of Chrome), the rest by pypdf."""

import unicodedata
from io import BytesIO
from typing import Any, cast

import pypdfium2  # type: ignore[import-untyped]
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
