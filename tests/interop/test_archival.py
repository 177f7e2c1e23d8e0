"""veraPDF finds nothing against PDF/A-3a and PDF/UA-1 in our PDFs, in any script, but what is broken on purpose."""

import os
from pathlib import Path
from typing import Any

import pytest

from shared.documents.press import Attachment, press
from tests.interop import with_verapdf
from tests.shared.documents.pictures import INK, SEAL
from tests.shared.documents.sheets import CERTIFICATE, EVERYWHERE
from tests.shared.documents.test_archival import CREATED, CREDENTIAL
from tests.shared.documents.test_names import NAMES

FEW = {"programme": "Training", "number": "WG-2027-0042-7KQ2M4XD", "verify": "wego.example/verify/1"}


@pytest.fixture(autouse=True)
def _there() -> None:
    if reason := with_verapdf.missing():
        assert "CI" not in os.environ, f".ci/run installs it: {reason}"
        pytest.skip(f"veraPDF did not look at the PDFs: {reason}")


def printed(template: str, sheet: dict[str, Any], attachments: tuple[Attachment, ...] = ()) -> bytes:
    pictures = {"seal": SEAL, "ink": INK}
    return press().pdf(template, sheet, created=CREATED, pictures=pictures, attachments=attachments)


def nothing_in(files: dict[str, bytes]) -> dict[tuple[str, str], set[str]]:
    return {(name, profile): set() for name in files for profile in with_verapdf.PROFILES}


def test_every_template_and_design(tmp_path: Path) -> None:
    files = {f"{template}.pdf": printed(template, sheet) for template, sheet in EVERYWHERE.items()}
    files |= {
        f"{design}.pdf": printed("certificate", CERTIFICATE | {"design": design}) for design in ("plain", "portrait")
    }
    files["few.pdf"] = printed("certificate", FEW | {"name": "Ana", "qr": CERTIFICATE["qr"]})
    files["attached.pdf"] = printed("certificate", CERTIFICATE, (CREDENTIAL,))
    assert with_verapdf.broken(files, tmp_path) == nothing_in(files)


def test_names_in_every_script(tmp_path: Path) -> None:
    files = {
        f"{number}-{lang}.pdf": printed("certificate", FEW | {"name": name, "native": name, "native_lang": lang})
        for number, (lang, name) in enumerate(NAMES)
    }
    assert with_verapdf.broken(files, tmp_path) == nothing_in(files)


def test_what_is_broken_is_found(tmp_path: Path) -> None:
    whole = printed("certificate", CERTIFICATE)
    files = {
        "no language.pdf": whole.replace(b"/Lang(en)", b"/Long(en)"),
        "no claim.pdf": whole.replace(b"<pdfaid:conformance>A<", b"<pdfaid:conformance>B<"),
        "no structure.pdf": whole.replace(b"/Marked true", b"/Marked null"),
    }
    found = with_verapdf.broken(files, tmp_path)
    assert {name for (name, _profile), rules in found.items() if rules} == set(files)
