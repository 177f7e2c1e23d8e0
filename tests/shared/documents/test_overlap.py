"""Words as long as their fields allow: nothing on a certificate stands over anything else or beyond the paper."""

from datetime import UTC, datetime
from io import BytesIO
from itertools import combinations
from typing import Any, cast

import pypdfium2  # type: ignore[import-untyped]
import pytest
from pypdf import PdfReader

from shared.documents.press import press
from shared.documents.qr import drawn

CREATED = datetime(2026, 5, 20, 9, tzinfo=UTC)
ADDRESS = "https://certificates.wego.example.org/verify/WG-2027-0042-7KQ2M4XD"
Box = tuple[float, float, float, float]


def long(length: int, words: str) -> str:
    return (words * length)[:length].strip()


def sheet(design: str, *, unbroken: bool, two: bool) -> dict[str, Any]:
    say = (lambda length, _: "W" * length) if unbroken else long
    texts = {"title": "Sustainable ", "awarded": "this is to say ", "done": "has done well "}
    found: dict[str, Any] = {
        "design": design,
        "name": "Kim Gyeonbon",
        "native": "김견본",
        "native_lang": "ko",
        "organisation": "City of Goyang",
        "programme": say(160, "International "),
        "dates": "1 to 20 May 2026",
        "place": "Seoul, Republic of Korea",
        "hours": "63 hours",
        "number": "WG-2026-0014-7KQ2M4XD",
        "verify": ADDRESS.partition("://")[2],
        "address": ADDRESS,
        "qr": drawn(ADDRESS),
        "signatories": [{"name": say(80, "Alexander "), "title": say(120, "Secretary of ")} for _ in range(3)],
        "words": {key: say(160, text) for key, text in texts.items()},
    }
    if two:
        words = {"title": "수" * 160, "awarded": "위 " * 80, "done": "다음 " * 53, "verify": "진위 확인"}
        found["second"] = {"lang": "ko", "words": words, "programme": "스마트 " * 40, "dates": "5월", "place": "서울"}
    return found


def lines_of(pdf: bytes) -> tuple[list[Box], tuple[float, float]]:
    """The boxes of runs of letters, as PDFium joins them, and the size of the page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[0].get_textpage()
        return [text.get_rect(each) for each in range(text.count_rects())], document[0].get_size()
    finally:
        document.close()


def over(one: Box, other: Box) -> bool:
    """More than lines that are set tight: by a point and a half each way."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 1.5 and min(one[3], other[3]) - max(one[1], other[1]) > 1.5


@pytest.mark.parametrize("two", [False, True])
@pytest.mark.parametrize("unbroken", [False, True])
@pytest.mark.parametrize("design", ["lines", "plain", "portrait"])
def test_nothing_stands_over_anything_else(design: str, unbroken: bool, two: bool) -> None:
    boxes, (wide, high) = lines_of(
        press().pdf("certificate", sheet(design, unbroken=unbroken, two=two), created=CREATED)
    )
    assert [pair for pair in combinations(boxes, 2) if over(*pair)] == []
    assert [each for each in boxes if each[0] < 0 or each[1] < 0 or each[2] > wide or each[3] > high] == []


def test_the_address_is_copied_as_it_is_and_can_be_followed() -> None:
    made = press().pdf("certificate", sheet("lines", unbroken=False, two=True), created=CREATED)
    document = pypdfium2.PdfDocument(made)
    try:
        text = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    assert ("\u200b" in text, ADDRESS.partition("://")[2] in text.replace("\r\n", "")) == (False, True)
    links = {each.get_object()["/A"]["/URI"] for each in cast(Any, PdfReader(BytesIO(made)).pages[0]["/Annots"])}
    assert links == {ADDRESS}
