"""The foot of a certificate: names stay in their column."""

from datetime import UTC, datetime
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest

from shared.documents.press import press
from tests.shared.documents.test_overlap import sheet

CREATED = datetime(2026, 5, 20, 9, tzinfo=UTC)
NUMBER = "WG-2026-0014-7KQ2M4XD"


def lines_of(given: dict[str, Any]) -> list[tuple[str, tuple[float, float, float, float]]]:
    """What stands in each run of letters, and its box."""
    document = pypdfium2.PdfDocument(press().pdf("certificate", given, created=CREATED))
    try:
        page = document[0].get_textpage()
        boxes = [page.get_rect(each) for each in range(page.count_rects())]
        return [(page.get_text_bounded(*box).strip(), box) for box in boxes]
    finally:
        document.close()


def whole(design: str, *, two: bool) -> dict[str, Any]:
    address = "wego.example.org/verify/" + NUMBER
    own = {"number": NUMBER, "verify": address, "address": "https://" + address, "words": {}, "programme": "Jeju"}
    found = sheet(design, unbroken=False, two=two) | own
    signs = ("Sample Name", "W" + "w" * 24, "Third Name")
    return found | {"signatories": [{"name": name, "title": "Director"} for name in signs]}


@pytest.mark.parametrize("two", [False, True], ids=["one language", "two languages"])
@pytest.mark.parametrize("design", ["lines", "plain", "portrait"])
def test_a_name_without_a_space_stays_in_its_column(design: str, two: bool) -> None:
    lines = lines_of(whole(design, two=two))
    first, third = (next(box for words, box in lines if words.startswith(name)) for name in ("Sample", "Third"))
    long = [box for words, box in lines if words in ("W", "w")]
    gap = 10 / 25.4 * 72
    assert len(long) == 25, "broken: each letter by itself"
    assert [box for box in long if box[0] < first[2] or box[2] > third[0] - gap + 1] == []
    assert first[3] == third[3], "at one height"
