"""Shown while it is open, and never split; or all at once at the close, and split."""

from datetime import date
from typing import Any

import httpx
import pytest

from services.training.domain.surveys.questions import Choice, Question, Rating, Recommendation, SingleChoice
from services.training.domain.surveys.survey import Schedule, State
from shared.house import House
from tests.support.clock import FakeClock
from tests.training.surveys import asked
from tests.training.web.conftest import SignedIn

ITEMS: tuple[Question, ...] = (
    Rating(key="event_useful", text={"en": "How useful was it?"}, required=True),
    SingleChoice(
        key="event_how",
        text={"en": "How did you follow it?"},
        choices=(Choice("live", {"en": "Live"}), Choice("recording", {"en": "As a recording"})),
        required=True,
    ),
    Recommendation(key="recommend", text={"en": "Would you recommend it?"}, required=True),
)


async def answer(client: httpx.AsyncClient, room: asked.Room, number: int) -> None:
    """Nine of the first ten followed it live; all others as a recording."""
    how = "live" if number < 9 else "recording"
    given = {"q.event_useful": str(1 + number % 5), "q.event_how": how, "q.recommend": str(number % 11)}
    sent = await client.post(room.link(number), data=given, headers={"Origin": "http://wego.test"})
    assert sent.status_code == 303, sent.text
    await asked.tended(room.house, room.survey)


async def look(desk: httpx.AsyncClient, room: asked.Room) -> tuple[dict[str, Any], str]:
    path = f"/organize/surveys/{room.survey}/results"
    return (await desk.get(f"/api/v1{path}")).json(), (await desk.get(path)).text


def groups(body: dict[str, Any]) -> dict[str, int]:
    """How many stand in each group of the first question."""
    return {group["key"]: group["numbers"]["answered"] for group in body["results"][0]["split"].get("event_how", ())}


@pytest.mark.parametrize("live", [True, False])
async def test_a_group_less_an_earlier_look(
    training: House, clock: FakeClock, client: httpx.AsyncClient, signed_in: SignedIn, live: bool
) -> None:
    """Of five in the first look all were live; of fifteen nine are. Nine less five would be four people."""
    kept = Schedule(open_for=120, reminders=())
    room = await asked.room(training, clock, 16, items=ITEMS, schedule=kept, live=live)
    desk, _ = await signed_in("organizer")
    shown = []
    for number in range(15):
        await answer(client, room, number)
        body, page = await look(desk, room)
        assert (groups(body), body["may_split"]) == ({}, not live)
        shown.append(body["shown"])
    assert shown == ([0] * 9 + [5] * 5 + [10] if live else [0] * 15)
    assert ("All answers are shown at once" in page) is not live
    clock.advance(hours=2)
    closed = await asked.tended(training, room.survey)
    assert (closed.state, closed.releases) == (State.CLOSED, 3 if live else 1)
    body, page = await look(desk, room)
    assert (body["shown"], body["may_split"]) == (15, not live)
    assert groups(body) == ({} if live else {"live": 9, "recording": 6})
    assert ("so they are not split" in page, "Split by" in page) == (live, not live)


async def test_a_live_one_is_never_split_though_all_came_at_once(
    training: House, clock: FakeClock, client: httpx.AsyncClient, signed_in: SignedIn
) -> None:
    """Everybody has answered before a block was out. It closes that day, and says so."""
    room = await asked.room(training, clock, 9, items=ITEMS, minimum=3)
    desk, _ = await signed_in("organizer")
    clock.advance(days=1)
    for number in range(9):
        await answer(client, room, number)
    row = await asked.row(training, room.survey)
    assert (row.state, row.releases, row.closed_on) == (State.CLOSED, 1, date(2027, 10, 9))
    body, page = await look(desk, room)
    assert (body["shown"], body["may_split"], groups(body)) == (9, False, {})
    assert ("9 October 2027" in page, "21 October 2027" in page, "22 October 2027" in page) == (True, False, False)
    assert "9 October 2027" in (await desk.get("/organize/surveys")).text


async def test_too_few_answers_are_said_to_be_destroyed(
    training: House, clock: FakeClock, client: httpx.AsyncClient, signed_in: SignedIn
) -> None:
    room = await asked.room(training, clock, 9, items=ITEMS, schedule=Schedule(open_for=120, reminders=()))
    desk, _ = await signed_in("organizer")
    await answer(client, room, 0)
    assert "the first 5 answers are shown when 10 people have answered" in (await look(desk, room))[1]
    clock.advance(hours=2)
    await asked.tended(training, room.survey)
    page = (await look(desk, room))[1]
    assert ("destroyed unread" in page, "the first 5 answers" in page) == (True, False)
