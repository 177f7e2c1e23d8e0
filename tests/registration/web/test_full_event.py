"""An event without a free place, or with approval: page and form say what registering gives before anybody does it."""

import re

import httpx
import pytest

from shared.house import House
from tests.registration.events import load_event
from tests.registration.web.test_register_pages import client, home, typed

__all__ = ["client", "home"]

PAGE = "/events/full"
FORM = "/events/full/register"
WAIT = "All places are taken. Whoever registers now joins the waiting list."
NEXT = "When a place becomes free, the first in the queue is confirmed at once"
DECIDED = "The organizer looks at each registration for this event."


async def _come(client: httpx.AsyncClient, number: int) -> httpx.Response:
    return await client.post(FORM, data=typed(number=number))


def _offer(text: str) -> tuple[list[str], list[bool]]:
    """The words of the buttons that register, and which of the sentences stand there."""
    buttons = re.findall(r'class="button primary"[^>]*>((?:Register|Join)[^<]*)</', text)
    return buttons, [words in text for words in (WAIT, NEXT, DECIDED)]


@pytest.mark.parametrize(
    ("more", "places", "offer"),
    [
        ("capacity = 2", 1, (["Register for 9 December 2027"], [False, False, False])),
        ("capacity = 1", 1, (["Join the waiting list"], [True, True, False])),
        ("capacity = 1", 2, (["Join the waiting list"], [True, True, False])),
        ("capacity = 1\napproval = true", 2, (["Register for 9 December 2027"], [False, False, True])),
        ("", 2, (["Register for 9 December 2027"], [False, False, False])),
    ],
)
async def test_page_and_form_say_what_registering_gives(
    client: httpx.AsyncClient, home: House, more: str, places: int, offer: tuple[list[str], list[bool]]
) -> None:
    await load_event(home, more, slug="full")
    for number in range(places):
        await _come(client, number)
    for path in (PAGE, FORM):
        assert _offer((await client.get(path)).text) == offer, path
    form = (await client.get(FORM)).text
    assert re.findall("<h1>([^<]*)</h1>", form) == ["Join the waiting list" if offer[1][0] else "Register"]
    assert ("<title>Join the waiting list: CIO Forum" in form) is offer[1][0]


async def test_a_full_event_with_approval_says_both(client: httpx.AsyncClient, home: House) -> None:
    await load_event(home, "capacity = 1", slug="full")
    await _come(client, 1)
    await load_event(home, "capacity = 1\napproval = true", slug="full")
    for path in (PAGE, FORM):
        assert _offer((await client.get(path)).text) == (["Join the waiting list"], [True, True, True]), path


async def test_whoever_loses_the_last_place_meanwhile_reads_so(client: httpx.AsyncClient, home: House) -> None:
    await load_event(home, "capacity = 1", slug="full")
    assert _offer((await client.get(FORM)).text)[1] == [False, False, False]
    await _come(client, 1)
    again = await client.post(FORM, data=typed(number=2, email="no"))
    assert (again.status_code, _offer(again.text)[1]) == (422, [True, True, False])
    text = (await client.get((await _come(client, 2)).headers["location"])).text
    assert "<h1>You are on the waiting list</h1>" in text
    assert "All places are taken; you are number 1 in the queue." in text
