"""The bank of questions: what comes with the house, versions, what is unchanged."""

import re
from uuid import UUID

import httpx
import msgspec
import pytest

from services.training.domain.surveys.answering import check
from services.training.domain.surveys.bank import BankQuestion, is_same, taken, texts_of
from services.training.domain.surveys.item_form import body_of, read_item
from services.training.domain.surveys.line_keys import keys_of_lines, new_key
from services.training.domain.surveys.questions import BankRef
from services.training.domain.surveys.readiness import findings
from services.training.domain.surveys.standard import STANDARD
from services.training.domain.surveys.templates import TEMPLATES, Taken
from services.training.domain.surveys.types import type_of
from services.training.operations.surveys.wording import in_languages
from shared.house import House
from tests.training.surveys.drafts import draft, read
from tests.training.surveys.questions import ROWS, Row

PATH = "/organize/surveys"
BANK = f"{PATH}/bank"


def words(page: httpx.Response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def test_what_comes_with_the_house_is_whole() -> None:
    for key, entry in STANDARD.items():
        assert (entry.key, entry.question.key, entry.version) == (key, key, 1)
        assert findings([entry.question], ["en"], title={"en": "x"}, intro={}) == []
    for template in TEMPLATES.values():
        used = [each.bank if isinstance(each, Taken) else each.key for each in template.items]
        assert len(set(used)) == len(used)
        assert all(each.bank in STANDARD for each in template.items if isinstance(each, Taken))
    assert len(TEMPLATES["session"].items) == 4


@pytest.mark.parametrize("row", ROWS, ids=lambda row: type_of(row.item).tag)
def test_the_form_of_every_type_reads_back_to_the_same(row: Row) -> None:
    tag = type_of(row.item).tag
    assert read_item(tag, body_of(row.item), ["en"], before=row.item) == row.item


def test_unchanged_means_the_same_answers_and_words() -> None:
    entry = STANDARD["follow_used"]
    own = taken(entry, ["en"], "other_key")
    assert (own.key, own.bank, is_same(own, entry)) == ("other_key", BankRef("follow_used", 1), True)
    assert is_same(msgspec.structs.replace(own, required=True, text={**own.text, "ko": "무엇을"}), entry)
    assert not is_same(msgspec.structs.replace(own, text={"en": "What else?"}), entry)
    assert not is_same(msgspec.structs.replace(own, choices=own.choices[:-1]), entry)  # type: ignore[union-attr]
    assert not is_same(msgspec.structs.replace(own, good=()), entry)
    assert not is_same(STANDARD["improve"].question, entry)


def test_lines_keep_their_keys() -> None:
    known = [("a", "One"), ("b", "Two"), ("c", "Three")]
    assert keys_of_lines(["Three", "One", "Two"], known) == ["c", "a", "b"]
    assert keys_of_lines(["One", "Zwei", "Three"], known) == ["a", "b", "c"]
    assert keys_of_lines(["One", "Three"], known) == ["a", "c"]
    assert keys_of_lines(["One", "Two", "New one", "Three"], known) == ["a", "b", "new_one", "c"]
    assert keys_of_lines(["물", "전기"], []) == ["a1", "a2"]
    assert (new_key("Other", []), new_key("2 days", []), new_key("One", ["one"])) == ("a1", "a_2_days", "one_2")


def test_words_are_filled_in_where_a_translation_is_known() -> None:
    assert in_languages({"en": "Yes"}, ["fr", "en"]) == {"fr": "Oui", "en": "Yes"}
    assert in_languages({"en": "Yes", "fr": "Ouais"}, ["en", "fr"]) == {"en": "Yes", "fr": "Ouais"}
    assert in_languages({"en": "No catalogue has this"}, ["ko", "en"]) == {"en": "No catalogue has this"}
    assert in_languages({"en": "No catalogue has this"}, ["ko"]) == {"en": "No catalogue has this"}


def test_every_text_is_found() -> None:
    matrix = STANDARD["course_parts"].question
    assert len(texts_of(matrix)) == 1 + 5 + 5


async def test_a_change_is_the_next_version(training: House, desk: httpx.AsyncClient) -> None:
    made = await draft(training)
    form = await desk.get(f"{BANK}/improve")
    assert "Version 1" in words(form)
    data = {"version": "1", "text.en": "What should we change?", "limit": "600", "tags": "session, Course"}
    kept = await desk.post(f"{BANK}/improve", data=data)
    assert kept.headers["location"] == f"{BANK}?done=changed"
    assert "version 2" in words(await desk.get(f"{BANK}?q=change"))
    late = await desk.post(f"{BANK}/improve", data={**data, "text.en": "What else should we change?"})
    assert (late.status_code, "What else should we change?" in late.text) == (409, True)
    added = await desk.post(f"{PATH}/{made.id}/questions/from-bank", data={"bank": "improve"})
    assert added.headers["location"] == f"{PATH}/{made.id}?done=added#question-improve"
    (item,) = [one for one in (await read(training, made.id)).items if one.key == "improve"]
    assert (item.bank, item.text) == (BankRef("improve", 2), {"en": "What should we change?"})
    newer = await draft(training, "session")
    assert newer.items[3].bank == BankRef("improve", 2), "templates take the newest"


async def test_what_is_retired_is_offered_no_more(training: House, desk: httpx.AsyncClient) -> None:
    assert "How was the pace?" in words(await desk.get(BANK))
    await desk.post(f"{BANK}/session_pace/retire", data={"retired": "true"})
    assert "How was the pace?" not in words(await desk.get(BANK))
    assert "How was the pace?" in words(await desk.get(f"{BANK}?retired=true"))
    await desk.post(f"{BANK}/session_pace/retire", data={"retired": ""})
    assert "How was the pace?" in words(await desk.get(BANK))
    async with training.db.reading() as tx:
        rows = await tx.conn.fetch("SELECT action FROM identity.audit WHERE subject = 'bank:session_pace' ORDER BY id")
    assert [row["action"] for row in rows] == ["bank.retired", "bank.restored"]


async def test_a_question_goes_into_the_bank_and_out_again(training: House, desk: httpx.AsyncClient) -> None:
    new = await desk.post(f"{BANK}/new?type=yes_no", data={"text.en": "Did you sleep well?", "tags": "course"})
    assert new.headers["location"] == f"{BANK}?done=added"
    assert "Did you sleep well?" in words(await desk.get(f"{BANK}?q=sleep"))
    made = await draft(training, "")
    path = f"{PATH}/{made.id}"
    data = {"text.en": "Was it warm?", "revision": str(made.revision)}
    await desk.post(f"{path}/questions/new?type=yes_no", data=data)
    await desk.post(f"{path}/questions/was_it_warm/bank")
    (item,) = (await read(training, made.id)).items
    assert item.bank == BankRef("was_it_warm", 1)
    for _ in range(2):
        await desk.post(f"{path}/questions/from-bank", data={"bank": "did_you_sleep_well"})
    keys = [one.key for one in (await read(training, made.id)).items]
    assert keys == ["was_it_warm", "did_you_sleep_well", "did_you_sleep_well_2"]
    assert 'class="num">1<' in (await desk.get(f"{BANK}?q=sleep")).text, "in one survey"


async def test_bad_bank_forms_say_so(training: House, desk: httpx.AsyncClient) -> None:
    bad = await desk.post(f"{BANK}/new?type=rating", data={"lowest": "5", "highest": "5", "low_label.en": "Bad"})
    assert bad.status_code == 422
    assert "Write the question in English, the first language of the survey" in words(bad)
    assert "The highest point must be above the lowest, by 10 at most" in words(bad)
    assert 'value="Bad"' in bad.text
    assert (await desk.get(f"{BANK}/new?type=none")).status_code == 404
    assert (await desk.get(f"{BANK}/none")).status_code == 404


async def test_templates_ask_what_can_be_answered(training: House) -> None:
    made = await draft(training)
    assert isinstance(made.id, UUID)
    asked_of_all = {"course_skill": {"before": 2, "now": 4}, "recommend": 9}
    answers, problems = check(
        made.items,
        {"follow_used": "nothing", "follow_example": "x", "follow_obstacles": {"keys": ["time"]}, **asked_of_all},
        language="en",
    )
    assert (answers, problems) == (
        {"follow_used": "nothing", "follow_obstacles": {"keys": ["time"], "other": ""}, **asked_of_all}, [],
    )  # fmt: skip
    assert isinstance(STANDARD["improve"], BankQuestion)
