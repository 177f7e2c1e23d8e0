"""Addresses made from titles keep every script, are unique, and making them twice changes nothing."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.slugs import LONGEST, is_slug, slug_of, unique_slug

titles = st.text(max_size=90) | st.text(alphabet="aé가의Åकि์ İß-  .", max_size=90)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Session II, Part I. Presentations by Cities", "session-ii-part-i-presentations-by-cities"),
        ("시장 라운드테이블", "시장-라운드테이블"),
        ("市长圆桌会议（第一场）", "市长圆桌会议-第一场"),
        ("नमस्ते दुनिया", "नमस्ते-दुनिया"),
        ("Mérida: ¿qué sigue?", "mérida-qué-sigue"),
        ("Me\u0301rida", "m\u00e9rida"),
        ("!!!", "session"),
        ("", "session"),
        ("a" * 59 + "e\u0301\u0323", "a" * 59),  # a mark is never parted from its letter
    ],
)  # fmt: skip
def test_slug_of(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@given(titles)
def test_a_slug_is_clean_and_stays_itself(title: str) -> None:
    slug = slug_of(title)
    assert 1 <= len(slug) <= LONGEST
    assert slug == unicodedata.normalize("NFC", slug)
    assert slug == slug_of(slug)
    assert not re.search(r"\s|--|^-|-$|[/?#%]", slug)


@given(st.lists(titles, max_size=12))
def test_slugs_of_one_event_are_unique(many: list[str]) -> None:
    taken: list[str] = []
    for title in many:
        taken.append(unique_slug(title, taken))
    assert len(set(taken)) == len(many)
    assert all(len(slug) <= LONGEST for slug in taken)


def test_the_number_counts_up() -> None:
    taken: list[str] = []
    for title in ("Opening", "opening!", "Opening 2", "Opening"):
        taken.append(unique_slug(title, taken))
    assert taken == ["opening", "opening-2", "opening-2-2", "opening-3"]


@pytest.mark.parametrize(("text", "good"), [
    ("smart-tech-korea-expo-2021", True), ("a", True), ("", False), ("A", False), ("a--b", False), ("-a", False),
    ("a-", False), ("a b", False), ("é", False), ("a" * 80, True), ("a" * 81, False), ("a\n", False),
])  # fmt: skip
def test_is_slug(text: str, good: bool) -> None:
    assert is_slug(text) == good
