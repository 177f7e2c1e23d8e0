"""The board without a script: the link opens the session to mark, a posted form is marks, once."""

import re
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx
import pytest

from services.training.domain.attendance import Mark
from services.training.domain.course import LINK
from services.training.hands import MOST_LINKS
from services.training.store import attendance, sessions
from shared.house import House
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.classroom import Classroom, classroom, mark, send

FIELD = re.compile(r'<input[^>]*? name="([^"]+)"[^>]*?>')


@pytest.fixture
async def room(training: House, clock: FakeClock) -> Classroom:
    """The lecture began twelve minutes ago."""
    clock.move_to(datetime(2027, 10, 4, 0, 12, tzinfo=UTC))
    return await classroom(training)


def fields(page: str) -> dict[str, str]:
    """What a browser would post of the page as it is."""
    found = {}
    for each in FIELD.finditer(page):
        value = re.search(r' value="([^"]*)"', each[0])
        if 'type="radio"' not in each[0] or " checked" in each[0]:
            found[each[1]] = value[1] if value else ""
    return found


async def opened(client: httpx.AsyncClient, room: Classroom) -> tuple[str, dict[str, str]]:
    answer = await client.get(f"/trainer/{room.token}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/trainer?cohort={room.cohort}")
    assert answer.headers["referrer-policy"] == "no-referrer"
    answer = await client.get(answer.headers["location"])
    assert answer.status_code == 302, answer.text
    path = answer.headers["location"]
    page = await client.get(path)
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    return path, fields(page.text)


async def ledger(room: Classroom) -> list[Mark]:
    async with room.house.db.reading() as tx:
        return await attendance.of_session(tx, room.session.id)


async def test_the_link_opens_the_session_that_runs(client: httpx.AsyncClient, room: Classroom) -> None:
    await people.session(room.house, room.cohort, "Later", hour=13)
    path, typed = await opened(client, room)
    assert path == f"/trainer/sessions/{room.session.id}"
    assert sorted(name for name in typed if name.startswith("s.")) == sorted(f"s.{each.id}" for each in room.people)


async def test_only_what_was_changed_becomes_a_mark_and_a_second_post_adds_nothing(
    client: httpx.AsyncClient, room: Classroom
) -> None:
    path, typed = await opened(client, room)
    one, two, _ = room.people
    changed: dict[str, Any] = {**typed, f"s.{one.id}": "late", f"s.{two.id}": "present", f"left.{two.id}": "20"}
    for _ in range(2):
        answer = await client.post(path, data=changed)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{path}?kept=2")
    marks = {each.participant_id: (each.state, each.late_minutes, each.left_minutes) for each in await ledger(room)}
    assert marks == {one.id: ("late", 12, 0), two.id: ("left_early", 0, 20)}
    assert len(await ledger(room)) == 2


async def test_the_rest_present_leaves_marks_and_conflicts_alone(client: httpx.AsyncClient, room: Classroom) -> None:
    one, two, three = room.people
    await send(client, room, mark(one, "absent"), mark(two, "absent"), mark(two, "present"))
    before = await ledger(room)
    path, typed = await opened(client, room)
    await client.post(path, data={**typed, "rest": "present"})
    added = [(each.participant_id, each.state) for each in await ledger(room) if each not in before]
    assert added == [(three.id, "present")]


async def test_a_tap_decides_a_conflict(client: httpx.AsyncClient, room: Classroom) -> None:
    one = room.people[0]
    await send(client, room, mark(one, "absent"), mark(one, "present"))
    path, typed = await opened(client, room)
    page = (await client.get(path)).text
    assert "Two marks differ" in page
    await client.post(path, data={**typed, f"s.{one.id}": "absent"})
    assert "Two marks differ: " not in (await client.get(path)).text.replace("Two marks differ: {marks}", "")
    assert sorted(len(each.replaces) for each in await ledger(room)) == [0, 0, 2]


async def test_late_without_minutes_after_the_session_asks_for_them(
    client: httpx.AsyncClient, room: Classroom, clock: FakeClock
) -> None:
    path, typed = await opened(client, room)
    clock.advance(hours=5)
    answer = await client.post(path, data={**typed, f"s.{room.people[0].id}": "late"})
    assert answer.status_code == 422
    assert "Say how many minutes late" in answer.text
    assert fields(answer.text)[f"s.{room.people[0].id}"] == "late"
    assert await ledger(room) == []


