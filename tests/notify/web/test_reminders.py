"""Switching reminders off: by a mail program's one click, or on the page. A link that is followed switches nothing."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from services.notify.operations import preferences, reminders
from shared.house import House
from shared.identity.people import person_id
from tests.notify.jobs import MINSU, apply, confirmed, mails, put
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.support.web import client_at


@pytest.fixture
async def notify(house: OpenHouse) -> House:
    return await house("notify")


@pytest.fixture
async def client(notify: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(notify) as client:
        yield client


async def wanted(house: House) -> bool:
    return (await preferences.show(house, token(house))).reminders


def token(house: House) -> str:
    return house.links.token("preferences", person_id(MINSU.email))


async def test_one_click_from_the_mail_itself(notify: House, client: httpx.AsyncClient, clock: FakeClock) -> None:
    await apply(notify, put(), confirmed())
    clock.move_to(datetime(2027, 5, 25, 6, tzinfo=UTC))
    assert await reminders.send_due(notify) == 1
    confirmation, reminder = [mail.split(b"\r\n\r\n")[0].decode() for mail in await mails(notify)]
    assert "List-Unsubscribe" not in confirmation
    assert "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click" in reminder
    assert "\r\nAuto-Submitted: auto-generated" in reminder
    url = reminder.split("List-Unsubscribe: <")[1].split(">")[0]
    assert url == f"http://wego.test/preferences/{token(notify)}/reminder"

    assert (await client.get(url)).status_code == 200
    assert (await client.head(url)).status_code in (200, 405)
    assert await wanted(notify), "a GET switches nothing off"

    for answer in (
        await client.post(url, data={"List-Unsubscribe": "One-Click"}),
        await client.post(url, files={"List-Unsubscribe": (None, "One-Click")}),
    ):
        assert answer.status_code == 200  # RFC 8058 section 3.1: no redirect
        assert not await wanted(notify)


async def test_the_page_switches_off_and_on(notify: House, client: httpx.AsyncClient) -> None:
    page = f"/preferences/{token(notify)}"
    assert "No more reminders" in (await client.get(page)).text
    answer = await client.post(f"{page}/reminder", data={"wanted": "no"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{page}?done=off#reminders")
    assert not await wanted(notify)
    assert "Remind me again" in (await client.get(page)).text
    await client.post(f"{page}/reminder", data={"wanted": "yes"})
    assert await wanted(notify)


async def test_what_always_comes_cannot_be_switched_off(notify: House, client: httpx.AsyncClient) -> None:
    for category in ("notice", "transactional", "x"):
        answer = await client.post(f"/preferences/{token(notify)}/{category}", data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 404
        assert (await client.get(f"/preferences/{token(notify)}/{category}")).status_code == 404
