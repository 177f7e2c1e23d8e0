"""Logos and signatures: what is taken, and what is not."""

from datetime import UTC, datetime

import pytest

from shared.documents.pictures import as_svg
from shared.documents.press import press
from shared.errors import Invalid
from tests.shared.documents.pictures import INK, SEAL, png

CREATED = datetime(2026, 5, 20, 9, tzinfo=UTC)


def _with(picture: bytes) -> bytes:
    sheet = {"name": "Kim Gyeonbon", "logos": [{"picture": "logo"}]}
    return press().pdf("certificate", sheet, created=CREATED, pictures={"logo": picture})


@pytest.mark.parametrize(
    "picture", [SEAL, INK, b'<?xml version="1.0"?>\n' + SEAL], ids=["svg", "png", "svg with a head"]
)
def test_a_picture_stands_on_the_paper(picture: bytes) -> None:
    assert len(_with(picture)) > len(press().pdf("certificate", {"name": "Kim Gyeonbon"}, created=CREATED))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"%PDF-1.7\n%%EOF",
        b"GIF89a",
        b"<html><script>x</script></html>",
        INK[:40],
        png(5000, 1),
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><image href="https://elsewhere.example/x.png"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><image xlink:href="file:///etc/passwd"/></svg>',
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg"></svg>',
        b"\x89PNG\r\n\x1a\n" + b"x" * 1_000_000 + b"IEND",
    ],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid):
        as_svg(content)


@pytest.mark.parametrize(
    "broken",
    [INK[:60] + b"IEND" + INK[-12:], SEAL[:-8], SEAL.replace(b"</svg>", "<text>สมชาย ดี</text></svg>".encode())],
    ids=["cut short", "not closed", "words that cannot be copied out"],
)
def test_a_picture_that_cannot_be_drawn_is_told_when_it_comes(broken: bytes) -> None:
    with pytest.raises(Invalid):
        press().check(broken)


def test_a_good_picture_passes() -> None:
    press().check(SEAL)
    press().check(INK)
