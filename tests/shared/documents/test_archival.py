"""PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1): what a file claims, and what it must have for that."""

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from shared.documents.press import Attachment, press
from tests.shared.documents.pictures import INK, SEAL
from tests.shared.documents.reading import catalogue, fonts
from tests.shared.documents.sheets import EVERYWHERE

CREATED = datetime(2026, 5, 20, 9, tzinfo=UTC)
CREDENTIAL = Attachment(
    "credential.json", b'{"type": ["OpenBadgeCredential"]}', "application/ld+json", "The credential"
)


@pytest.fixture(scope="module", params=EVERYWHERE)
def made(request: pytest.FixtureRequest) -> bytes:
    return press().pdf(
        request.param,
        EVERYWHERE[request.param],
        created=CREATED,
        pictures={"seal": SEAL, "ink": INK},
        attachments=[CREDENTIAL],
    )


def test_it_claims_both_standards(made: bytes) -> None:
    xmp = catalogue(made)["/Metadata"].get_data().decode()
    claims = dict(re.findall(r"<(pdfaid:part|pdfaid:conformance|pdfuaid:part)>([^<]*)<", xmp))
    assert claims == {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"}


def test_it_has_a_title_that_is_shown_a_language_and_a_structure(made: bytes) -> None:
    root = catalogue(made)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"].startswith("en")
    assert root["/StructTreeRoot"]["/K"]
    assert PdfReader(BytesIO(made)).metadata.title != ""  # type: ignore[union-attr]


def test_its_colours_mean_the_same_everywhere(made: bytes) -> None:
    assert [intent["/S"] for intent in catalogue(made)["/OutputIntents"]] == ["/GTS_PDFA1"]


def test_every_picture_says_in_words_what_it_shows(made: bytes) -> None:
    figures = [each for each in _elements(catalogue(made)["/StructTreeRoot"]) if each.get("/S") == "/Figure"]
    assert [each for each in figures if not each.get("/Alt")] == []


def test_the_credential_belongs_to_the_document(made: bytes) -> None:
    (file,) = catalogue(made)["/AF"]
    file = file.get_object()
    stream = file["/EF"]["/F"].get_object()
    assert (file["/UF"], file["/AFRelationship"], file["/Desc"]) == (
        "credential.json",
        "/Alternative",
        "The credential",
    )
    assert (stream["/Subtype"], stream.get_data()) == ("/application/ld+json", CREDENTIAL.content)


def test_it_bears_the_date_it_was_given(made: bytes) -> None:
    assert PdfReader(BytesIO(made)).metadata.creation_date == CREATED  # type: ignore[union-attr]


def test_its_fonts_are_those_of_the_packages(made: bytes) -> None:
    assert {name for name in fonts(made) if not name.startswith(("NotoSans", "LibertinusSerif", "Amiri"))} == set()


def _elements(element: Any) -> list[Any]:
    """The structure's elements (ISO 32000-1, 14.7.2), from the root down."""
    kids = element.get("/K", [])
    found = [element]
    for kid in kids if isinstance(kids, list) else [kids]:
        whole = kid.get_object()
        if isinstance(whole, dict) and "/S" in whole:
            found += _elements(whole)
    return found
