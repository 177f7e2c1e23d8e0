"""The timetable and the people of a cohort for programs: with a token, by the operations of the pages."""

from typing import Any

import httpx

from services.training.operations import timetable
from shared.contracts.notify import CalendarPut
from shared.house import House
from shared.identity import store as identity
from shared.identity.accounts import create_token
from tests.support.outbox import clear, jobs
from tests.training.people import actor, jeju, participant, trainer

BASE = "/api/v1/organize/training/jeju-2027"
LECTURE: dict[str, Any] = {
    "title": "Data platforms",
    "kind": "lecture",
    "day": "2027-10-04",
    "begins": "09:00",
    "ends": "11:00",
    "materials": [{"title": "Slides to read", "url": "https://city.example/slides.pdf"}],
}


async def bearer(house: House, role: str = "organizer") -> dict[str, str]:
    return {"Authorization": f"Bearer {await create_token(house.db, name='planner', role=role)}"}


async def test_a_session_is_added_once_changed_cancelled_and_restored(
    training: House, client: httpx.AsyncClient
) -> None:
    cohort = await jeju(training)
    park = await trainer(training, cohort)
    token = await bearer(training)
    keyed = token | {"Idempotency-Key": "one"}
    body = LECTURE | {"trainers": [str(park.id)], "mandatory": True}
    made = await client.post(f"{BASE}/sessions", json=body, headers=keyed)
    assert made.status_code == 201, made.text
    shown = made.json()
    expected = body | {"timezone": "Asia/Seoul", "starts_at": "2027-10-04T00:00:00Z", "cancelled": False, "groups": []}
    assert {name: shown[name] for name in expected} == expected
    again = await client.post(f"{BASE}/sessions", json=body, headers=keyed)
    assert again.json() == shown
    other = await client.post(f"{BASE}/sessions", json=body | {"title": "Water"}, headers=keyed)
    assert (other.status_code, other.json()["errors"][0]["field"]) == (422, "Idempotency-Key")
    one = f"{BASE}/sessions/{shown['id']}"
    changed = await client.patch(one, json={"place": "Room B"}, headers=token)
    assert changed.json() == shown | {"place": "Room B", "revision": changed.json()["revision"]}
    for act, is_cancelled in (("cancel", True), ("cancel", True), ("restore", False)):
        assert (await client.post(f"{one}/{act}", headers=token)).json()["cancelled"] is is_cancelled
    listed = (await client.get(f"{BASE}/sessions", headers=token)).json()
    assert ([each["id"] for each in listed["items"]], listed["next"]) == ([shown["id"]], None)


async def test_problems_and_clashes_are_named(training: House, client: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    park = await trainer(training, cohort)
    token = await bearer(training)
    bad = await client.post(
        f"{BASE}/sessions", json={"kind": "x", "day": 4, "materials": ["no"], "groups": ["z"]}, headers=token
    )
    assert bad.status_code == 422
    assert {each["field"] for each in bad.json()["errors"]} >= {"title", "kind", "day", "groups", "materials"}
    body = LECTURE | {"trainers": [str(park.id)]}
    await client.post(f"{BASE}/sessions", json=body, headers=token)
    clash = await client.post(f"{BASE}/sessions", json=body | {"title": "Water"}, headers=token)
    assert (clash.status_code, clash.json()["type"].rpartition(":")[2]) == (409, "clash")
    assert "Data platforms" in clash.json()["detail"]
    kept = await client.post(f"{BASE}/sessions", json=body | {"title": "Water", "despite": True}, headers=token)
    assert kept.status_code == 201


async def test_calendars_follow_what_a_program_changes(training: House, client: httpx.AsyncClient) -> None:
    await jeju(training)
    token = await bearer(training)
    made = (await client.post(f"{BASE}/sessions", json=LECTURE, headers=token)).json()
    await timetable.publish(training, actor(training), "jeju-2027", shown=True)
    await clear(training)
    await client.patch(f"{BASE}/sessions/{made['id']}", json={"begins": "08:00"}, headers=token)
    (item,) = await jobs(training, CalendarPut)
    assert item.when.start is not None
    assert item.when.start.hour == 8


async def test_who_takes_part_is_read_by_organizers_and_that_is_in_the_trail(
    training: House, client: httpx.AsyncClient
) -> None:
    cohort = await jeju(training)
    who = await participant(training, cohort, native_name="김민수")
    found = await client.get(f"{BASE}/participants", headers=await bearer(training))
    (item,) = found.json()["items"]
    assert (item["id"], item["native_name"], item["status"], item["group"]) == (
        str(who.id),
        "김민수",
        "confirmed",
        None,
    )
    async with training.db.reading() as tx:
        trail = await identity.audit_of(tx, f"cohort:{cohort}")
    assert [line.action for line in trail] == ["participants.exported"]


async def test_others_are_refused(training: House, client: httpx.AsyncClient) -> None:
    await jeju(training)
    viewer = await bearer(training, "viewer")
    assert (await client.get(f"{BASE}/sessions", headers=viewer)).status_code == 200
    assert (await client.post(f"{BASE}/sessions", json=LECTURE, headers=viewer)).status_code == 403
    assert (await client.get(f"{BASE}/participants", headers=viewer)).status_code == 403
    assert (await client.get(f"{BASE}/sessions")).status_code == 401
    form = await client.post(f"{BASE}/sessions", data={"title": "x"}, headers=await bearer(training))
    assert form.status_code == 400


async def test_an_unknown_field_is_named_with_all_else_that_is_bad_and_nothing_is_kept(
    training: House, client: httpx.AsyncClient
) -> None:
    await jeju(training)
    token = await bearer(training)
    shown = (await client.get(f"{BASE}/sessions", headers=token)).json()
    for body, fields in ((LECTURE | {"title": "", "day": "x"}, ["title", "day"]), (LECTURE, [])):
        answer = await client.post(f"{BASE}/sessions", json=body | {"bogus": 1}, headers=token)
        named = [each["field"] for each in answer.json()["errors"]]
        assert (answer.status_code, named) == (422, ["bogus", *fields])
    assert (await client.get(f"{BASE}/sessions", headers=token)).json() == shown
