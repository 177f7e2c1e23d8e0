"""The personal page says what others did: the organizer who cancelled it, the session that left the programme."""

import re
from uuid import UUID

import httpx
import pytest

from services.registration.operations import registrants, sessions
from services.registration.operations.my_registration import show
from shared.contracts.notify import CalendarWithdraw, MessageSend
from shared.house import House
from tests.registration.desk import staff
from tests.registration.events import SLUG, load_event, sent
from tests.registration.web.test_register_pages import client, home, register, typed

__all__ = ["client", "home"]


async def _id(home: House, page: str) -> UUID:
    return (await show(home, page.removeprefix("/r/"))).registration.id


def _said(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", text))


async def test_whoever_the_organizer_cancelled_did_not_do_it_themselves(client: httpx.AsyncClient, home: House) -> None:
    page = await register(client)
    await sent(home)
    await registrants.cancel(home, await staff(home), SLUG, [await _id(home, page)])
    [job] = await sent(home)
    assert isinstance(job, CalendarWithdraw)
    assert job.parts[0].message.facts == {"by": "organizer"}
    text = (await client.get(page)).text
    assert "<h1>The organizer cancelled your registration</h1>" in text
    assert "You cancelled" not in text
    assert "Questions? Answer the message we sent you about it." in text
    assert "Register again" not in text


async def test_a_mail_to_who_only_waited_says_so_too(client: httpx.AsyncClient, home: House) -> None:
    await load_event(home, "capacity = 1", slug="small")
    pages = [
        (await client.post("/events/small/register", data=typed(number=number))).headers["location"]
        for number in (1, 2)
    ]
    await sent(home)
    await registrants.cancel(home, await staff(home), "small", [await _id(home, pages[1])])
    [job] = await sent(home)
    assert isinstance(job, MessageSend)
    assert job.message.facts == {"by": "organizer"}


async def test_their_own_cancellation_is_theirs(client: httpx.AsyncClient, home: House) -> None:
    page = await register(client)
    await sent(home)
    await client.post(f"{page}/cancel")
    [job] = await sent(home)
    assert isinstance(job, CalendarWithdraw)
    assert job.parts[0].message.facts == {}
    text = (await client.get(page)).text
    assert "<h1>You cancelled your registration</h1>" in text
    assert "Register again" in text


@pytest.mark.parametrize("others", [True, False])
async def test_a_chosen_part_that_was_removed_is_named_and_leaves_when_it_is_said(
    client: httpx.AsyncClient, home: House, others: bool
) -> None:
    ada = await staff(home)
    if others:
        await sessions.add(home, ada, SLUG, {"title": "Closing"})
    page = await register(client, parts_shown="1", sessions="개회사")
    await sessions.remove(home, ada, SLUG, "개회사")
    assert "Parts you will join 개회사 no longer in the programme" in _said((await client.get(page)).text)
    form = (await client.get(f"{page}/change")).text
    assert "1 part you chose is no longer in the programme 개회사 It leaves your answers when you keep them." in _said(
        form
    )
    assert 'name="parts_shown"' in form
    await client.post(f"{page}/change", data=typed(parts_shown="1"))
    assert (await show(home, page.removeprefix("/r/"))).registration.participant.sessions == ()
    assert "no longer in the programme" not in (await client.get(page)).text
