"""What the table says after an act on several: every number of it, and that nothing was left to do."""

import re

import httpx

from shared.house import House
from tests.registration.events import TODAY, load_event
from tests.registration.web.registering import TABLE, client, come, home

__all__ = ["client", "home"]


async def _said(client: httpx.AsyncClient, what: str, ids: list[object]) -> tuple[str, str, str]:
    """Tone, title and sentences of the notice."""
    done = await client.post(TABLE, data={"do": what, "id": [str(one) for one in ids], "confirmed": "true"})
    assert done.status_code == 303, done.text
    text = (await client.get(done.headers["location"])).text
    notice: tuple[str, str, str]
    [notice] = re.findall(r'class="notice" data-tone="(\w+)">.*?<h2>(.*?)</h2>(?:<p>(.*?)</p>)?</div>', text, re.DOTALL)
    return notice


async def test_approving_beyond_the_seats_says_both_numbers(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "approval = true\ncapacity = 3")
    ids = await come(home, 1, 2, 3, 4, 5, 6)
    assert await _said(client, "approve", [*ids[:5]]) == (
        "ok",
        "5 registrations approved",
        "3 of them have a seat. 2 of them joined the waiting list, for all places are taken. "
        "Each of them gets a message.",
    )
    assert await _said(client, "approve", [*ids[:5]]) == (
        "info",
        "Nothing was left to do",
        "Nobody of those ticked waits for approval.",
    )
    assert await _said(client, "approve", [ids[5]]) == (
        "ok",
        "1 registration approved",
        "1 of them joined the waiting list, for all places are taken. They get a message.",
    )


async def test_approving_within_the_seats_says_one(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "approval = true\ncapacity = 3")
    assert await _said(client, "approve", [*await come(home, 1, 2)]) == (
        "ok",
        "2 registrations approved",
        "Each of them gets a message.",
    )


async def test_a_second_window_cancels_nobody_and_says_so(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    ids = await come(home, 1, 2)
    said = [await _said(client, "cancel", [*ids]) for _ in range(2)]
    assert said == [
        ("ok", "2 registrations cancelled", "Each of them gets a message."),
        ("info", "Nothing was left to do", "All of those ticked were cancelled before."),
    ]


async def test_of_people_who_wait_it_is_not_noted_whether_they_came(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "capacity = 1", when=TODAY)
    one, two, three = await come(home, 1, 2, 3)
    why = "%s of those ticked %s not confirmed: only of confirmed people it can be noted whether they came."
    assert await _said(client, "came", [two, three]) == ("warn", "Nothing was noted", why % (2, "are"))
    assert await _said(client, "came", [one, two]) == ("warn", "Noted for 1 person", why % (1, "is"))
    assert await _said(client, "came", [one]) == (
        "info",
        "Nothing was left to do",
        "Of all those ticked this was noted before.",
    )
    assert await _said(client, "absent", [one]) == ("ok", "Noted for 1 person", "")


async def test_an_address_that_is_none_of_ours_says_nothing(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    for done in ("approve", "approve.x.1", "approve.1", "party.1.1", "approve.1.1.1", "came.²."):
        assert 'class="notice"' not in (await client.get(TABLE, params={"done": done})).text, done
