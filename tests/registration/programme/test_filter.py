"""The filters of page and API, and the year the programme opens on."""

from datetime import date

import pytest

from services.registration.domain.programme import ProgrammeFilter, YearCount, opening_year, read_filter
from shared.errors import Invalid
from shared.programme import EventKind, Format

TODAY = date(2026, 11, 21)


def test_every_filter() -> None:
    query = {
        "year": "2027", "part": "q3", "kind": "forum", "network": "CJK", "format": "online", "dates": "open",
        "q": " smart  city ", "other": "x",
    }  # fmt: skip
    assert read_filter(query) == ProgrammeFilter(
        year=2027,
        part="q3",
        kind=EventKind.FORUM,
        network="CJK",
        format=Format.ONLINE,
        dates="open",
        words="smart  city",
    )


def test_nothing_chosen() -> None:
    chosen = read_filter({"year": "", "kind": "", "q": ""})
    assert (chosen, chosen.narrows, chosen.span()) == (ProgrammeFilter(), False, None)


def test_every_bad_one_is_named() -> None:
    with pytest.raises(Invalid) as refused:
        read_filter({"year": "20x7", "part": "13", "kind": "x", "format": "x", "dates": "x", "q": "a" * 101})
    assert sorted(problem.field for problem in refused.value.problems) == [
        "dates", "format", "kind", "part", "q", "year",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [
        ("", date(2028, 1, 1), date(2028, 12, 31)),
        ("q1", date(2028, 1, 1), date(2028, 3, 31)),
        ("q4", date(2028, 10, 1), date(2028, 12, 31)),
        ("2", date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_parts_of_a_year(part: str, first: date, last: date) -> None:
    assert ProgrammeFilter(year=2028, part=part).span() == (first, last)


def test_words_are_words_and_no_patterns() -> None:
    assert ProgrammeFilter(words="50% a_b \\").patterns() == ["%50\\%%", "%a\\_b%", "%\\\\%"]


@pytest.mark.parametrize(
    ("years", "opens_on"),
    [
        ([], 2026),
        ([YearCount(2020, None), YearCount(2021, None)], 2021),
        ([YearCount(2026, date(2026, 12, 9)), YearCount(2027, date(2027, 1, 1))], 2026),
        ([YearCount(2026, None), YearCount(2027, date(2027, 2, 24)), YearCount(2029, date(2029, 1, 1))], 2027),
        ([YearCount(2025, TODAY), YearCount(2026, TODAY)], 2026),
    ],
)
def test_the_year_of_the_next_event(years: list[YearCount], opens_on: int) -> None:
    assert opening_year(years, TODAY) == opens_on
