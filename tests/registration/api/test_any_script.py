"""Titles in any script: their addresses and names of files are ASCII on the wire (RFC 3986, RFC 8187)."""

from collections.abc import AsyncIterator
from urllib.parse import unquote

import httpx
import pytest

from shared.contracts.notify import CalendarPut
from shared.house import House
from tests.registration.desk import token
from tests.registration.events import sent
from tests.support.house import OpenHouse
from tests.support.web import client_at

EVENTS = "/api/v1/organize/events"
NEW = {"kind": "webinar", "precision": "quarter", "year": 2027, "quarter": 3, "format": "online"}
TITLES = pytest.mark.parametrize(
    ("title", "slug"),
    [("서울 스마트 도시 포럼", "서울-스마트-도시-포럼-2027"), ("منتدى المدن الذكية", "منتدى-المدن-الذكية-2027")],
)


@pytest.fixture
async def home(house: OpenHouse) -> House:
    return await house("registration")


@pytest.fixture
async def client(home: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(home) as client:
        client.headers.update(await token(home))
        yield client


@TITLES
async def test_made_and_duplicated_it_says_where(client: httpx.AsyncClient, title: str, slug: str) -> None:
    made = await client.post(EVENTS, json=NEW | {"title": title})
    assert (made.status_code, unquote(made.headers["location"])) == (201, f"{EVENTS}/{slug}")
    again = await client.post(f"{EVENTS}/{slug}/duplicate", json={})
    assert again.status_code == 201
    for answer in (made, again):
        assert answer.headers["location"].isascii()
        read = await client.get(answer.headers["location"])
        assert (read.status_code, read.json()["slug"]) == (200, answer.json()["slug"])


@TITLES
async def test_every_address_of_it_is_one(client: httpx.AsyncClient, home: House, title: str, slug: str) -> None:
    event = (await client.post(EVENTS, json=NEW | {"title": title})).json()
    assert (await client.post(f"{EVENTS}/{slug}/publish")).status_code == 200
    shown = (await client.get(f"{EVENTS}/{slug}/registrations")).json()
    public = (await client.get(f"/api/v1/events/{slug}")).json()
    [item] = [job for job in await sent(home) if isinstance(job, CalendarPut)]
    for url in (event["page_url"], event["desk_url"], shown["csv_url"], shown["xlsx_url"], public["page_url"]):
        assert url.isascii()
        assert slug in unquote(url)
        assert (await client.get(url)).status_code in (200, 401)
    assert item.page_url == event["page_url"]
    assert (await client.patch(f"{EVENTS}/{slug}", json={"capacity": 20})).status_code == 200
    assert await sent(home) == []


@TITLES
@pytest.mark.parametrize("form", ["csv", "xlsx"])
async def test_its_registrations_are_a_file(client: httpx.AsyncClient, title: str, slug: str, form: str) -> None:
    await client.post(EVENTS, json=NEW | {"title": title})
    answer = await client.get(f"/organize/events/{slug}/registrations.{form}")
    plain, _, whole = answer.headers["content-disposition"].partition("; filename*=UTF-8''")
    assert (answer.status_code, unquote(whole)) == (200, f"{slug}-registrations.{form}")
    assert plain.startswith('attachment; filename="')
    assert plain.isascii()
