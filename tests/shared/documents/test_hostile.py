"""Whatever somebody types, a document comes out; nothing of it is taken for markup, and no letter breaks PDF/A."""

import json
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from shared.documents.press import press
from shared.documents.words import clean
from tests.shared.documents.sheets import EVERYWHERE

CREATED = datetime(2026, 5, 20, 9, tzinfo=UTC)
NASTY = [
    "",
    " ",
    "\n",
    '"); #panic("x")',
    "#sys.inputs $x$ *b* _i_ `raw` @ref <label> \\ // /* */ [x] {y} ~ -- ...",
    "a" * 300,
    "-" * 60,
    "Dr. " + "Longname-" * 40,
    "\x00\x01\x1b\x7f\x85\u2028\u2029\t\r\n",
    "\u202eevil\u202c \u2066x\u2069 \u200f\u200e\u061c",
    "\u0300\u0301 alone",
    "0\u064b",  # a digit under an Arabic vowel: no font has both
    "ẹ̀ ọ̀ x̂" * 20,
    "\ud7ff\ue000\uf8ff\ufffe\U000f0000\U0010ffff",
    "😀👩‍👩‍👧 🇰🇷 ☺️",
    "\U00012000\U0001f9ff\u0870",
    "مُحَمَّد" * 30,
    "ភ្នំពេញ" * 30,
    "\u200b\u00ad\u2060\ufeff",
    "김" * 300,
    "<svg onload=x>&amp;&#0;",
]
TAGS = ["", "en", "ar", "zh-Hant", "x", "EN-us", "12", "#", "a-b-c", "ko-KR"]
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=60), st.text(st.characters(), max_size=60))
tags = st.one_of(st.sampled_from(TAGS), st.text(max_size=6))


def filled(shape: Any, text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """A sheet of this shape with other words in it, some left out."""
    if isinstance(shape, dict):
        whole = {key: st.just(each) if key in {"qr", "svg"} else filled(each, text) for key, each in shape.items()}
        return st.fixed_dictionaries({}, optional={key: tags if "lang" in key else each for key, each in whole.items()})
    if isinstance(shape, list):
        return st.tuples(*(filled(each, text) for each in shape)).map(list)
    return text if isinstance(shape, str) else st.just(shape)


@pytest.mark.parametrize("template", EVERYWHERE)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_anything_typed_comes_out_as_a_document(template: str, data: st.DataObject) -> None:
    sheet = data.draw(filled(EVERYWHERE[template], texts))
    made = press().pdf(template, sheet, created=CREATED)
    assert PdfReader(BytesIO(made)).metadata is not None


@pytest.mark.parametrize("words", NASTY)
@pytest.mark.parametrize("template", EVERYWHERE)
def test_each_nasty_thing_in_every_place(template: str, words: str) -> None:
    sheet = json.loads(json.dumps(EVERYWHERE[template]), object_hook=lambda each: each)
    made = press().pdf(template, _everywhere(sheet, words), created=CREATED)
    assert made.startswith(b"%PDF-1.7")


def _everywhere(shape: Any, words: str) -> Any:
    if isinstance(shape, dict):
        kept = ("path", "svg", "design", "sheet", "picture")
        return {key: each if key in kept else _everywhere(each, words) for key, each in shape.items()}
    if isinstance(shape, list):
        return [_everywhere(each, words) for each in shape]
    return words if isinstance(shape, str) else shape


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Ada\x00 Lovelace", "Ada Lovelace"),
        ("a\tb", "a b"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("\u202egnp.exe", "gnp.exe"),
        ("e\u0301", "é"),
        ("x\ue000y", "x\N{REPLACEMENT CHARACTER}y"),
        ("\u200fעברית", "\u200fעברית"),
        ("ន្ទ\u200bក", "ន្ទ\u200bក"),
    ],
)
def test_what_becomes_of_signs_that_paper_does_not_take(typed: str, printed: str) -> None:
    assert clean(typed) == printed