async def test_search_finds_native_names(client: httpx.AsyncClient, room: Classroom) -> None:
    await people.participant(room.house, room.cohort, 9, native_name="김민수")
    path, _ = await opened(client, room)
    page = (await client.get(path, params={"q": "김민"})).text
    assert page.count('class="tile"') == 1
    assert '<bdi lang="ko">김민수</bdi>' in page
    assert "Nobody by that name" in (await client.get(path, params={"q": "zzz"})).text


async def test_nobody_is_led_to_the_sign_in_and_a_replaced_link_says_so(
    client: httpx.AsyncClient, room: Classroom
) -> None:
    path = f"/trainer/sessions/{room.session.id}"
    assert (await client.get(path)).headers["location"].startswith("/sign-in")
    await client.get(f"/trainer/{room.token}")
    async with room.house.db.transaction() as tx:
        await tx.conn.execute("UPDATE cohorts SET trainer_link_version = 1")
    assert (await client.get(path)).status_code == 410
    assert (await client.get("/trainer")).status_code == 410


async def test_a_link_of_a_second_cohort_ends_the_first_on_no_telephone(
    client: httpx.AsyncClient, room: Classroom
) -> None:
    """Each opens its own session; marks of both are taken; a replaced link of one leaves the other alone."""
    busan = await people.jeju_like(room.house)
    there = await people.session(room.house, busan, "Harbours")
    path, _ = await opened(client, room)
    second = await client.get(f"/trainer/{room.house.links.token(LINK, busan)}")
    assert (await client.get(second.headers["location"])).headers["location"] == f"/trainer/sessions/{there.id}"
    offered = (await client.get("/trainer")).text
    assert [path in offered, str(there.id) in offered] == [True, True]
    kept = await client.put(room.path(), json={"marks": [mark(room.people[0], "present")]})
    assert [each["result"] for each in kept.json()["marks"]] == ["kept"]
    async with room.house.db.transaction() as tx:
        await tx.conn.execute("UPDATE cohorts SET trainer_link_version = 1 WHERE id = $1", busan)
    assert (await client.get(f"/trainer/sessions/{there.id}")).status_code == 410
    assert (await client.get(path)).status_code == 200
    assert (await client.get("/trainer")).headers["location"] == path


async def test_the_links_in_one_browser_are_limited(client: httpx.AsyncClient, room: Classroom) -> None:
    """The same cohort stands there once; the one opened longest ago goes."""
    await opened(client, room)
    for _ in range(MOST_LINKS - 1):
        await client.get(f"/trainer/{room.house.links.token(LINK, uuid4())}")
    await opened(client, room)
    assert len(client.cookies["wego-trainer"].split(".")) == MOST_LINKS
    for _ in range(MOST_LINKS):
        await client.get(f"/trainer/{room.house.links.token(LINK, uuid4())}")
    assert len(client.cookies["wego-trainer"].split(".")) == MOST_LINKS
    assert (await client.get(f"/trainer/sessions/{room.session.id}")).headers["location"].startswith("/sign-in")


async def test_excused_asks_why(client: httpx.AsyncClient, room: Classroom) -> None:
    path, typed = await opened(client, room)
    one = room.people[0]
    answer = await client.post(path, data={**typed, f"s.{one.id}": "excused"})
    assert answer.status_code == 422
    assert "Say why they are excused" in answer.text
    assert await ledger(room) == []
    await client.post(path, data={**fields(answer.text), f"why.{one.id}": "Visa appointment"})
    assert [(each.state, each.why) for each in await ledger(room)] == [("excused", "Visa appointment")]
    assert fields((await client.get(path)).text)[f"why.{one.id}"] == "Visa appointment"


async def test_a_cancelled_session_says_so_and_takes_no_marks(client: httpx.AsyncClient, room: Classroom) -> None:
    path, typed = await opened(client, room)
    async with room.house.db.transaction() as tx:
        await sessions.cancel(tx, room.session.id)
    page = (await client.get(path)).text
    assert "This session was cancelled" in page
    assert fields(page) == {}
    answer = await client.post(path, data={**typed, f"s.{room.people[0].id}": "absent"})
    assert answer.status_code == 422
    assert await ledger(room) == []
    assert (await client.get(f"{path}/code")).status_code == 409


async def test_the_service_worker_may_serve_what_is_below_trainer(client: httpx.AsyncClient) -> None:
    answer = await client.get("/trainer/worker.js")
    assert answer.headers["service-worker-allowed"] == "/trainer"
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
