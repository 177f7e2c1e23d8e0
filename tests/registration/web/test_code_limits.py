"""Who asks for codes too often is told so; nobody is locked out by others who ask for codes in their name."""

import re
from ipaddress import ip_network
from urllib.parse import parse_qs, urlsplit

import httpx
import msgspec
import pytest

from shared.contracts.notify import MessageSend
from shared.house import House
from shared.identity.accounts import add_staff
from tests.registration.events import sent
from tests.support.house import OpenHouse
from tests.support.web import client_at

ADA = "ada.sample@office.example"


@pytest.fixture
async def home(house: OpenHouse) -> House:
    home = await house("registration")
    settings = msgspec.structs.replace(home.settings, trusted_proxies=(ip_network("127.0.0.1"),))
    await add_staff(home.db, email=ADA, role="organizer", name="Ada Sample")
    return msgspec.structs.replace(home, settings=settings)


async def ask(client: httpx.AsyncClient, source: int, email: str = ADA) -> httpx.Response:
    headers = {"X-Forwarded-For": f"192.0.2.{source}"}
    return await client.post("/sign-in/code", data={"email": email}, headers=headers)


@pytest.mark.parametrize("email", [ADA, "nobody@office.example"])
async def test_one_source_asks_five_times_in_a_quarter_of_an_hour(home: House, email: str) -> None:
    async with client_at(home) as client:
        assert [(await ask(client, 1, email)).status_code for _ in range(6)] == [303] * 5 + [429]
        assert (await ask(client, 2, email)).status_code == 303


async def test_who_asks_in_anothers_name_does_not_lock_them_out(home: House) -> None:
    async with client_at(home) as client:
        for source in range(1, 5):
            assert [(await ask(client, source)).status_code for _ in range(5)] == [303] * 5
        mails = [job for job in await sent(home) if isinstance(job, MessageSend)]
        assert len(mails) == 10, "no more while a code lives"
        own = await ask(client, 9)
        assert (own.status_code, re.match("/sign-in/code.attempt=", own.headers["location"]) is not None) == (303, True)
        link = parse_qs(urlsplit(mails[-1].manage_url).query)["link"][0]
        signed_in = await client.post("/sign-in", data={"link": link})
        assert (signed_in.status_code, signed_in.headers["location"]) == (303, "/organize")
