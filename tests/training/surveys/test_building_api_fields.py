"""Every field that the API's document names for the change of a survey changes it, or is refused."""

from typing import Any

import httpx
import pytest

from services.training.api.surveys.building_bodies import ChangedSurvey
from shared.house import House
from tests.training.surveys.drafts import draft

ALL = "/api/v1/organize/surveys"
SCHEDULE = {"anchor": "start", "opens_after": -90, "open_for": 1440, "reminders": []}
ITEM = {"type": "yes_no", "key": "came", "text": {"en": "Did you come?"}}
CHANGES: dict[str, Any] = {
    "title": {"en": "What became of it?", "ko": "무엇이 되었나요?"},
    "intro": {},
    "languages": ["en", "ko", "fr"],
    "first": "ko",
    "anonymous": False,
    "minimum": 7,
    "live": False,
    "schedule": SCHEDULE,
    "items": [ITEM],
}
WRONG: dict[str, Any] = {
    "title": "What became of it?",
    "intro": ["Three questions"],
    "languages": [],
    "first": "fr",
    "anonymous": "perhaps",
    "minimum": 4.5,
    "live": 0,
    "schedule": {"anchor": "start"},
    "items": {},
}


async def changed(
    house: House, desk: httpx.AsyncClient, change: dict[str, Any]
) -> tuple[dict[str, Any], httpx.Response]:
    """A survey in English and Korean as it was, and the answer to this."""
    made = await draft(house, languages=["en", "ko"], live="true")
    before = (await desk.get(f"{ALL}/{made.id}")).json()
    return before, await desk.patch(f"{ALL}/{made.id}", json={"revision": before["revision"], **change})


def test_each_field_has_its_row() -> None:
    assert {*CHANGES, "revision"} == {*WRONG, "revision"} == set(ChangedSurvey.__struct_fields__)


@pytest.mark.parametrize("field", CHANGES)
async def test_what_is_sent_takes_the_place_of_what_is_there(
    training: House, desk: httpx.AsyncClient, field: str
) -> None:
    before, answer = await changed(training, desk, {field: CHANGES[field]})
    assert answer.status_code == 200, answer.text
    told, wanted = ("languages", ["ko", "en"]) if field == "first" else (field, CHANGES[field])
    assert (before[told] == wanted, answer.json()[told]) == (False, wanted)
    others = set(before) - {told, "revision", "findings", *({"items"} if field == "languages" else ())}
    assert {name: answer.json()[name] for name in others} == {name: before[name] for name in others}


@pytest.mark.parametrize("field", WRONG)
async def test_what_cannot_be_read_is_refused(training: House, desk: httpx.AsyncClient, field: str) -> None:
    """Of a setting that keeps people's answers apart nothing is guessed."""
    before, answer = await changed(training, desk, {field: WRONG[field]})
    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (422, [field])
    assert (await desk.get(f"{ALL}/{before['id']}")).json() == before


async def test_null_leaves_what_is_there(training: House, desk: httpx.AsyncClient) -> None:
    before, answer = await changed(training, desk, dict.fromkeys(CHANGES))
    assert (answer.status_code, answer.json()) == (200, before)


async def test_questions_are_read_in_the_languages_that_come_with_them(
    training: House, desk: httpx.AsyncClient
) -> None:
    _, answer = await changed(training, desk, {"languages": 7, "first": "en", "items": [ITEM]})
    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (422, ["languages"])
    _, answer = await changed(training, desk, {"languages": [], "items": [ITEM]})
    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (422, ["languages"])
    items = [{**ITEM, "text": {"ko": "오셨습니까?"}}]
    _, answer = await changed(training, desk, {"first": "ko", "items": items})
    assert (answer.status_code, answer.json()["languages"], answer.json()["items"]) == (200, ["ko", "en"], items)
