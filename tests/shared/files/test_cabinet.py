"""Files while they arrive, in their place, and swept away."""

import os
import stat
import time
from pathlib import Path
from uuid import uuid4

import pytest

from shared.files.cabinet import ORPHANED_AFTER, Cabinet
from shared.files.kinds import FileType, file_type
from shared.files.names import clean_name
from shared.web.attachment import disposition
from tests.training.uploads import HTML, HTML_AS_PDF, JPEG, PDF, PNG


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, FileType.PDF),
        (PNG, FileType.PNG),
        (JPEG, FileType.JPEG),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", FileType.WEBP),
        (HTML, None),
        (HTML_AS_PDF, None),
        (b"%PDF-1.7\n<script>alert(1)</script>", None),
        (b"\x89PNG\r\n\x1a\n" + HTML, None),
        (b"MZ\x90", None),
        (b"PK\x03\x04", None),
        (b"", None),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, kind: FileType | None) -> None:
    assert file_type(content[:2048], content[-2048:]) is kind


@pytest.mark.parametrize(
    ("given", "kind", "name"),
    [
        ("CV.PDF", FileType.PDF, "CV.pdf"),
        ("../../etc/passwd", FileType.PDF, "passwd.pdf"),
        ("C:\\Users\\Ada\\letter.jpeg", FileType.JPEG, "letter.jpg"),
        ("이력서.pdf", FileType.PDF, "이력서.pdf"),
        ("..", FileType.PDF, "file.pdf"),
        (".pdf", FileType.PDF, "file.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", FileType.PDF, "aSet-Cookie_ x=1.pdf"),
        ("invoice\u202efdp.exe", FileType.PDF, "invoicefdp.exe.pdf"),
        ("x" * 300 + ".pdf", FileType.PDF, "x" * 116 + ".pdf"),
    ],
)
def test_a_name_has_no_path_and_the_ending_of_its_content(given: str, kind: FileType, name: str) -> None:
    assert clean_name(given, kind) == name


def test_a_name_in_the_header_is_ascii() -> None:
    whole = "filename*=UTF-8''%EC%9D%B4%EB%A0%A5%EC%84%9C%201.pdf"
    assert disposition("이력서 1.pdf") == f'attachment; filename="_ 1.pdf"; {whole}'
    assert disposition('a"b.ics', "inline") == """inline; filename="a_b.ics"; filename*=UTF-8''a%22b.ics"""


def test_a_file_is_written_aside_and_put_in_its_place(tmp_path: Path) -> None:
    cabinet, id_ = Cabinet(tmp_path / "files"), uuid4()
    arriving = cabinet.receive("cv.pdf", 1000)
    for part in (PDF[:5], PDF[5:]):
        arriving.write(part)
    assert not cabinet.path(id_).exists()
    cabinet.keep(arriving, id_)
    arriving.discard()
    assert (cabinet.path(id_).read_bytes(), arriving.size, arriving.kind) == (PDF, len(PDF), FileType.PDF)
    assert stat.S_IMODE(cabinet.path(id_).stat().st_mode) == 0o600
    cabinet.delete([id_, uuid4()])
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


def test_no_more_than_the_limit_is_written_and_all_of_it_is_counted(tmp_path: Path) -> None:
    arriving = Cabinet(tmp_path).receive("big.pdf", 10)
    for _ in range(5):
        arriving.write(b"12345")
    arriving.close()
    assert (arriving.size, arriving.too_large, arriving.path.stat().st_size) == (25, True, 10)
    arriving.discard()
    assert not arriving.path.exists()


def test_only_what_is_old_is_offered_to_the_sweep(tmp_path: Path) -> None:
    cabinet, old, new = Cabinet(tmp_path), uuid4(), uuid4()
    for id_ in (old, new):
        arriving = cabinet.receive("cv.pdf", 1000)
        arriving.write(PDF)
        cabinet.keep(arriving, id_)
    cabinet.receive("half.pdf", 1000).close()
    then = time.time() - ORPHANED_AFTER - 1
    os.utime(cabinet.path(old), (then, then))
    assert list(cabinet.old_ids()) == [old]
    assert cabinet.drop_unfinished() == 0
    assert cabinet.drop_unfinished(time.time() + ORPHANED_AFTER + 1) == 1
