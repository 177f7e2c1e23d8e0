"""The personal page when the event was cancelled, is over or left the programme: it promises nothing any more."""

from datetime import UTC, datetime

import httpx
import pytest

from services.registration.operations import decide, publish_event
from shared.house import House
from tests.registration.desk import staff
from tests.registration.events import SLUG, counts, load_event, sent
from tests.registration.web.test_register_pages import client, home, register, typed
from tests.support.clock import FakeClock

__all__ = ["client", "home"]

PROMISES = (
    "You are registered",
    "What happens next",
    "The invitation goes to",
    "https://meet.example.org/1",
    "Add to my calendar",
    "Change my answers",
    "Cancel my registration",
    "Send everything to this address",
    "Register again",
)


def _promised(text: str) -> list[str]:
    return [words for words in PROMISES if words in text]


async def _cancel(home: House) -> None:
    await decide.cancel_event(home, await staff(home), SLUG, at_once=False)
    await sent(home)


async def test_a_good_registration_says_all_that_may_not_stand_later(client: httpx.AsyncClient) -> None:
    text = (await client.get(await register(client))).text
    assert _promised(text) == list(PROMISES[:-1])


async def test_a_cancelled_event_heads_the_page_and_nothing_is_offered(client: httpx.AsyncClient, home: House) -> None:
    page = await register(client)
    await _cancel(home)
    text = (await client.get(page)).text
    assert "<h1>This event was cancelled</h1>" in text
    assert "Your registration needs no cancelling." in text
    assert _promised(text) == []
    assert "Your answers" in text
    assert "<dd>person1@example.org</dd>" in text
    for tail in ("/change", "/cancel"):
        answer = await client.get(page + tail)
        assert (answer.status_code, answer.headers["location"]) == (303, page)
    for tail, body in (("/change", {"name": "Kim"}), ("/address", {"email": "new@example.org"})):
        answer = await client.post(page + tail, data=body)
        assert (answer.status_code, answer.headers["location"]) == (303, page)
    assert (await client.get("/api/v1/registrations/" + page.removeprefix("/r/"))).json()["join_url"] is None
    assert await sent(home) == []
    assert await counts(home) == {"confirmed": (1, 1), "waitlisted": (0, 0), "pending": (0, 0)}


async def test_who_cancelled_is_not_asked_to_come_again_to_a_cancelled_event(
    client: httpx.AsyncClient, home: House
) -> None:
    page = await register(client)
    await client.post(page + "/cancel")
    assert _promised((await client.get(page)).text) == ["Register again"]
    await _cancel(home)
    text = (await client.get(page)).text
    assert "<h1>This event was cancelled</h1>" in text
    assert "This registration is cancelled." in text
    assert _promised(text) == []


async def test_an_event_that_left_the_programme_is_neither_linked_nor_offered(
    client: httpx.AsyncClient, home: House
) -> None:
    page = await register(client)
    await client.post(page + "/cancel")
    await publish_event.withdraw(home, await staff(home), SLUG)
    text = (await client.get(page)).text
    assert _promised(text) == []
    assert f'href="/events/{SLUG}' not in text


@pytest.mark.parametrize("given_up", [False, True])
async def test_of_an_event_that_is_over_nothing_happens_next(
    client: httpx.AsyncClient, clock: FakeClock, given_up: bool
) -> None:
    page = await register(client)
    if given_up:
        await client.post(page + "/cancel")
    clock.move_to(datetime(2027, 12, 9, 9, tzinfo=UTC))  # it ends at 8
    text = (await client.get(page)).text
    heading = "You cancelled your registration" if given_up else "This event has taken place"
    assert f"<h1>{heading}</h1>" in text
    assert _promised(text) == []
    if not given_up:
        assert (await client.get(page + "/cancel")).headers["location"] == page
        assert (await client.post(page + "/cancel")).headers["location"] == page


async def test_a_time_that_passed_without_a_day_is_called_so(
    client: httpx.AsyncClient, home: House, clock: FakeClock
) -> None:
    await load_event(home, when='{ precision = "quarter", year = 2027, quarter = 3 }', slug="open")
    page = (await client.post("/events/open/register", data=typed())).headers["location"]
    clock.move_to(datetime(2027, 12, 9, tzinfo=UTC))
    text = (await client.get(page)).text
    assert "<h1>This time has passed</h1>" in text
    assert _promised(text) == []
