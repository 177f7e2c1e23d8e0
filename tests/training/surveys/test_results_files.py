"""Results as files and the codebook: they say what the page says, each number under a key of its own."""

import io
import zipfile
from collections import Counter
from typing import Any
from uuid import uuid4

import httpx

from services.training.domain.surveys.questions import Answers, Condition, LongText, Question, Rating, Section, YesNo
from shared.house import House
from tests.training import people
from tests.training.surveys import sample
from tests.training.surveys.results import numbers, of_a_class, path, rows
from tests.training.surveys.stored import survey
from tests.training.surveys.test_pairs import SURE


async def test_changes_have_their_middle(training: House, desk: httpx.AsyncClient) -> None:
    """Of before and now in one answer, as the page and the API say it."""
    id_ = await of_a_class(training)
    change = numbers((await desk.get(path(id_, "results.json"))).json(), "confident")["change"]
    line = _one(rows(await desk.get(path(id_, "results.csv"))), "confident", "change")
    assert (float(line["Value"]), line["Out of"]) == (change["median"], "15")
    with zipfile.ZipFile(io.BytesIO((await desk.get(path(id_, "results.xlsx"))).content)) as book:
        assert b">change<" in b"".join(book.read(name) for name in book.namelist())


async def test_what_changed_between_two_surveys_stands_in_the_files(training: House, desk: httpx.AsyncClient) -> None:
    pair, cohort = uuid4(), await people.jeju(training)
    names = [str(number) for number in range(7)]
    for role, points in (("before", [2] * 7), ("after", [3] * 6 + [1])):
        about: dict[str, Any] = {
            "pair_id": pair,
            "pair_role": role,
            "pseudonyms": names,
            "asked": 7,
            "cohort_id": cohort,
        }
        id_ = await survey(training, [SURE], [{"sure": point} for point in points], **about)
    found = rows(await desk.get(path(id_, "results.csv")))
    assert [each["Value"] for each in found if each["What"] == "pairs"] == ["7"]
    told = {each["What"]: each["Value"] for each in found if each["What"].startswith("pair_")}
    (changed,) = (await desk.get(path(id_, "results.json"))).json()["paired"]["changed"]
    change = changed["change"]
    assert told == {
        "pair_up": "6", "pair_same": "0", "pair_down": "1", "pair_change": f"{change['median']}",
        "pair_p": f"{change['p']}",
    }  # fmt: skip
    assert _one(found, "sure", "pair_change")["Question"] == "How sure?"


async def test_what_was_written_for_other_has_its_own_key(training: House, desk: httpx.AsyncClient) -> None:
    """Hidden or not, it is no line about the counts of the question."""
    found = rows(await desk.get(path(await of_a_class(training), "results.csv")))
    assert _one(found, "role.other", "hidden")["Question"] == "What do you do? Other"
    assert "hidden" not in {each["What"] for each in found if each["Key"] == "role"}
    keys = Counter(tuple(each[name] for name in ("Key", "Split by", "Group", "What", "Answer")) for each in found)
    assert {key[3] for key, many in keys.items() if many > 1} == {"comment"}
    book = rows(await desk.get(path(await of_a_class(training), "codebook.csv")))
    assert _one(book, "role.other", "words")["en"] == "Other"


async def test_comments_have_their_tags_and_quote_marks(training: House, desk: httpx.AsyncClient) -> None:
    id_ = await of_a_class(training)
    async with training.db.transaction() as tx:
        await tx.conn.execute(
            "UPDATE survey_words SET tags = $1, quote = true WHERE text LIKE 'More time%'", ["time", "room"]
        )
    found = [each for each in rows(await desk.get(path(id_, "results.csv"))) if each["What"] == "comment"]
    told = {each["Words"]: (each["Tags"], each["Quote"]) for each in found}
    assert told.pop(sample.COMMENTS[0]) == ("time, room", "yes")
    assert set(told.values()) == {("", "")}


async def test_answers_of_the_house_have_words_in_every_language(training: House, desk: httpx.AsyncClient) -> None:
    items = [
        YesNo(key="again", text={"en": "Again?", "ko": "다시?", "fr": "Encore ?"}),
        *(each for each in sample.ITEMS if each.key in ("role", "useful")),
    ]
    id_ = await survey(training, items, [], cohort_id=await people.jeju(training), state="open")
    async with training.db.transaction() as tx:
        await tx.conn.execute("UPDATE surveys SET languages = '{en,ko,fr}'")
    book = {(each["Key"], each["Answer"]): each for each in rows(await desk.get(path(id_, "codebook.csv")))}
    told = {key: tuple(book[key][language] for language in ("en", "ko", "fr")) for key in book}
    assert told["again", "yes"] == ("Yes", "예", "Oui")
    assert told["again", "no"] == ("No", "아니요", "Non")
    assert told["role", "other"] == ("Other", "기타", "Autre")
    assert told["useful", "3"] == ("3", "3", "3")


async def test_the_api_has_words_for_yes_and_no(training: House, desk: httpx.AsyncClient) -> None:
    again = YesNo(key="again", text={"en": "Again?", "ko": "다시?"})
    answers: list[Answers] = [{"again": True}] * 6
    id_ = await survey(training, [again], answers, cohort_id=await people.jeju(training))
    counts = numbers((await desk.get(path(id_, "results.json"))).json(), "again")["counts"]
    assert [each["text"] for each in counts] == [{"en": "Yes", "ko": "예"}, {"en": "No", "ko": "아니요"}]


async def test_the_codebook_says_who_was_asked_and_what_must_be_answered(
    training: House, desk: httpx.AsyncClient
) -> None:
    """With the condition of the section."""
    section = Section(key="home", text={"en": "At home"}, when=Condition("useful", ("4", "5")))
    why = LongText(key="why", text={"en": "Why?"}, when=Condition("again", ("no",)))
    useful = Rating(key="useful", text={"en": "Useful?"}, required=True)
    items: list[Question] = [useful, YesNo(key="again", text={"en": "Again?"}), section, why]
    id_ = await survey(training, items, [], cohort_id=await people.jeju(training))
    book = [each for each in rows(await desk.get(path(id_, "codebook.csv"))) if each["What"] == "question"]
    assert [(each["Key"], each["Must be answered"], each["Asked only if"]) for each in book] == [
        ("useful", "yes", ""),
        ("again", "", ""),
        ("home", "", "useful = 4, 5"),
        ("why", "", "useful = 4, 5; again = no"),
    ]


def _one(found: list[dict[str, str]], key: str, what: str) -> dict[str, str]:
    (line,) = (each for each in found if (each["Key"], each["What"], each.get("Group", "")) == (key, what, ""))
    return line
