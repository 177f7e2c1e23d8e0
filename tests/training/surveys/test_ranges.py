"""Numbers in ranges: how bounds are written and worked out, and how each range is called."""

import re

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.training.domain.surveys.item_json import read_question
from services.training.domain.surveys.questions import Number
from services.training.domain.surveys.ranges import equal_parts, fits, numbers_in, range_of, ranges_of
from services.training.domain.surveys.unfinished import BOUNDS, settings_wrong
from services.training.operations.surveys.range_words import range_words
from shared.errors import Invalid
from shared.house import House
from shared.i18n import translator
from tests.training.surveys.building import PATH, revision, words
from tests.training.surveys.drafts import draft, items_of


def number(*bounds: float, least: float | None = 0, most: float | None = 100, whole: bool = True) -> Number:
    return Number(key="x", text={"en": "How many?"}, least=least, most=most, whole=whole, bounds=bounds)


def called(item: Number, language: str = "en") -> list[str]:
    return [range_words(each, translator(language)) for each in ranges_of(item)]


@pytest.mark.parametrize(
    ("text", "whole", "found"),
    [
        ("10, 20, 50", True, [10, 20, 50]),
        ("10,20", True, [10, 20]),
        ("10 20；50", True, [10, 20, 50]),
        ("2,5 5 7,5", False, [2.5, 5, 7.5]),
        ("2.5, 5, 7.5", False, [2.5, 5, 7.5]),
        ("-5; 0", True, [-5, 0]),
        ("", True, []),
        ("0.5 1.000", False, [0.5, 1]),
    ],
)
def test_bounds_as_they_are_written(text: str, whole: bool, found: list[float]) -> None:
    assert numbers_in(text, whole=whole) == found


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ("5, ten", True, "ten"),
        ("inf", False, "inf"),
        ("1,5,10", False, "1,5,10"),
        ("1, 10.5", True, "10.5"),
        ("1.000, 5.000", True, "1.000"),
    ],
)
def test_what_is_no_bound_is_named(text: str, whole: bool, part: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(part)}$"):
        numbers_in(text, whole=whole)


@pytest.mark.parametrize(
    ("least", "most", "parts", "whole", "bounds"),
    [
        (0, 100, 4, True, (25, 50, 75)),
        (1, 10, 5, True, (3, 5, 7, 9)),
        (0, 10, 5, True, (2, 4, 6, 8)),
        (0, 2, 3, True, (1, 2)),
        (0, 2, 4, True, ()),
        (0, 1, 4, False, (0.25, 0.5, 0.75)),
        (0, 10, 3, False, (3.3, 6.7)),
        (5, 5, 3, False, ()),
    ],
)
def test_equal_parts(least: float, most: float, parts: int, whole: bool, bounds: tuple[float, ...]) -> None:
    assert equal_parts(least, most, parts, whole=whole) == bounds
    assert fits(number(*bounds, least=least, most=most, whole=whole))


@given(st.integers(-50, 50), st.integers(2, 500), st.integers(3, 7), st.booleans())
def test_equal_parts_always_fit_and_hold_every_number_once(least: int, span: int, parts: int, whole: bool) -> None:
    item = number(*equal_parts(least, least + span, parts, whole=whole), least=least, most=least + span, whole=whole)
    every = ranges_of(item)
    assert fits(item)
    assert len(every) in (0, parts)
    if every:
        held = [range_of(each, every) for each in range(least, least + span + 1)]
        assert list(dict.fromkeys(held)) == list(every) or not whole
        assert held == sorted(held, key=every.index)


