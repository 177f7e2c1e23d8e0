"""The directory for programs: the same operations, as JSON."""

from collections.abc import AsyncIterator

import httpx
import pytest

from shared.house import House
from shared.identity.accounts import create_token
from tests.registration.directory import add, add_networks, seoul, told
from tests.support.house import OpenHouse
from tests.support.web import client_at

PATH = "/api/v1/organize/organisations"


@pytest.fixture
async def home(house: OpenHouse) -> House:
    registration = await house("registration")
    await add_networks(registration)
    return registration


@pytest.fixture
async def client(home: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(home) as opened:
        opened.headers["Authorization"] = f"Bearer {await create_token(home.db, name='crm', role='organizer')}"
        yield opened


async def test_list_add_change(home: House, client: httpx.AsyncClient) -> None:
    made = await client.post(PATH, json=seoul())
    assert (made.status_code, made.json()["revision"], made.json()["region"]) == (201, 1, "east_asia")
    address = made.headers["location"]
    assert (await client.get(address)).json() == made.json()
    again = await client.post(PATH, json=seoul())
    assert (again.status_code, again.json()["type"].rpartition(":")[2]) == (409, "organisation-exists")
    changed = await client.patch(address, json={"active": False})
    assert changed.json() == made.json() | {"active": False, "revision": 2}
    bad = await client.patch(address, json={"country": "XX", "networks": ["EU"]})
    assert (bad.status_code, [each["field"] for each in bad.json()["errors"]]) == (422, ["country", "networks"])
    assert [job.revision for job in await told(home)] == [1, 2]
    missing = f"{PATH}/0199c0de-0000-7000-8000-000000000001"
    assert (await client.patch(missing, json={})).status_code == 404


async def test_a_request_sent_twice_makes_one(home: House, client: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": "k"}
    first, again = [await client.post(PATH, json=seoul(), headers=headers) for _ in range(2)]
    assert (again.status_code, again.json()) == (201, first.json())
    assert len(await told(home)) == 1
    other = await client.post(PATH, json=seoul(name="Other"), headers=headers)
    assert (other.status_code, other.json()["errors"][0]["field"]) == (422, "Idempotency-Key")


async def test_pages_of_the_list(home: House, client: httpx.AsyncClient) -> None:
    for name in ("C", "a", "B"):
        await add(home, name=name, native_name="")
    first = (await client.get(PATH + "?limit=2")).json()
    rest = (await client.get(f"{PATH}?limit=2&cursor={first['next']}")).json()
    assert ([each["name"] for each in first["items"]], [each["name"] for each in rest["items"]], rest["next"]) == (
        ["a", "B"], ["C"], None
    )  # fmt: skip


async def test_the_list_is_searched_and_narrowed(home: House, client: httpx.AsyncClient) -> None:
    for name, country in (("서울시", "KR"), ("Busan", "KR"), ("Nairobi", "KE")):
        await add(home, name=name, native_name="", country=country)
    for query, names in (
        ("q=서울", ["서울시"]), ("q=kenya", ["Nairobi"]), ("country=KR&limit=1", ["Busan"]), ("type=other", []),
        ("active=no", []), ("region=east_asia&active=yes&type=city", ["Busan", "서울시"]),
    ):  # fmt: skip
        found = (await client.get(f"{PATH}?{query}")).json()
        assert [each["name"] for each in found["items"]] == names, query
    typos = await client.get(f"{PATH}?type=bogus&region=asia&active=maybe")
    assert (typos.status_code, [each["field"] for each in typos.json()["errors"]]) == (
        422,
        ["type", "region", "active"],
    )
    second = (await client.get(f"{PATH}?country=KR&limit=1")).json()["next"]
    rest = (await client.get(f"{PATH}?country=KR&limit=1&cursor={second}")).json()
    assert ([each["name"] for each in rest["items"]], rest["next"]) == (["서울시"], None)


async def test_import(home: House, client: httpx.AsyncClient) -> None:
    one = await add(home, name="Seoul")
    await told(home)
    text = b"name,type,country,networks\nSeoul,city,KR,CJK\nNairobi,city,KE,\nX,city,XX,\n"
    kind = {"Content-Type": "text/csv"}
    seen = await client.post(PATH + "/import", content=text, headers=kind)
    body = seen.json()
    assert (seen.status_code, body["dry_run"], body["unchanged"], await told(home)) == (200, True, 0, [])
    assert body["changed"] == [
        {"line": 2, "id": str(one.id), "name": "Seoul", "old": {"networks": "NEASCN"}, "new": {"networks": "CJK"}}
    ]
    assert [(each["line"], each["errors"][0]["field"]) for each in body["refused"]] == [(4, "country")]
    refused = await client.post(PATH + "/import?dry_run=false", content=text, headers=kind)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "line 4: country")
    done = await client.post(PATH + "/import?dry_run=false&leave_out=true", content=text, headers=kind)
    assert done.json() == body | {"dry_run": False, "new": done.json()["new"]}
    assert {job.name for job in await told(home)} == {"Seoul", "Nairobi"}
    again = (await client.post(PATH + "/import?dry_run=false&leave_out=true", content=text, headers=kind)).json()
    assert (again["new"], again["changed"], again["unchanged"]) == ([], [], 2)
    assert (await client.post(PATH + "/import", json={})).status_code == 400


async def test_nobody_without_the_role(client: httpx.AsyncClient, home: House) -> None:
    viewer = {"Authorization": f"Bearer {await create_token(home.db, name='report', role='viewer')}"}
    assert (await client.get(PATH, headers=viewer)).status_code == 200
    assert (await client.post(PATH, json=seoul(), headers=viewer)).status_code == 403
    del client.headers["Authorization"]
    assert (await client.get(PATH)).status_code == 401
