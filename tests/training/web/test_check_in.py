"""Checking in by the code on the wall: in its window, for its session, once for each link, five wrong tries."""

import re
from datetime import UTC, datetime

import httpx
import pytest

from services.training.domain.attendance import Mark
from services.training.domain.participant import Participant
from services.training.domain.session import Session
from services.training.operations.places import LINK as PLACE
from services.training.store import attendance
from shared.house import House
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.classroom import Classroom, classroom, mark, said, send

START = datetime(2027, 10, 4, 0, 0, tzinfo=UTC)


@pytest.fixture
async def room(training: House, clock: FakeClock) -> Classroom:
    """At the minute when the lecture begins."""
    clock.move_to(START)
    return await classroom(training)


def place(room: Classroom, person: Participant) -> str:
    return f"/t/{room.house.links.token(PLACE, person.id, person.link_version)}/check-in"


async def shown(client: httpx.AsyncClient, room: Classroom, session: Session | None = None) -> str:
    """The code on the wall of a session."""
    answer = await client.get(f"/trainer/sessions/{(session or room.session).id}/code", headers=room.bearer)
    assert answer.status_code == 200, answer.text
    found = re.search(r'class="code"[^>]*>([^<]+)<', answer.text)
    assert found is not None
    return found[1]


async def come(
    client: httpx.AsyncClient, room: Classroom, person: Participant, code: str, session: Session | None = None
) -> httpx.Response:
    body = {"session": str((session or room.session).id), "code": code}
    return await client.post(place(room, person), data=body)


async def ledger(room: Classroom) -> list[Mark]:
    async with room.house.db.reading() as tx:
        return await attendance.of_session(tx, room.session.id)


async def test_the_code_marks_present_and_the_screen_shows_who_came(client: httpx.AsyncClient, room: Classroom) -> None:
    one = room.people[0]
    answer = await come(client, room, one, (await shown(client, room)).lower())
    assert answer.status_code == 303, answer.text
    assert "You are checked in" in (await client.get(answer.headers["location"])).text
    assert [(each.participant_id, each.state, each.source, each.actor) for each in await ledger(room)] == [
        (one.id, "present", "self", "self")
    ]
    screen = (await client.get(f"/trainer/sessions/{room.session.id}/code", headers=room.bearer)).text
    assert "1 of 3 have checked in" in screen
    assert "<span>Official 01</span>" in screen


async def test_after_the_grace_it_is_late_by_minutes(
    client: httpx.AsyncClient, room: Classroom, clock: FakeClock
) -> None:
    clock.advance(minutes=17)
    await come(client, room, room.people[0], await shown(client, room))
    assert [(each.state, each.late_minutes) for each in await ledger(room)] == [("late", 17)]


async def test_a_link_is_used_once(client: httpx.AsyncClient, room: Classroom, clock: FakeClock) -> None:
    code = await shown(client, room)
    assert (await come(client, room, room.people[0], code)).status_code == 303
    again = await come(client, room, room.people[0], code)
    assert (again.status_code, "checked in to this session already" in again.text) == (409, True)
    assert (await come(client, room, room.people[1], code)).status_code == 303
    assert len(await ledger(room)) == 2


async def test_a_code_ends_one_window_after_its_own(
    client: httpx.AsyncClient, room: Classroom, clock: FakeClock
) -> None:
    code = await shown(client, room)
    clock.advance(seconds=59)
    assert (await come(client, room, room.people[0], code)).status_code == 303
    clock.advance(seconds=1)
    assert (await come(client, room, room.people[1], code)).status_code == 422
    assert len(await ledger(room)) == 1


async def test_a_code_of_another_session_is_wrong_here(client: httpx.AsyncClient, room: Classroom) -> None:
    other = await people.session(room.house, room.cohort, "Parallel")
    code = await shown(client, room, other)
    assert (await come(client, room, room.people[0], code)).status_code == 422
    assert (await come(client, room, room.people[0], code, other)).status_code == 303


async def test_five_wrong_codes_end_it_for_this_link_and_session(client: httpx.AsyncClient, room: Classroom) -> None:
    one, two, _ = room.people
    seen = [(await come(client, room, one, "AAAAAA")).text for _ in range(5)]
    assert [f"Tries left: {left}" in page for left, page in zip((4, 3, 2, 1, 0), seen, strict=True)] == [True] * 5
    right = await shown(client, room)
    assert (await come(client, room, one, right)).status_code == 429
    assert (await come(client, room, two, right)).status_code == 303
    other = await people.session(room.house, room.cohort, "Parallel")
    assert (await come(client, room, one, await shown(client, room, other), other)).status_code == 303


async def test_it_opens_twenty_minutes_before_and_ends_with_the_session(
    client: httpx.AsyncClient, room: Classroom, clock: FakeClock
) -> None:
    seen = []
    for minutes in (-21, -20, 119, 120):
        clock.move_to(START)
        clock.advance(minutes=minutes)
        seen.append((await come(client, room, room.people[0], "AAAAAA")).status_code)
    assert seen == [409, 422, 422, 409]


async def test_a_trainer_corrects_it_and_an_absence_already_written_is_a_conflict(
    client: httpx.AsyncClient, room: Classroom
) -> None:
    one, two, three = room.people
    await send(client, room, mark(two, "absent"), mark(three, "present"))
    code = await shown(client, room)
    for person in room.people:
        assert (await come(client, room, person, code)).status_code == 303
    first = next(each for each in await ledger(room) if each.participant_id == one.id)
    answer = await send(client, room, mark(one, "absent", str(first.client_id), why="Left at once"))
    assert said(answer.json()["state"]) == {
        "Official 01": ("absent", False), "Official 02": ("unmarked", True), "Official 03": ("present", False),
    }  # fmt: skip
    assert len([each for each in await ledger(room) if each.participant_id == three.id]) == 1


async def test_a_scanned_code_finds_whose_telephone_it_is(client: httpx.AsyncClient, room: Classroom) -> None:
    code = (await shown(client, room)).replace(" ", "")
    scanned = f"/t/here/{room.session.id}/{code}"
    assert "does not know yet whose it is" in (await client.get(scanned)).text
    await client.get(place(room, room.people[0]).removesuffix("/check-in"))  # the personal page is enough
    answer = await client.get(scanned)
    assert answer.status_code == 302
    page = await client.get(answer.headers["location"])
    assert f'value="{code}"' in page.text
    assert await ledger(room) == []
    assert (page.headers["referrer-policy"], page.headers["cache-control"]) == ("no-referrer", "no-store")


async def test_strangers_and_replaced_links(client: httpx.AsyncClient, room: Classroom) -> None:
    token = room.house.links.token(PLACE, room.people[0].id, 1)
    assert (await client.get(f"/t/{token}/check-in")).status_code == 410
    assert (await client.get("/t/nonsense/check-in")).status_code == 404
    assert (await client.get(f"/trainer/sessions/{room.session.id}/code")).status_code == 303
