"""Long words shrink or wrap: nothing runs off the paper, or into what stands below."""

import re
from datetime import UTC, datetime
from io import BytesIO
from itertools import permutations

import pytest
import segno
from pypdf import PdfReader

from shared.documents.press import press
from shared.documents.qr import drawn
from shared.i18n import translator
from tests.shared.documents.reading import boxes, lines
from tests.shared.documents.sheets import BADGE, CERTIFICATE, WORDS

CREATED = datetime(2026, 5, 20, 9, tzinfo=UTC)
A4 = (841.89, 595.28)
WRITTEN = {**CERTIFICATE, "watermark": ""}
SOME = {**WRITTEN, "text": "", "second": None}  # few words, which the template does not measure
LONG = [
    "María-Fernanda de los Ángeles Rodríguez-Hernández y Villanueva de la Santísima Trinidad",
    "W" * 89,
    "W" * 300,
    "Very long words " * 12,
    "김수한무거북이와두루미삼천갑자동방삭" * 6,
    "អគ្គមហាសេនាបតីតេជោ " * 8,
    "محمد عبد الرحمن بن عبد العزيز " * 5,
]
KEYS = ("name", "native", "organisation", "programme", "dates", "place", "hours", "number")


@pytest.mark.parametrize("words", LONG, ids=[f"{words[:9]} {len(words)}" for words in LONG])
@pytest.mark.parametrize("design", ["lines", "plain", "portrait"])
@pytest.mark.parametrize("sheet", [WRITTEN, SOME], ids=["two languages", "one"])
def test_one_long_word_after_the_other(sheet: dict[str, object], design: str, words: str) -> None:
    for key in KEYS:
        _stands_on_the_paper({**sheet, "design": design, key: words})


@pytest.mark.parametrize("design", ["lines", "plain", "portrait"])
def test_everything_long_at_once(design: str) -> None:
    long = dict.fromkeys(KEYS, LONG[0])
    second = {"lang": "ko", "words": dict.fromkeys(WORDS, LONG[0]), **dict.fromkeys(("programme", "dates"), LONG[4])}
    _stands_on_the_paper({**WRITTEN, **long, "design": design, "text": "Some words. " * 60, "second": second})


@pytest.mark.parametrize("design", ["lines", "portrait"])
@pytest.mark.parametrize(("first", "second"), list(permutations(("en", "ko", "zh", "es", "fr"), 2)))
def test_a_label_in_two_languages_breaks_between_them_alone(first: str, second: str, design: str) -> None:
    """As the catalogues have it: "Compruebe este certificado en / 진위 확인 주소" takes more than a line."""
    keys = {"verify": "Check this certificate at", "number": "Certificate number"}
    labels = [{key: translator(language).gettext(words) for key, words in keys.items()} for language in (first, second)]
    twin = {"lang": second, "words": {**WORDS, **labels[1]}}
    sheet = {**WRITTEN, "design": design, "lang": first, "words": labels[0], "second": twin}
    said = lines(press().pdf("certificate", sheet, created=CREATED))
    assert [words for own in labels for words in own.values() if not any(words.strip() in line for line in said)] == []


def _stands_on_the_paper(sheet: dict[str, object]) -> None:
    made = press().pdf("certificate", sheet, created=CREATED)
    wide, high = A4 if sheet["design"] != "portrait" else A4[::-1]
    off = [box for box in boxes(made) if box[0] < 0 or box[1] < 0 or box[2] > wide or box[3] > high]
    assert off == []


@pytest.mark.parametrize("words", LONG, ids=[f"{words[:9]} {len(words)}" for words in LONG])
@pytest.mark.parametrize(("template", "size"), [("badge", (297.7, 419.6)), ("plate", A4)])
def test_badges_and_plates_hold_long_names(template: str, size: tuple[float, float], words: str) -> None:
    for key in ("name", "native", "organisation", "country", "role"):
        made = press().pdf(template, {f"{template}s": [{**BADGE, key: words}]}, created=CREATED)
        off = [box for box in boxes(made) if box[0] < 0 or box[1] < 0 or box[2] > size[0] or box[3] > size[1]]
        assert (key, off) == (key, [])


def test_only_a_word_that_fits_no_line_is_broken() -> None:
    long = "Wolfeschlegelsteinhausenbergerdorff"
    others = ["Bartholomew", "Maximilian-Alexander", "Konstantinopoulos", "Hohenlohe"]
    found = lines(press().pdf("badge", {"badges": [{"name": " ".join([long, *others])}]}, created=CREATED))
    assert long not in " ".join(found)
    assert [word for word in others if word not in " ".join(found).split()] == []


@pytest.mark.parametrize(("sheet", "pages"), [("a6", 5), ("a4", 2)])
def test_badges_come_one_by_one_or_four_to_a_sheet(sheet: str, pages: int) -> None:
    made = press().pdf("badge", {"badges": [BADGE] * 5, "sheet": sheet}, created=CREATED)
    assert len(PdfReader(BytesIO(made)).pages) == pages


def test_a_sample_says_so() -> None:
    assert "SAMPLE" in "".join(lines(press().pdf("certificate", CERTIFICATE, created=CREATED)))
    assert "SAMPLE" not in "".join(lines(press().pdf("certificate", WRITTEN, created=CREATED)))


def test_every_fixed_word_is_replaced_and_stands_in_two_languages() -> None:
    own = {key: f"own {key}" for key in WORDS}
    text = "".join(lines(press().pdf("certificate", {**WRITTEN, "words": own}, created=CREATED)))
    assert [words for words in (*own.values(), *WORDS.values()) if words not in text] == []


def test_a_code_is_drawn_module_by_module() -> None:
    address = "https://wego.example/verify/7Q2KJ9XCVB12"
    code = drawn(address)
    matrix = [bytearray(code.size) for _ in range(code.size)]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)", code.path):
        matrix[int(y)][int(x) : int(x) + int(width)] = b"\x01" * int(width)
    best = segno.make(address, error="m", micro=False, boost_error=False, mask=3)
    assert matrix == list(best.matrix)
