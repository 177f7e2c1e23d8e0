"""One input, one PDF: whatever stands in it."""

import asyncio
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from shared.documents.press import Attachment, newest, press

CREATED = datetime(2026, 5, 20, 9, tzinfo=UTC)
CREDENTIAL = Attachment(
    "credential.json", b'{"type": ["OpenBadgeCredential"]}', "application/ld+json", "The credential"
)
REPORT = {
    "title": "How the course was seen",
    "facts": [["Answers", "12 of 15"]],
    "sections": [
        {
            "heading": "Content",
            "text": "First.\n\nSecond.",
            "svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><path d="M0 0h6v3H0z"/></svg>',
            "alt": "Two thirds",
            "table": {"columns": ["Answer", "People"], "rows": [["Good", "8"], ["Fair", "4"]]},
            "quotes": ["고맙습니다"],
        }
    ],
    "footer": "Made on 20 May 2026",
}
SHEETS: dict[str, dict[str, Any]] = {
    "certificate": {"name": "Kim Gyeonbon", "programme": "Smart City Training"},
    "report": REPORT,
    "transcript": {"name": "Kim Gyeonbon"},
}


@pytest.mark.parametrize("template", SHEETS)
def test_the_same_input_gives_the_same_bytes(template: str) -> None:
    once, again = (press().pdf(template, SHEETS[template], created=CREATED) for _ in range(2))
    assert once == again


@pytest.mark.parametrize("template", SHEETS)
def test_every_template_takes_an_empty_sheet(template: str) -> None:
    assert len(PdfReader(BytesIO(press().pdf(template, {}, created=CREATED))).pages) == 1


@pytest.mark.parametrize("template", SHEETS)
def test_every_template_takes_attachments(template: str) -> None:
    made = press().pdf(template, SHEETS[template], created=CREATED, attachments=[CREDENTIAL])
    assert PdfReader(BytesIO(made)).attachments == {CREDENTIAL.name: [CREDENTIAL.content]}


async def test_many_at_once_are_those_one_after_the_other() -> None:
    sheets = [{"name": f"Person {number}"} for number in range(12)]
    at_once = await asyncio.gather(*(press().print("certificate", sheet, created=CREATED) for sheet in sheets))
    assert list(at_once) == [press().pdf("certificate", sheet, created=CREATED) for sheet in sheets]


def test_the_newest_version_is_taken_unless_one_is_named() -> None:
    sheet = SHEETS["certificate"]
    assert press().pdf("certificate", sheet, created=CREATED) == press().pdf(
        "certificate", sheet, created=CREATED, version=newest("certificate")
    )


def test_a_heading_of_a_report_stands_with_its_picture_and_its_table() -> None:
    """However long what stands before it is."""
    wide = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 2"><path d="M0 0h6v2H0z"/></svg>'
    rows = [[f"Answer {number}", "4"] for number in range(5)]
    section = {"text": "15 answers", "svg": wide, "alt": "x", "table": {"columns": ["Answer", "People"], "rows": rows}}
    sections = [section | {"heading": f"Question {number}"} for number in range(8)]
    made = press().pdf("report", {"title": "Results", "sections": sections}, created=CREATED)
    pages = [page.extract_text() for page in PdfReader(BytesIO(made)).pages]
    assert len(pages) > 2
    assert [page.count("Question") for page in pages] == [page.count("Answer 4") for page in pages]