def test_a_range_has_its_name_and_its_key() -> None:
    assert called(number(1, 6, 21)) == ["0", "1–5", "6–20", "21 or more"]
    assert called(number(1, 6, 21), "ko") == ["0", "1~5", "6~20", "21 이상"]
    assert called(number(10, 2000, least=None, most=None), "fr")[:2] == ["moins de 10", "10–1\u202f999"]
    assert called(number(2.5, 5, whole=False)) == ["0 to under 2.5", "2.5 to under 5", "5 or more"]
    assert [each.key for each in ranges_of(number(10, 20.5, least=None, whole=False))] == [
        "(,10)",
        "[10,20.5)",
        "[20.5,)",
    ]
    assert [range_of(each, ranges_of(number(10, 20))).key for each in (0, 9, 10, 20, 100)] == [
        "[0,10)", "[0,10)", "[10,20)", "[20,)", "[20,)"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "item",
    [
        number(20, 10),
        number(10, 10),
        number(0),
        number(101),
        number(1, least=0.5),
        number(-1, least=None, most=-2),
    ],
)
def test_bounds_that_leave_a_range_without_a_number(item: Number) -> None:
    assert not fits(item)
    assert settings_wrong(item) == [BOUNDS]
    with pytest.raises(Invalid) as found:
        read_question(
            {"type": "number", "text": {"en": "?"}, "least": item.least, "most": item.most, "bounds": item.bounds},
            ["en"],
        )
    assert [each.field for each in found.value.problems] == ["bounds"]


async def test_the_form_takes_bounds_or_proposes_equal_parts(training: House, desk: httpx.AsyncClient) -> None:
    made = await draft(training, "")
    path = f"{PATH}/{made.id}/questions"
    form = {"revision": await revision(training, made.id), "text.en": "How many years?", "whole": "true"}
    for given_, told in (
        ({"bounds": "1 to 5"}, "Write numbers with commas between them, like 10, 20, 50"),
        ({"bounds": "1, 10.5"}, "Only whole numbers can be answered: “10.5” has a point in it"),
        ({"bounds": "1.000, 5.000"}, "Only whole numbers can be answered: “1.000” has a point in it"),
        (
            {"bounds": "1,5,10", "whole": ""},
            "Put a space between the numbers, like 2.5 5 10: in “1,5,10” the comma marks the decimals",
        ),
        ({"bounds": "5, 1"}, "Let the numbers rise, and leave each range a number that can be answered"),
        ({"bounds": "1 2 3 4 5 6 7 8 9 10"}, "Write at most 9 numbers"),
        ({"bounds.parts": "4"}, "For equal parts write the smallest and the largest number"),
        ({"bounds.parts": "4", "least": "none", "most": "2"}, "Write a number"),
        ({"bounds.parts": "4", "least": "0", "most": "2"}, "There are too few numbers for so many parts"),
    ):
        bad = await desk.post(f"{path}/new?type=number", data=form | given_)
        assert (bad.status_code, told in words(bad)) == (422, True), told
    kept = await desk.post(f"{path}/new?type=number", data=form | {"bounds": "1, 6"})
    assert kept.headers["location"] == f"{PATH}/{made.id}?done=kept#question-how_many_years"
    assert "In results: under 1 · 1–5 · 6 or more" in words(await desk.get(f"{PATH}/{made.id}"))
    form |= {"revision": await revision(training, made.id), "least": "0", "most": "40", "bounds": "1, 6"}
    await desk.post(f"{path}/how_many_years", data=form | {"bounds.parts": "4"})
    (item,) = await items_of(training, made.id)
    assert item.bounds == (10, 20, 30)
    page = await desk.get(f"{path}/how_many_years")
    assert 'name="bounds" type="text" value="10, 20, 30"' in page.text
    assert "In results: 0–9 · 10–19 · 20–29 · 30 or more" in words(page)


async def test_without_ranges_it_says_why_nothing_is_drawn(training: House, desk: httpx.AsyncClient) -> None:
    made = await draft(training, "")
    path = f"{PATH}/{made.id}"
    form = {"revision": await revision(training, made.id), "text.en": "Years?", "whole": "true"}
    await desk.post(f"{path}/questions/new?type=number", data=form)
    told = "“Years?” has no ranges: its middle value is shown, but no bars, because each would be one person’s number."
    assert told in words(await desk.get(path))
    form |= {"revision": await revision(training, made.id), "bounds": "5, 10"}
    await desk.post(f"{path}/questions/years", data=form)
    assert told not in words(await desk.get(path))
