"""Somebody of the waiting list is given a seat: past the queue, beyond the seats, and by whom."""

import httpx

from shared.contracts.notify import CalendarInvite
from shared.house import House
from tests.registration.desk import signed_in, token, trail
from tests.registration.events import SLUG, counts, load_event, sent
from tests.registration.web.registering import TABLE, client, come, home
from tests.support.web import client_at

__all__ = ["client", "home"]
_API = f"/api/v1{TABLE}"


async def test_it_says_what_it_means_and_then_invites_them(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "capacity = 1")
    _, _, last = await come(home, 1, 2, 3)
    assert 'value="seat"' in (await client.get(f"{TABLE}/{last}")).text
    asked = await client.post(f"{TABLE}/{last}", data={"do": "seat"})
    for words in (
        "Give Person 3 a seat?", "2 people will be confirmed where there is room for 1.",
        "They pass 1 person who waits before them.",
        "They get the invitation by mail. The history names you.",
    ):  # fmt: skip
        assert words in asked.text, words
    assert (await counts(home))["confirmed"] == (1, 1)
    done = [await client.post(f"{TABLE}/{last}", data={"do": "seat", "confirmed": "true"}) for _ in range(2)]
    assert [answer.headers["location"].rpartition("=")[2] for answer in done] == ["seat", "before"]
    assert await counts(home) == {"confirmed": (2, 2), "waitlisted": (1, 1), "pending": (0, 0)}
    (invite,) = await sent(home)
    assert isinstance(invite, CalendarInvite)
    assert (invite.parts[0].attendee.id, invite.parts[0].message.template) == (last, "registration.confirmed")
    deed = ("registration.seated", {"status": "waitlisted"}, {"status": "confirmed", "beyond_seats": "yes"})
    assert await trail(home, "registration") == [deed]
    page = (await client.get(f"{TABLE}/{last}")).text
    assert "Ada Sample gave them a seat" in page
    assert 'value="seat"' not in page
    assert "gave seats to people of the waiting list" in (await client.get(f"/organize/events/{SLUG}")).text
    mine = await client.get(invite.parts[0].attendee.manage_url)
    assert "The organizer gave you a seat: confirmed" in mine.text
    assert (await client.post(f"{TABLE}/{last}", data={"do": "seat"})).status_code == 409


async def test_without_a_fixed_date_there_is_no_invitation_to_speak_of(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "capacity = 1", when='{ precision = "month", year = 2027, month = 12 }')
    _, waiting = await come(home, 1, 2)
    asked = (await client.post(f"{TABLE}/{waiting}", data={"do": "seat"})).text
    assert ("They get a message. The history" in asked, "invitation by mail" in asked) == (True, False)


async def test_nobody_moves_up_before_as_many_have_left(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "capacity = 1")
    first, _, last = await come(home, 1, 2, 3)
    await client.post(f"{TABLE}/{last}", data={"do": "seat", "confirmed": "true"})
    await client.post(f"{TABLE}/{first}", data={"do": "cancel", "confirmed": "true"})
    assert (await counts(home))["waitlisted"] == (1, 1)
    await client.post(f"{TABLE}/{last}", data={"do": "cancel", "confirmed": "true"})
    assert await counts(home) == {"confirmed": (1, 1), "waitlisted": (0, 0), "pending": (0, 0)}


async def test_who_waits_for_approval_is_approved_first(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "approval = true")
    (one,) = await come(home, 1)
    for data in ({"do": "seat"}, {"do": "seat", "confirmed": "true"}):
        answer = await client.post(f"{TABLE}/{one}", data=data)
        assert (answer.status_code, "waits for approval. Approve it first." in answer.text) == (409, True)


async def test_programs_do_it_too_and_not_everybody(home: House) -> None:
    await load_event(home, "capacity = 1")
    _, waiting = await come(home, 1, 2)
    async with client_at(home) as program:
        viewer = await program.post(f"{_API}/{waiting}/seat", headers=await token(home, "viewer"))
        assert viewer.status_code == 403
        for _ in range(2):
            answer = await program.post(f"{_API}/{waiting}/seat", headers=await token(home))
            assert (answer.status_code, answer.json()["status"]) == (200, "confirmed")
            assert "registration.seated" in [line["what"] for line in answer.json()["history"]]
    assert len(await sent(home)) == 1
    async with signed_in(home, "checkin") as browser:
        assert 'value="seat"' not in (await browser.get(f"{TABLE}/{waiting}")).text
