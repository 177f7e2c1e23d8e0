"""An event's registrations as JSON for staff: the list in every order to its end, acts on several, and who may."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from services.registration.operations.register import register
from shared.contracts.notify import CalendarInvite, CalendarWithdraw
from shared.house import House
from shared.identity.accounts import add_staff, create_token
from shared.identity.cookie import cookie_name
from shared.identity.sessions import redeem, sign_in_link
from tests.registration.events import SLUG, TODAY, counts, load_event, person, sent
from tests.support.database import RolledBack
from tests.support.house import OpenHouse
from tests.support.web import client_at

API = f"/api/v1/organize/events/{SLUG}/registrations"


@pytest.fixture
async def home(house: OpenHouse) -> House:
    return await house("registration")


@pytest.fixture
async def client(home: House) -> AsyncIterator[httpx.AsyncClient]:
    """A program that may do what organizers may."""
    async with client_at(home) as client:
        await take_token(home, client, "organizer")
        yield client


async def take_token(home: House, client: httpx.AsyncClient, role: str) -> None:
    client.headers["Authorization"] = f"Bearer {await create_token(home.db, name=role, role=role)}"


async def come(home: House, *numbers: int, **changes: Any) -> list[str]:
    done = [await register(home, SLUG, person(n, **changes), language="en", timezone="Asia/Seoul") for n in numbers]
    await sent(home)
    return [str(one.answer.id) for one in done]


async def names(client: httpx.AsyncClient, limit: int, **query: str) -> list[str]:
    """Of everybody who fits, page by page to the end."""
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = (await client.get(API, params={**query, "limit": limit, "cursor": cursor})).json()
        found += [line["name"] for line in page["items"]]
        assert page["total"] == 5 or query.keys() - {"sort"}
        cursor = page["next"]
    return found


async def test_every_order_goes_on_by_its_cursor_without_gap_or_repeat(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    for number, (name, country) in enumerate((("Eva", "KE"), ("Bo", "KR"), ("Ana", "KE"), ("Cy", "KR"), ("Di", "KE"))):
        await come(home, number, name=name, country=country)
    orders = {
        "": ["Di", "Cy", "Ana", "Bo", "Eva"],
        "registered": ["Eva", "Bo", "Ana", "Cy", "Di"],
        "name": ["Ana", "Bo", "Cy", "Di", "Eva"],
        "-name": ["Eva", "Di", "Cy", "Bo", "Ana"],
        "country": ["Eva", "Ana", "Di", "Bo", "Cy"],
        "-country": ["Bo", "Cy", "Eva", "Ana", "Di"],
    }
    for sort, order in orders.items():
        assert [await names(client, limit, sort=sort) for limit in (1, 2, 50)] == [order] * 3, sort
    assert await names(client, 1, country="KE", sort="name") == ["Ana", "Di", "Eva"]
    assert await names(client, 1, q="person3") == ["Cy"]


async def test_a_line_and_the_links_to_the_files(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "capacity = 1")
    await come(home, 1)
    (second,) = await come(home, 2, native_name="김민수")
    page = (await client.get(API, params={"status": "waitlisted", "sort": "name"})).json()
    (line,) = page["items"]
    assert {key: line[key] for key in ("id", "status", "place", "came", "email", "native_name", "category")} == {
        "id": second, "status": "waitlisted", "place": 1, "came": None, "email": "person2@example.org",
        "native_name": "김민수", "category": "delegate",
    }  # fmt: skip
    files = f"http://wego.test/organize/events/{SLUG}/registrations"
    assert (page["csv_url"], page["xlsx_url"]) == (
        f"{files}.csv?status=waitlisted&sort=name",
        f"{files}.xlsx?status=waitlisted&sort=name",
    )
    file = await client.get(page["csv_url"])
    assert (file.status_code, file.text.count("\r\n")) == (200, 2)
    viewer = await create_token(home.db, name="Board", role="viewer")
    client.cookies.clear()
    page = (await client.get(API, headers={"Authorization": f"Bearer {viewer}"})).json()
    assert (page["total"], page["csv_url"], page["xlsx_url"]) == (2, None, None)


async def test_acts_on_several(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "approval = true\ncapacity = 1", when=TODAY)
    ids = await come(home, 1, 2, 3)
    for changed in (3, 0):
        answer = await client.post(API, json={"do": "approve", "ids": ids})
        assert answer.json() == {"do": "approve", "changed": changed}
    assert await counts(home) == {"confirmed": (1, 1), "waitlisted": (2, 2), "pending": (0, 0)}
    assert [type(job) for job in await sent(home)].count(CalendarInvite) == 1
    assert (await client.post(API, json={"do": "cancel", "ids": ids[:1]})).json()["changed"] == 1
    assert [type(job) for job in await sent(home)] == [CalendarWithdraw, CalendarInvite]
    assert (await client.post(API, json={"do": "came", "ids": ids})).json()["changed"] == 1
    assert (await client.post(API, json={"do": "absent", "ids": ids})).json()["changed"] == 1


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["do", "ids"]),
        ({"do": "delete", "ids": ["x"]}, ["do", "ids"]),
        ({"do": "came", "ids": []}, ["ids"]),
        ({"do": "came", "ids": "0192f0c1-0000-7000-8000-000000000001"}, ["ids"]),
        ({"do": "came", "ids": ["0192f0c1-0000-7000-8000-000000000001"] * 1001}, ["ids"]),
    ],
)
async def test_what_is_wrong_with_an_act_is_named(
    home: House, client: httpx.AsyncClient, body: dict[str, Any], fields: list[str]
) -> None:
    await load_event(home)
    answer = await client.post(API, json=body)
    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (422, fields)


async def test_what_is_wrong_with_a_filter_is_named(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    answer = await client.get(API + "?status=x&category=x&organisation_type=x&sort=x")
    assert [each["field"] for each in answer.json()["errors"]] == ["status", "category", "organisation_type", "sort"]
    for query in ("cursor=x", "limit=0"):
        assert (await client.get(f"{API}?{query}")).status_code == 422
    assert (await client.get("/api/v1/organize/events/nowhere/registrations")).status_code == 404


async def test_who_may(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "approval = true", when=TODAY)
    ids = await come(home, 1)
    for role, read, came in (("viewer", 200, 403), ("checkin", 200, 200), ("trainer", 403, 403)):
        await take_token(home, client, role)
        assert (await client.get(API)).status_code == read
        assert (await client.post(API, json={"do": "came", "ids": ids})).status_code == came
        for what in ("approve", "cancel"):
            assert (await client.post(API, json={"do": what, "ids": ids})).status_code == 403
        if came == 403:
            assert (await client.post(API, json={"do": "party"})).status_code == 403
    del client.headers["Authorization"]
    assert (await client.get(API)).status_code == 401
    assert (await counts(home))["pending"] == (1, 1)


async def test_a_cookie_is_good_for_this_site_alone(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "approval = true")
    ids = await come(home, 1)
    del client.headers["Authorization"]
    await add_staff(home.db, email="ada@office.example", role="organizer")
    link = await sign_in_link(home.db, "ada@office.example")
    client.cookies.set(cookie_name(secure=False), await redeem(home.db, link.partition("link=")[2]))
    body = {"do": "approve", "ids": ids}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert (await client.post(API, json=body, headers=headers)).status_code == 403
    assert (await counts(home))["pending"] == (1, 1)
    assert (await client.post(API, json=body, headers={"Origin": "http://wego.test"})).status_code == 200


async def test_as_many_statements_for_three_as_for_one(home: House, client: httpx.AsyncClient) -> None:
    assert isinstance(home.db, RolledBack)
    await load_event(home)
    counted = []
    for numbers in ((1,), (2, 3)):
        await come(home, *numbers)
        with home.db.counting() as statements:
            assert (await client.get(API)).json()["total"] == numbers[-1]
        counted.append(len(statements))
    assert counted[0] == counted[1]
    assert counted[0] <= 5


async def test_it_stands_in_the_document(client: httpx.AsyncClient) -> None:
    path = (await client.get("/api/docs/openapi.json")).json()["paths"]["/api/v1/organize/events/{slug}/registrations"]
    assert set(path) == {"get", "post"}
    schema = path["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert set(schema["properties"]) == {"do", "ids", "matching", "count"}


async def test_all_that_match_are_changed_if_they_are_as_many_as_was_said(
    home: House, client: httpx.AsyncClient
) -> None:
    await load_event(home, "approval = true")
    await come(home, 1, 2, country="KE", name="José")
    await come(home, 3)
    matching = {"country": "KE", "q": "jose"}
    other = await client.post(API, json={"do": "approve", "matching": matching, "count": 3})
    assert (other.status_code, other.json()["type"].rpartition(":")[2]) == (409, "changed-meanwhile")
    done = await client.post(API, json={"do": "approve", "matching": matching, "count": 2})
    assert (done.status_code, done.json()) == (200, {"do": "approve", "changed": 2})
    assert (await counts(home))["confirmed"] == (2, 2)
    wrong: dict[str, dict[str, Any]] = {
        "count": {"matching": matching},
        "matching": {"matching": ["KE"], "count": 1},
        "matching.country": {"matching": {"country": 5}, "count": 1},
        "matching.status": {"matching": {"status": "lost"}, "count": 1},
        "matching.land": {"matching": {"land": "KE"}, "count": 1},
        "ids": {"matching": matching, "count": 1, "ids": []},
    }
    for field, body in wrong.items():
        answer = await client.post(API, json={"do": "approve", **body})
        named = [problem["field"] for problem in answer.json()["errors"]]
        assert (answer.status_code, named) == (422, [field]), field
