"""The questions of a survey are written: in several languages, with keys that stay, conditions and breakdowns."""

import re

import httpx

from services.training.domain.surveys.questions import BankRef, Number
from services.training.domain.surveys.survey import State
from shared.house import House
from tests.training.people import jeju, participant
from tests.training.surveys.building import PATH, revision, trail, words
from tests.training.surveys.drafts import draft, items_of, read


async def test_a_question_in_three_languages(training: House, desk: httpx.AsyncClient) -> None:
    made = await draft(training, "", languages=["en", "ko", "es"])
    path = f"{PATH}/{made.id}"
    empty = await desk.get(f"{path}/questions/new?type=knowledge")
    assert empty.text.count('name="text.') == 3
    form = {
        "revision": await revision(training, made.id), "text.en": "What is a sensor?", "text.ko": "센서란?",
        "choices.en": "A device\nA city", "choices.ko": "장치",
    }  # fmt: skip
    bad = await desk.post(f"{path}/questions/new?type=knowledge", data=form)
    assert bad.status_code == 422
    assert "Write as many lines in 한국어 as in English: 2, not 1" in words(bad)
    assert "센서란?" in bad.text
    form["choices.ko"] = "장치\n도시"
    kept = await desk.post(f"{path}/questions/new?type=knowledge", data=form)
    assert kept.headers["location"] == f"{path}/questions/what_is_a_sensor?done=kept", "on to what is right"
    page = words(await desk.get(path))
    assert "Words missing: Español" in page
    assert "“What is a sensor?”: mark which answers are the right or good ones" in page
    form |= {"revision": await revision(training, made.id), "right": "a_device"}
    form |= {"text.es": "¿Qué es un sensor?", "choices.es": "Un aparato\nUna ciudad"}
    await desk.post(f"{path}/questions/what_is_a_sensor", data=form)
    (item,) = await items_of(training, made.id)
    assert (item.right, item.choices[1].text) == (("a_device",), {"en": "A city", "ko": "도시", "es": "Una ciudad"})
    assert "Words missing" not in words(await desk.get(path))


async def test_a_line_that_moves_keeps_its_key(training: House, desk: httpx.AsyncClient) -> None:
    made = await draft(training)
    path = f"{PATH}/{made.id}/questions/follow_used"
    page = await desk.get(path)
    lines = ["I tried it once", "Nothing at all", "I told colleagues about it", "I use it now and then",
             "It is part of my regular work"]  # fmt: skip
    form = {"revision": await revision(training, made.id), "text.en": "What have you done?",
            "choices.en": "\n".join(lines), "good": ["tried", "regular"]}  # fmt: skip
    assert page.text.count('name="good"') == 5
    assert (await desk.post(path, data=form)).status_code == 303
    item = (await items_of(training, made.id))[0]
    assert [choice.key for choice in item.choices] == ["tried", "nothing", "told", "sometimes", "regular"]
    assert item.good == ("tried", "regular")
    assert item.bank is None, "it is not the bank's question any more"


async def test_required_and_when_leave_it_the_banks(training: House, desk: httpx.AsyncClient) -> None:
    made = await draft(training)
    path = f"{PATH}/{made.id}/questions/follow_support"
    form = await desk.get(path)
    lines = re.search(r'name="choices.en"[^>]*>\n(.*?)</textarea>', form.text, re.DOTALL)
    text = re.search(r'name="text.en"[^>]*>\n(.*?)</textarea>', form.text, re.DOTALL)
    assert lines is not None
    assert text is not None
    data = {"revision": await revision(training, made.id), "text.en": text[1], "choices.en": lines[1],
            "good": ["asked", "given"], "required": "true",
            "when": ["follow_used:tried", "follow_used:regular"]}  # fmt: skip
    assert (await desk.post(path, data=data)).status_code == 303
    item = (await items_of(training, made.id))[3]
    assert (item.required, item.bank) == (True, BankRef("follow_support", 1))
    assert item.when is not None
    assert item.when.is_one_of == ("tried", "regular")
    assert ("survey.changed", {"follow_support when": ""}) in [
        (action, {name: old[name] for name in old if name.endswith("when")})
        for action, old, _ in await trail(training, made.id)
    ]


async def test_a_condition_on_a_later_question_stands_in_the_way(training: House, desk: httpx.AsyncClient) -> None:
    made = await draft(training)
    path = f"{PATH}/{made.id}"
    await desk.post(f"{path}/questions/follow_used/move", data={"to": "down"})
    page = words(await desk.get(path))
    assert "1 thing stands in the way" in page
    assert "Results" not in page.partition("Questions")[0]
    assert "depends on a question that is not before it" in page
    stopped = await desk.post(f"{path}/ready")
    assert stopped.status_code == 422
    assert (await read(training, made.id)).state is State.DRAFT
    await desk.post(f"{path}/questions/follow_used/move", data={"to": "up"})
    await desk.post(f"{path}/questions/follow_used/remove")
    assert "2 things stand in the way" in words(await desk.get(path))


async def test_breakdowns_that_would_be_too_thin_are_told(training: House, desk: httpx.AsyncClient) -> None:
    made = await draft(training, "session")
    cohort = await jeju(training)
    for number in range(1, 8):
        await participant(training, cohort, number)
    page = words(await desk.get(f"{PATH}/{made.id}"))
    assert "Results are shown while it is open, so they are never split by the answers to a question" in page
    async with training.db.transaction() as tx:
        await tx.conn.execute("UPDATE surveys SET live = false WHERE id = $1", made.id)
    page = words(await desk.get(f"{PATH}/{made.id}"))
    assert "Results cannot be told apart by “How was the pace?”: 3 groups" in page


async def test_a_number_that_nobody_could_give_is_refused(training: House, desk: httpx.AsyncClient) -> None:
    made = await draft(training, "")
    path = f"{PATH}/{made.id}"
    form = {"revision": await revision(training, made.id), "text.en": "How many?", "least": "10", "most": "2"}
    for least, most, whole in (("10", "2", ""), ("0.2", "0.8", "true")):
        bad = await desk.post(
            f"{path}/questions/new?type=number", data=form | {"least": least, "most": most, "whole": whole}
        )
        assert bad.status_code == 422
        assert 'id="error-most"' in bad.text
        assert "No number lies between the smallest and this one" in words(bad)
    for text in ("nan", "inf"):
        bad = await desk.post(f"{path}/questions/new?type=number", data=form | {"least": "", "most": text})
        assert (bad.status_code, "Write a number" in words(bad)) == (422, True)
    assert await items_of(training, made.id) == []


async def test_a_draft_with_such_a_number_is_not_made_ready(training: House, desk: httpx.AsyncClient) -> None:
    """It was kept before that was refused."""
    made = await draft(training, "")
    async with training.db.transaction() as tx:
        items = (Number(key="many", text={"en": "How many?"}, least=10, most=2),)
        await tx.conn.execute("UPDATE surveys SET items = $2 WHERE id = $1", made.id, items)
    refused = await desk.post(f"{PATH}/{made.id}/ready")
    assert refused.status_code != 303 or "ready" not in refused.headers["location"]
    assert (await read(training, made.id)).state is State.DRAFT
    page = words(await desk.get(f"{PATH}/{made.id}"))
    assert "“How many?”: no number lies between the smallest and the largest, so nobody could answer" in page
