"""Surveys and the bank as JSON, by the operations of the pages."""

from typing import Any

import httpx
import pytest

from shared.house import House
from tests.support.statements import counted
from tests.training.people import jeju, session
from tests.training.surveys.drafts import ABOUT, draft

ALL = "/api/v1/organize/surveys"


async def make(desk: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    made = await desk.post(ALL, json={"about": ABOUT, "template": "follow_up", **changes})
    assert made.status_code == 201, made.text
    return (await desk.get(f"{ALL}/{made.json()['items'][0]}")).json()  # type: ignore[no-any-return]


async def test_made_changed_and_made_ready(training: House, desk: httpx.AsyncClient) -> None:
    await jeju(training)
    made = await make(desk)
    assert (made["state"], made["cohort"], made["title"]) == (
        "draft", "jeju-2027", {"en": "What became of the training?"},
    )  # fmt: skip
    assert made["findings"] == [{"question": "", "message": "Nobody is asked yet", "stops": False}]
    path = f"{ALL}/{made['id']}"
    new = {"type": "yes_no", "text": {"en": "Did you come?"}}
    schedule = {"anchor": "start", "opens_after": -90, "open_for": 1440, "reminders": []}
    change = {"revision": made["revision"], "items": [new, *made["items"]], "schedule": schedule, "minimum": 4}
    changed = (await desk.patch(path, json=change)).json()
    assert [item["key"] for item in changed["items"]][:2] == ["did_you_come", "follow_used"]
    assert (changed["schedule"], changed["minimum"], changed["title"]) == (schedule, 4, made["title"])
    assert changed["items"][1]["bank"] == {"key": "follow_used", "version": 1}, "it is the bank's as before"
    stale = await desk.patch(path, json=change)
    assert (stale.status_code, stale.json()["type"]) == (409, "urn:wego:problem:stale")
    ready = (await desk.post(f"{path}/ready")).json()
    assert (ready["state"], ready["opens_at"]) == ("ready", "2027-10-03T13:30:00Z")
    frozen = await desk.patch(path, json={"revision": ready["revision"], "items": []})
    assert frozen.status_code == 409
    title = {"revision": ready["revision"], "title": {"en": "What became of it?"}}
    assert (await desk.patch(path, json=title)).json()["title"] == {"en": "What became of it?"}
    assert (await desk.delete(path)).status_code == 409
    assert (await desk.post(f"{path}/draft")).json()["state"] == "draft"
    assert (await desk.delete(path)).status_code == 204
    assert (await desk.get(path)).status_code == 404


async def test_nobody_can_say_that_it_is_the_banks(training: House, desk: httpx.AsyncClient) -> None:
    await jeju(training)
    made = await make(desk, template="")
    fake = {"type": "yes_no", "text": {"en": "Did you come?"}, "bank": {"key": "follow_contact", "version": 1}}
    true = {**(await desk.get(f"{ALL}/bank/follow_contact")).json()["question"], "bank": fake["bank"]}
    body = {"revision": made["revision"], "items": [fake, true]}
    changed = (await desk.patch(f"{ALL}/{made['id']}", json=body)).json()
    assert [item.get("bank") for item in changed["items"]] == [None, fake["bank"]]


async def test_every_bad_question_is_named(training: House, desk: httpx.AsyncClient) -> None:
    await jeju(training)
    made = await make(desk, template="")
    items = [
        {"type": "nothing", "text": {"en": "x"}},
        {"type": "rating", "text": {"ko": "x"}, "lowest": 3, "highest": 3},
        {"type": "number", "text": {"en": "How many?"}, "least": 10, "most": 2},
        {"type": "number", "text": {"en": "How many?"}, "least": 0.2, "most": 0.8, "whole": False},
        {"type": "yes_no", "text": {"en": "Did you?"}, "when": {"question": "later", "is_one_of": ["yes"]}},
    ]
    bad = await desk.patch(f"{ALL}/{made['id']}", json={"revision": made["revision"], "items": items})
    assert (bad.status_code, [each["field"] for each in bad.json()["errors"]]) == (
        422, ["items.0.question", "items.1.text.en", "items.1.highest", "items.2.most", "items.4.when"],
    )  # fmt: skip
    for body in ({}, {"revision": 1, "items": {}}, {"revision": 1, "schedule": {"opens_after": "1"}}):
        assert (await desk.patch(f"{ALL}/{made['id']}", json=body)).status_code == 422


async def test_the_same_key_makes_the_same_surveys(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    for day in range(3):
        await session(training, cohort, f"Day {day}", day=day)
    body = {"about": "sessions:jeju-2027", "template": "session"}
    first = await desk.post(ALL, json=body, headers={"Idempotency-Key": "one"})
    again = await desk.post(ALL, json=body, headers={"Idempotency-Key": "one"})
    assert len(first.json()["items"]) == 3
    assert again.json() == first.json()
    other = await desk.post(ALL, json={**body, "minimum": 4}, headers={"Idempotency-Key": "one"})
    assert other.status_code == 422
    page = (await desk.get(f"{ALL}?limit=2&state=draft&cohort=jeju-2027")).json()
    rest = (await desk.get(f"{ALL}?limit=2&state=draft&cohort=jeju-2027&cursor={page['next']}")).json()
    ids = [each["id"] for each in (*page["items"], *rest["items"])]
    assert (sorted(ids), rest["next"]) == (sorted(first.json()["items"]), None)
    assert (await desk.get(f"{ALL}?limit=0")).status_code == 422
    copied = await desk.post(ALL, json={"about": body["about"], "copy": ids[0]})
    assert len(copied.json()["items"]) == 2, "each session but the one it is copied from"


async def test_the_bank(training: House, desk: httpx.AsyncClient) -> None:
    listed = (await desk.get(f"{ALL}/bank?q=pace")).json()["items"]
    assert [(each["key"], each["version"], each["surveys"]) for each in listed] == [("session_pace", 1, 0)]
    question = {"type": "yes_no", "text": {"en": "Did you sleep?"}}
    added = await desk.post(f"{ALL}/bank", json={"question": question, "tags": ["course"]})
    assert (added.status_code, added.json()["key"], added.json()["tags"]) == (201, "did_you_sleep", ["course"])
    change = {"question": {**question, "text": {"en": "Did you sleep well?"}}, "tags": ["course"], "version": 1}
    assert (await desk.put(f"{ALL}/bank/did_you_sleep", json=change)).json()["version"] == 2
    assert (await desk.put(f"{ALL}/bank/did_you_sleep", json=change)).status_code == 409
    assert (await desk.post(f"{ALL}/bank/did_you_sleep/retire")).json()["retired"] is True
    assert (await desk.get(f"{ALL}/bank?q=sleep")).json()["items"] == []
    assert (await desk.post(f"{ALL}/bank/did_you_sleep/restore")).json()["retired"] is False


@pytest.mark.parametrize("path", ["", "/bank"])
async def test_as_many_statements_for_three_as_for_one(training: House, desk: httpx.AsyncClient, path: str) -> None:
    await draft(training)
    seen = []
    for _ in range(2):
        async with counted(training) as statements:
            assert (await desk.get(ALL + path)).status_code == 200
        seen.append(len(statements))
        for _ in range(2):
            await draft(training)
    assert seen[0] == seen[1]
