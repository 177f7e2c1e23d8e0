"""The feeds as they are served, read by the programs of others."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from services.registration.operations.my_registration import cancel
from services.registration.operations.register import register
from shared.house import House
from tests.interop.entry import Part
from tests.interop.test_sent import READERS, parts
from tests.registration.events import SLUG, TITLE, load_event, person
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse
from tests.support.smtp import MailServer
from tests.support.web import client_at


@pytest.fixture
async def client(house: OpenHouse) -> AsyncIterator[httpx.AsyncClient]:
    notify = await house("notify")
    async with client_at(notify) as client:
        yield client


async def read(client: httpx.AsyncClient, path: str) -> Part:
    """The feed, as every library understands it."""
    answer = await client.get(path)
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, "text/calendar")
    readings = [understand({"": answer.content})[""] for understand in READERS]
    assert readings == readings[:1] * len(readings)
    again = await client.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    return readings[0]


async def _mine(client: httpx.AsyncClient, smtp: MailServer) -> str:
    """The address of the personal feed, found as a person finds it: by the link in the mail."""
    text = smtp.to("person1@example.org")[0].get_body(("plain",))
    assert text is not None
    link = re.search(r"/preferences/[\w-]+", str(text.get_content()))
    assert link
    found = re.search(r"/calendar/mine/[\w-]+\.ics", (await client.get(link[0])).text)
    assert found
    return found[0]


async def _registered(registration: House) -> str:
    """The token of somebody who comes to the only event."""
    await load_event(registration, tell=True)
    done = await register(registration, SLUG, person(name="Kim Min-su"), language="en", timezone="Asia/Seoul")
    return done.token


async def test_public_feeds_name_nobody(house: OpenHouse, deliver: Deliver, client: httpx.AsyncClient) -> None:
    await _registered(await house("registration"))
    await deliver()
    for path in ("/calendar/programme.ics", f"/calendar/events/{SLUG}.ics"):
        feed = await read(client, path)
        assert feed.method == "PUBLISH"
        assert [(entry.summary, entry.start, entry.attendees) for entry in feed.entries] == [
            (TITLE, "20271209T060000Z", ())
        ]


async def test_the_personal_feed_has_what_i_take_part_in_under_the_invites_own_uid(
    house: OpenHouse, deliver: Deliver, client: httpx.AsyncClient, smtp: MailServer
) -> None:
    registration = await house("registration")
    token = await _registered(registration)
    await deliver()
    mine = await _mine(client, smtp)
    before = await read(client, mine)
    ((_, invited),) = parts(smtp.to("person1@example.org"))
    assert [(entry.uid, entry.status) for entry in before.entries] == [(invited.uid, "CONFIRMED")]

    await cancel(registration, token)
    await deliver()
    after = await read(client, mine)
    assert [entry.status for entry in after.entries] in ([], ["CANCELLED"])
