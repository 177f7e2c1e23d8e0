"""A certificate is printed again for forty years from the version of the template it was issued with, byte for byte.

So nobody changes that version unawares: neither its files, nor what becomes of a sheet on its way through them.
"""

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

import shared.documents
from shared.documents.press import press
from tests.shared.documents.pictures import INK, SEAL
from tests.shared.documents.sheets import CERTIFICATE
from tests.shared.documents.test_archival import CREATED

TEMPLATES = Path(shared.documents.__file__).with_name("templates")
FILES = {
    "badge.1.typ": "757dc516fd883f0958013650235986e1",
    "certificate.1.typ": "1f6b30de6d23eeb07f55878f22da6364",
    "house.1.typ": "58431eb4e8cbf94dd00527e0e52190dd",
    "lines.1.svg": "45b1c4cb9ad1e91f45be66dbce419c73",
    "paper.1.typ": "f40762cd0205bef2f739f1311eff9d83",
    "plate.1.typ": "a3f3772e0b35b6b0cf5dd1f93a350f7d",
    "report.1.typ": "74f47e98fcf937c324b59b47ff382085",
    "transcript.1.typ": "c943a830bec3537a925e91921c8c851f",
}
WHAT_TO_DO = """
{file} is not what it was. If a version of WeGO was released with it, take the change back: copy it, and what imports
or reads it, to the next number (certificate.1.typ to certificate.2.typ), change the copy, and add its digest here.
If none was, write its new digest here."""
DRAWN = "cf4f39d00b212724ac7c812765b8fe74"
SIMPLE = "dcdc48894abeb4dad5bb75c9e2b89748"
WHAT_CHANGED = """
The same sheet, printed with version 1, draws another page: through its files, words.py, qr.py, pictures.py, press.py,
the fonts, or Typst itself. Certificates issued before no longer come out as they were, and /verify no longer knows
their files (it compares their SHA-256). If a version of WeGO was released with the old page, keep the old way for
version 1, or say in CHANGELOG that files downloaded before are no longer recognised by their bytes (their signed
credentials still are). Then write the new digest here."""


def test_no_file_of_a_released_version_changes() -> None:
    found = {path.name: sha256(path.read_bytes()).hexdigest()[:32] for path in TEMPLATES.iterdir()}
    for file in sorted(FILES.keys() | found.keys()):
        assert found.get(file) == FILES.get(file), WHAT_TO_DO.format(file=file)


@pytest.mark.parametrize(
    ("sheet", "digest"),
    [
        (CERTIFICATE, DRAWN),
        ({"name": "Ana Núñez", "native": "อนา", "native_lang": "th", "qr": CERTIFICATE["qr"]}, SIMPLE),
    ],
    ids=["with all its words", "with few words"],
)
def test_the_same_sheet_draws_the_same_page(sheet: dict[str, object], digest: str) -> None:
    made = press().pdf("certificate", sheet, version=1, created=CREATED, pictures={"seal": SEAL, "ink": INK})
    drawing = PdfReader(BytesIO(made)).pages[0].get_contents()
    assert drawing is not None
    assert sha256(drawing.get_data()).hexdigest()[:32] == digest, WHAT_CHANGED
