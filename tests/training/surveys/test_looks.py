"""Somebody looks at every form of the results after every single answer and subtracts what they saw before."""

from itertools import pairwise
from typing import Any

import httpx
import pytest

from services.training.domain.surveys.questions import Choice, LongText, Question, Rating, SingleChoice
from services.training.domain.surveys.survey import Schedule, State
from shared.house import House
from tests.support.clock import FakeClock
from tests.training.surveys import asked
from tests.training.web.conftest import SignedIn

ITEMS: tuple[Question, ...] = (
    Rating(key="useful", text={"en": "How useful was it?"}, required=True),
    Rating(key="food", text={"en": "How was the food?"}),
    SingleChoice(
        key="role",
        text={"en": "What do you do?"},
        choices=(Choice("it", {"en": "IT"}), Choice("law", {"en": "Law"})),
    ),
    LongText(key="better", text={"en": "What should be better?"}),
)


def given(number: int) -> dict[str, str]:
    """Two in three say how the food was; one is a lawyer; most write something."""
    food = {"q.food": str(1 + number % 5)} if number % 3 else {}
    text = {"q.better": f"Comment {number}"} if number % 4 else {}
    return {"q.useful": str(1 + number % 5), "q.role": "law" if number == 7 else "it", **food, **text}


async def look(desk: httpx.AsyncClient, room: asked.Room) -> tuple[dict[str, Any], str]:
    path = f"/organize/surveys/{room.survey}"
    body = (await desk.get(f"/api/v1{path}/results")).json()
    page = (await desk.get(f"{path}/results")).text + (await desk.get(f"{path}/results.csv")).text
    page += (await desk.get(f"{path}/comments")).text
    return body, page


@pytest.mark.parametrize("size", [7, 15, 23])
async def test_no_two_looks_differ_by_fewer_than_five(
    training: House, clock: FakeClock, client: httpx.AsyncClient, signed_in: SignedIn, size: int
) -> None:
    room = await asked.room(training, clock, size, items=ITEMS, schedule=Schedule(open_for=120, reminders=()))
    desk, _ = await signed_in("organizer")
    looks = [await look(desk, room)]
    for number in range(size - 1):
        answer = await client.post(room.link(number), data=given(number), headers={"Origin": "http://wego.test"})
        assert answer.status_code in (200, 303), answer.text
        await asked.tended(training, room.survey)
        looks.append(await look(desk, room))
        assert looks[-1][0]["answered"] == number + 1
        assert not any(f"Comment {each}" in looks[-1][1] for each in range(size))
    clock.advance(hours=2)
    assert (await asked.tended(training, room.survey)).state is State.CLOSED
    looks.append(await look(desk, room))
    shown = [body["shown"] for body, _ in looks]
    assert (shown[0], shown[-1]) == (0, size - 1)
    assert all(later - earlier == 0 or later - earlier >= 5 for earlier, later in pairwise(shown))
    for key in ("useful", "food", "role"):
        steps = [_answered(body, key) for body, _ in looks]
        assert all(later - earlier == 0 or later - earlier >= 5 for earlier, later in pairwise(steps)), (key, steps)
    last = looks[-1][0]
    assert _answered(last, "useful") == size - 1
    written = [each for each in range(size - 1) if "q.better" in given(each)]
    assert len(last["comments"][0]["comments"]) == (len(written) if len(written) >= 5 else 0)
    assert not any(
        group["key"] == "law" for each in last["results"] for every in each["split"].values() for group in every
    )


def _answered(body: dict[str, Any], key: str) -> int:
    numbers = next(each for each in body["results"] if each["key"] == key)["numbers"]
    return int(numbers["answered"]) if numbers else 0
