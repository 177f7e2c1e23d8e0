"""Marks that cannot be true are refused by name and reason: of what lies ahead, and longer than the session is."""

import httpx
import pytest

from shared.house import House
from tests.support.clock import FakeClock
from tests.training.classroom import SLUG, Classroom, classroom, mark, send

DESK = f"/organize/training/{SLUG}/attendance"
AHEAD = "This session has not begun: marks are taken from an hour before it. An excuse can be noted already."


@pytest.fixture
async def room(training: House) -> Classroom:
    """A session of two hours that begins in an hour."""
    return await classroom(training)


def told(answer: httpx.Response) -> list[tuple[str, list[str]]]:
    return [(each["result"], [error["message"] for error in each["errors"]]) for each in answer.json()["marks"]]


async def test_of_a_session_ahead_only_an_excuse_is_known(
    client: httpx.AsyncClient, room: Classroom, clock: FakeClock
) -> None:
    one, two, three = room.people
    clock.advance(seconds=-1)
    first = mark(one, "excused")
    sent = [first, mark(two, "present"), mark(three, "absent"), mark(two, "late", late_minutes=5)]
    assert told(await send(client, room, *sent)) == [("kept", []), *[("refused", [AHEAD])] * 3]
    assert told(await send(client, room, mark(one, "unmarked", first["client_id"]))) == [("kept", [])]
    clock.advance(seconds=1)
    assert told(await send(client, room, *sent)) == [("known", []), *[("kept", [])] * 3]


async def test_nobody_is_later_than_a_session_is_long(client: httpx.AsyncClient, room: Classroom) -> None:
    who = room.people[0]
    marks = [
        mark(who, "late", late_minutes=121),
        mark(who, "left_early", left_minutes=121),
        mark(who, "late", late_minutes=100, left_minutes=21),
        mark(who, "late", late_minutes=100, left_minutes=20),
        mark(who, "late", late_minutes=120),
    ]
    assert told(await send(client, room, *marks)) == [
        ("refused", ["Say how many minutes late, from 1 to 120"]),
        ("refused", ["Say how many minutes before the end, from 1 to 120"]),
        ("refused", ["Late and early together are more than the 120 minutes of this session"]),
        ("kept", []),
        ("kept", []),
    ]


async def test_the_desk_and_the_form_without_a_script_refuse_the_same(
    room: Classroom, client: httpx.AsyncClient, desk: httpx.AsyncClient, clock: FakeClock
) -> None:
    who = room.people[0]
    late = {"session": str(room.session.id), "state": "late", "late_minutes": "300", "why": "They told me"}
    answer = await desk.post(f"{DESK}/{who.id}", data=late)
    assert (answer.status_code, "Say how many minutes late, from 1 to 120" in answer.text) == (422, True)
    clock.advance(hours=-1)
    answer = await desk.post(f"{DESK}/{who.id}", data={**late, "state": "absent", "late_minutes": ""})
    assert (answer.status_code, AHEAD in answer.text) == (422, True)
    await client.get(f"/trainer/{room.token}")
    path = f"/trainer/sessions/{room.session.id}"
    assert "This session has not begun" in (await client.get(path)).text.partition('hidden data-notice="since"')[0]
    own = {f"s.{who.id}": "present", f"was.{who.id}": "unmarked 0 0", "page": str(room.session.id)}
    answer = await client.post(path, data=own)
    assert (answer.status_code, AHEAD in answer.text) == (422, True)
