"""Somebody stands at the desk and is entered by staff: the seats, the mail, the consent."""

from typing import Any

import httpx

from shared.contracts.notify import CalendarInvite, MessageSend
from shared.house import House
from tests.registration.desk import signed_in, trail
from tests.registration.events import SLUG, counts, load_event, person, sent
from tests.registration.web.registering import TABLE, client, come, home
from tests.support.clock import FakeClock

__all__ = ["client", "home"]
_ADD = f"{TABLE}/add"


def _form(number: int = 9, **changes: str) -> dict[str, Any]:
    return {**person(number), "consent": "true", "language": "ko", "timezone": "Asia/Seoul", **changes}


async def test_they_are_confirmed_get_the_invitation_and_their_consent_is_noted(
    home: House, client: httpx.AsyncClient
) -> None:
    await load_event(home, "registration_closes = 2026-01-01T00:00:00Z")
    assert f'href="{_ADD}"' in (await client.get(TABLE)).text
    assert (await client.get(_ADD)).status_code == 200
    answer = await client.post(_ADD, data=_form(category="staff"))
    assert answer.headers["location"].endswith("?done=added")
    (invite,) = await sent(home)
    assert isinstance(invite, CalendarInvite)
    (part,) = invite.parts
    assert (part.message.template, part.attendee.person.language) == ("registration.confirmed", "ko")
    assert part.attendee.manage_url
    assert await trail(home, "registration") == [
        ("registration.added", None, {"status": "confirmed", "consent": "desk"})
    ]
    text = (await client.get(answer.headers["location"])).text
    for words in ("Ada Sample registered them at the desk", "Consent: <ins>given at the desk</ins>", "Staff"):
        assert words in text, words
    assert "Entered by the organizer" in (await client.get(part.attendee.manage_url)).text


async def test_without_their_consent_nobody_is_entered(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    form = _form()
    del form["consent"]
    answer = await client.post(_ADD, data=form)
    assert (answer.status_code, 'value="Person 9"' in answer.text) == (422, True)
    assert (await counts(home))["confirmed"] == (0, 0)


async def test_they_join_the_queue_unless_staff_give_them_a_seat_beyond(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "capacity = 1")
    await come(home, 1, 2)
    assert "No seat is free" in (await client.get(_ADD)).text
    await client.post(_ADD, data=_form(3))
    (letter,) = await sent(home)
    assert isinstance(letter, MessageSend)
    assert (letter.message.template, letter.message.facts) == ("registration.waitlisted", {"place": "2"})
    await client.post(_ADD, data=_form(4, beyond_seats="true"))
    assert await counts(home) == {"confirmed": (2, 2), "waitlisted": (2, 2), "pending": (0, 0)}
    assert [line[2] for line in await trail(home, "registration")] == [
        {"status": "waitlisted", "consent": "desk"},
        {"status": "confirmed", "consent": "desk", "beyond_seats": "yes"},
    ]


async def test_a_seat_that_is_free_is_none_beyond_and_who_enters_somebody_approves(
    home: House, client: httpx.AsyncClient
) -> None:
    await load_event(home, "capacity = 1\napproval = true")
    await client.post(_ADD, data=_form(beyond_seats="true"))
    assert (await counts(home))["confirmed"] == (1, 1)
    assert [line[2] for line in await trail(home, "registration")] == [{"status": "confirmed", "consent": "desk"}]


async def test_a_double_click_is_one_person_and_a_known_address_leads_to_theirs(
    home: House, client: httpx.AsyncClient
) -> None:
    await load_event(home)
    (known,) = await come(home, 1)
    twice = [(await client.post(_ADD, data=_form(form_key="one"))).headers["location"] for _ in range(2)]
    assert twice[0] == twice[1]
    assert len(await sent(home)) == 1
    there = await client.post(_ADD, data=_form(1, email="PERSON1@example.org"))
    assert there.headers["location"] == f"{TABLE}/{known}?done=there"
    assert await sent(home) == []
    assert (await counts(home))["confirmed"] == (2, 2)


async def test_none_is_entered_for_what_is_over_or_a_draft_nor_by_others(
    home: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    await load_event(home)
    async with signed_in(home, "checkin") as browser:
        assert (await browser.post(_ADD, data=_form())).status_code == 403
    async with home.db.transaction() as tx:
        await tx.conn.execute("UPDATE events SET published = false")
    draft = await client.post(_ADD, data=_form())
    assert (draft.status_code, "This event is a draft." in draft.text) == (409, True)
    async with home.db.transaction() as tx:
        await tx.conn.execute("UPDATE events SET published = true, over_at = $1", clock())
    assert (await client.get(_ADD)).status_code == 409
    assert (await client.post(_ADD, data=_form())).status_code == 409
    assert f'href="{_ADD}"' not in (await client.get(TABLE)).text
    assert SLUG in TABLE
    assert (await counts(home))["confirmed"] == (0, 0)
