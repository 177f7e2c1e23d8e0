"""Numbers in ranges say no more than a rating of as many points: nobody's number, in no form, by no second survey."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.training.domain.surveys.questions import (
    Answers,
    Choice,
    Condition,
    Number,
    Question,
    Rating,
    SingleChoice,
    YesNo,
)
from services.training.domain.surveys.ranges import range_of, ranges_of
from services.training.domain.surveys.results import Hidden, Results, results_of
from services.training.domain.surveys.rules import Rules
from shared.house import House
from tests.training import people
from tests.training.surveys import sample, stored
from tests.training.surveys.made import answered
from tests.training.surveys.results import FORMS, numbers, path, rows
from tests.training.surveys.test_attack_facts import WHO, hidden, of

YEARS = Number(key="years", text={"en": "How many years?"}, least=0, most=60, bounds=(5, 10, 20), required=True)
CAME = YesNo(key="came", text={"en": "Did you come?"}, required=True)
ROLE = SingleChoice(
    key="role", text={"en": "Your role?"}, required=True, choices=(Choice("a", {}), Choice("b", {}), Choice("c", {}))
)


def as_rating(item: Number) -> Rating:
    return Rating(key=item.key, text=item.text, lowest=1, highest=len(ranges_of(item)), required=item.required,
                  when=item.when)  # fmt: skip


def of_rating(answers: Answers, item: Number) -> Answers:
    """The same people, who say in which range they are instead of their number."""
    given_ = answers.get(item.key)
    every = ranges_of(item)
    return answers if given_ is None else answers | {item.key: every.index(range_of(float(given_), every)) + 1}  # type: ignore[arg-type]  # a number


def seen(shown: Results) -> list[Any]:
    """Everything that is told, without words and the share of the highest points, which ranges have none of."""
    told = [each.why if isinstance(each, Hidden) else numbers_of(each) for each in shown.parts]
    split = {
        key: [(grouped.part.key, [(choice.key, numbers_of(each)) for choice, each in grouped.groups],
               grouped.others and numbers_of(grouped.others)) for grouped in every]
        for key, every in shown.by.items()
    }  # fmt: skip
    return [told, split]


def numbers_of(tally: Any) -> Any:
    return tally.part.key, tally.answered, tally.counts, tally.middle


person = st.tuples(st.booleans(), st.sampled_from("aaabbbc"), st.one_of(st.none(), st.integers(0, 60)))


@given(st.lists(person, max_size=30), st.booleans(), st.booleans(), st.sampled_from([True, False, None]))
def test_what_is_told_is_what_a_rating_tells(
    found: Sequence[tuple[bool, str, int | None]], closed: bool, must: bool, only: bool | None
) -> None:
    """Asked of all or under a condition, required or not, open or closed, split by roles: the same numbers."""
    when = None if only is None else Condition("came", ("yes" if only else "no",))
    item = msgspec.structs.replace(YEARS, required=must, when=when)
    answers: list[Answers] = [
        {"came": came, "role": role, **({"years": years} if years is not None and only in (None, came) else {})}
        for came, role, years in found
        if years is not None or not must
    ]
    rules = Rules(minimum=5, closed=closed, rights=True, split=True)
    ranged = results_of([CAME, ROLE, item], [answered(each) for each in answers], [], rules)
    rated = results_of([CAME, ROLE, as_rating(item)], [answered(of_rating(each, item)) for each in answers], [], rules)
    assert seen(ranged) == seen(rated)


async def everything(desk: httpx.AsyncClient, id_: Any) -> dict[str, bytes]:
    """Each form, whole."""
    found = {form: (await desk.get(path(id_, form))).content for form in FORMS}
    found["split"] = (await desk.get(path(id_) + "?by=role")).content
    found["api"] = (await desk.get(f"/api/v1/organize/surveys/{id_}/results")).content
    with zipfile.ZipFile(io.BytesIO(found.pop("results.xlsx"))) as book:
        return found | {name: book.read(name) for name in book.namelist() if name.startswith("xl/")}


async def test_another_number_in_the_same_range_changes_nothing_that_can_be_seen(
    training: House, desk: httpx.AsyncClient
) -> None:
    """Forty people; then each says another number of their range: every page and every file stays, to the last byte."""
    ranged = msgspec.structs.replace(sample.ITEMS[-2], bounds=(3, 10, 20))
    id_ = await stored.survey(
        training, (*sample.ITEMS[:-2], ranged), sample.answers(40), cohort_id=await people.jeju(training)
    )
    before = await everything(desk, id_)
    async with training.db.transaction() as tx:
        for step in ("[0, 2]", "[3, 9]", "[10, 19]", "[20, 90]"):
            low, high = msgspec.json.decode(step)
            await tx.conn.execute(
                """UPDATE survey_responses SET answers = answers || jsonb_build_object('years', $2::int)
                   WHERE survey_id = $1 AND (answers->>'years')::int BETWEEN $2 AND $3""",
                id_, low, high,
            )  # fmt: skip
    assert await everything(desk, id_) == before
    async with training.db.transaction() as tx:
        await tx.conn.execute(
            "UPDATE survey_responses SET answers = answers || '{\"years\": 3}' WHERE survey_id = $1", id_
        )
    after = await everything(desk, id_)
    same = {form for form in before if after[form] == before[form]}
    assert not same & {"results", "split", "api", "results.csv", "results.json", "results.pdf"}, "these tell of it"


OTHER_WORDS: list[tuple[Question, str]] = [
    (msgspec.structs.replace(YEARS, key="y", bounds=(5, 10, 20)), ""),
    (msgspec.structs.replace(YEARS, bounds=(5, 10, 30)), "twice"),
    (msgspec.structs.replace(YEARS, bounds=(5, 10, 15, 20)), "twice"),
    (msgspec.structs.replace(YEARS, bounds=()), "twice"),
]


@pytest.mark.parametrize(("again", "expected"), OTHER_WORDS)
@pytest.mark.parametrize("first", [True, False])
async def test_other_ranges_in_a_second_survey_would_be_finer_together(
    training: House, desk: httpx.AsyncClient, again: Question, expected: str, first: bool
) -> None:
    """The same fifteen: under 20 in one and under 30 in the other leaves those between; or a median, somebody's own."""
    every = [YEARS, again] if first else [again, YEARS]
    ids = [await of(training, (item,), [{item.key: 2 * each} for each in range(15)]) for item in every]
    assert [(await hidden(desk, id_))[item.key] for id_, item in zip(ids, every, strict=True)] == ["", expected]


