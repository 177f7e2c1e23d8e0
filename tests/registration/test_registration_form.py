"""The form: every problem at once, names of any script kept, what cannot be printed refused."""

import unicodedata
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registration.domain.registration import Category, Participant
from services.registration.domain.registration_form import read_registration
from shared.errors import Invalid

GOOD: dict[str, Any] = {
    "email": "minsu.sample@example.org",
    "name": "Kim Min-su",
    "native_name": "김민수",
    "organisation": "Seoul Metropolitan Government",
    "category": "delegate",
    "country": "KR",
    "consent": True,
}


def read(**changes: Any) -> Participant:
    body = {key: value for key, value in (GOOD | changes).items() if value is not ...}
    return read_registration(body, sessions=["opening", "forum"], language="ko", timezone="Asia/Seoul")


def problems(**changes: Any) -> list[str]:
    with pytest.raises(Invalid) as raised:
        read(**changes)
    return [problem.field for problem in raised.value.problems]


def test_a_good_form_is_taken_with_its_defaults() -> None:
    assert read() == Participant(
        email="minsu.sample@example.org",
        name="Kim Min-su",
        native_name="김민수",
        native_name_language="ko",
        organisation="Seoul Metropolitan Government",
        category=Category.DELEGATE,
        country="KR",
        language="ko",
        timezone="Asia/Seoul",
    )


def test_every_problem_comes_at_once_in_the_order_of_the_form() -> None:
    with pytest.raises(Invalid) as raised:
        read_registration({"email": "no", "country": "ZZ"}, sessions=[], language="en", timezone="UTC")
    fields = [problem.field for problem in raised.value.problems]
    assert fields == ["email", "name", "organisation", "category", "country", "consent"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "no"), ("email", 7), ("email", "a@b.org\r\nBcc: c@d.org"), ("email", "x" * 300 + "@b.org"),
        ("name", ""), ("name", "   "), ("name", "x" * 10_000), ("name", "A\r\nB"), ("name", "A\x00B"),
        ("name", "A\u202eB"), ("name", ["A"]), ("native_name", "김\x07"), ("native_name_language", "not a tag"),
        ("honorific", "x" * 41),
        ("job_title", "x\ny"), ("organisation", ""), ("organisation_type", "club"), ("category", "king"),
        ("category", ["delegate"]), ("country", "ZZ"), ("country", None), ("language", "tlh"),
        ("timezone", "Mars/Olympus"), ("timezone", "../etc/passwd"), ("sessions", ["nope"]), ("sessions", "forum"),
        ("answers", {"goal": 7}), ("answers", {"goal": "x" * 2001}), ("answers", [1]), ("consent", False),
        ("consent", "no"), ("consent", ...), ("consent", []),
    ],
)  # fmt: skip
def test_a_bad_value_is_a_problem_of_its_own_field(field: str, value: object) -> None:
    assert problems(**{field: value}) == [field]


def test_a_form_as_browsers_post_it_is_taken() -> None:
    posted = read(consent="on", organisation_type="", native_name_language="", language="", timezone="")
    assert posted == read()


def test_a_name_is_kept_composed_and_trimmed() -> None:
    assert read(name="  José   Núñez ").name == "José Núñez"
    assert read(native_name=unicodedata.normalize("NFD", "김민수")).native_name == "김민수"


@pytest.mark.parametrize("country", ["TW", "HK"])
def test_the_country_tells_the_language_of_han_letters(country: str) -> None:
    assert read(native_name="陳大文", country=country).native_name_language == "zh-Hant"


@given(st.dictionaries(st.sampled_from([*GOOD, "sessions", "answers", "timezone"]), st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)))  # fmt: skip
def test_no_body_breaks_it(body: dict[str, object]) -> None:
    with suppress(Invalid):
        assert read_registration(body, sessions=["opening"], language="en", timezone="UTC").name