async def test_fourteen_of_the_fifteen_again(training: House, desk: httpx.AsyncClient) -> None:
    """A range is a fact, as a choice is: who did not answer again would be the difference."""
    for many, expected in ((14, ""), (15, "twice")):
        id_ = await of(training, (YEARS,), [{"years": 7}] * many, people=WHO[:15])
        assert await hidden(desk, id_) == {"years": expected}


async def test_every_form_has_the_bar_and_its_table(training: House, desk: httpx.AsyncClient) -> None:
    """Of fifteen, as of a rating: page, API, files and codebook call the ranges alike."""
    said = [0] * 3 + [7] * 6 + [12] * 4 + [25] * 2
    id_ = await of(training, (YEARS,), [{"years": each} for each in said])
    page = (await desk.get(path(id_))).text
    assert '<title id="c-years-t">0–4: 3, 5–9: 6, 10–19: 4, 20 or more: 2</title>' in page
    assert '<span class="letter">B</span> 5–9' in page
    assert ("<dd>5–9" in page, "middle half: 5–19" in page) == (True, True)
    told = numbers((await desk.get(path(id_, "results.json"))).json(), "years")
    assert [(each["key"], each["text"]["en"], each["count"]) for each in told["counts"]] == [
        ("[0,5)", "0–4", 3), ("[5,10)", "5–9", 6), ("[10,20)", "10–19", 4), ("[20,)", "20 or more", 2)
    ]  # fmt: skip
    assert (told["middle"], told["share"]) == (None, None)
    assert told["among"] == {
        "median": ["[5,10)"], "lower": ["[5,10)"], "upper": ["[10,20)"], "interval": ["[5,10)", "[10,20)"]
    }  # fmt: skip
    found = [each for each in rows(await desk.get(path(id_, "results.csv"))) if each["Key"] == "years"]
    assert [(each["Answer"], each["Words"], each["Value"]) for each in found if each["What"] == "count"] == [
        ("[0,5)", "0–4", "3"), ("[5,10)", "5–9", "6"), ("[10,20)", "10–19", "4"), ("[20,)", "20 or more", "2")
    ]  # fmt: skip
    columns = ("What", "Answer", "Words", "Value", "Interval from", "Interval to")
    assert [tuple(each[name] for name in columns) for each in found if each["What"] not in ("count", "share")] == [
        ("median", "[5,10)", "5–9", "", "5–9", "10–19"),
        ("quartile1", "[5,10)", "5–9", "", "", ""),
        ("quartile3", "[10,20)", "10–19", "", "", ""),
    ]
    book = [each for each in rows(await desk.get(path(id_, "codebook.csv"))) if each["What"] == "answer"]
    assert [(each["Answer"], each["en"], each["ko"]) for each in book][-1] == ("[20,)", "20 or more", "20 이상")


async def test_ranges_stay_once_it_is_ready(training: House, desk: httpx.AsyncClient) -> None:
    """Whoever chose the bounds after the answers could put them around one person."""
    id_ = await of(training, (YEARS,), [{"years": 7}] * 15, state="open")
    body = {"text.en": "How many years?", "whole": "true", "bounds": "6, 8", "revision": "1"}
    refused = await desk.post(f"/organize/surveys/{id_}/questions/years", data=body)
    items = [{"type": "number", "key": "years", "text": {"en": "?"}, "bounds": [6, 8]}]
    sent = await desk.patch(f"/api/v1/organize/surveys/{id_}", json={"items": items, "revision": 1})
    assert (refused.status_code, sent.status_code) == (409, 409)
    async with training.db.reading() as tx:
        (kept,) = await tx.conn.fetchval("SELECT items FROM surveys WHERE id = $1", id_)
    assert kept["bounds"] == [5, 10, 20]
