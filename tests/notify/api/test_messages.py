"""Messages of the desk as JSON: with a token or signed in, never from another site."""

from collections.abc import AsyncIterator

import httpx
import pytest

from services.notify.domain.deliveries import Outcome
from services.notify.operations import deliver
from shared.house import House
from shared.identity.accounts import add_staff, create_token
from shared.identity.cookie import cookie_name
from shared.identity.sessions import redeem, sign_in_link
from tests.notify.jobs import MINSU, apply, confirmed, letter, put
from tests.support.database import RolledBack
from tests.support.house import OpenHouse
from tests.support.web import client_at

API = "/api/v1/organize/messages"


@pytest.fixture
async def notify(house: OpenHouse) -> House:
    return await house("notify")


@pytest.fixture
async def client(notify: House) -> AsyncIterator[httpx.AsyncClient]:
    """A program that may do what organizers may."""
    async with client_at(notify) as client:
        client.headers["Authorization"] = f"Bearer {await create_token(notify.db, name='Board', role='organizer')}"
        yield client


async def fail(house: House, outcome: Outcome = Outcome.REFUSED) -> None:
    for mail in await deliver.claim(house, 100):
        await deliver.begin(house, mail)
        await deliver.settle(house, mail, outcome, "550 5.1.1 No such user")


async def test_the_list_goes_on_by_its_cursor(notify: House, client: httpx.AsyncClient) -> None:
    await apply(notify, put(), *(letter(key=f"letter {number}") for number in range(5)))
    await fail(notify)
    seen: list[str] = []
    cursor, pages = "", 0
    while True:
        page = (await client.get(API, params={"group": "failed", "limit": 2, "cursor": cursor})).json()
        seen += [each["id"] for each in page["items"]]
        pages += 1
        if page["next"] is None:
            break
        cursor = page["next"]
    assert (pages, len(set(seen)), seen == sorted(seen, reverse=True)) == (3, 5, True)
    assert (page["failed"], page["unseen"]) == (5, 5)
    assert (await client.get(API, params={"group": "sent"})).json()["items"] == []
    for query, field in (("group=x", "group"), ("limit=0", "limit"), ("cursor=x", "cursor")):
        answer = await client.get(f"{API}?{query}")
        assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (422, [field])


async def test_sent_again_released_and_looked_at(notify: House, client: httpx.AsyncClient) -> None:
    await apply(notify, put(), confirmed())
    await fail(notify, Outcome.NO_MAILBOX)
    found = (await client.get(API)).json()
    one = f"{API}/{found['items'][0]['id']}"
    assert [each["address"] for each in found["suppressed"]] == [MINSU.email]
    assert (await client.post(f"{one}/again")).status_code == 409
    assert (await client.post(f"{API}/looked-at", json={"until": found["at"]})).json() == {"count": 1}
    assert (await client.post(f"{API}/looked-at", json={"until": found["at"]})).json() == {"count": 0}
    assert (await client.get(API)).json()["unseen"] == 0
    for released in (True, False):
        assert (await client.post(f"{API}/release", json={"address": MINSU.email})).json() == {"released": released}
    history = (await client.get(one)).json()
    assert (history["again"], [each["outcome"] for each in history["tries"]]) == (True, ["no_mailbox"])
    assert (await client.post(f"{one}/again")).status_code == 202
    assert (await client.get(one)).json()["message"]["state"] == "queued"
    assert (await client.post(f"{API}/looked-at", json={"until": "soon"})).status_code == 422
    assert (await client.post(f"{API}/looked-at", json={"until": "2027-03-01T03:00:00"})).status_code == 422
    for address in (None, "", "\x00", "nobody", "\x00@example.org"):
        bad = await client.post(f"{API}/release", json={"address": address})
        assert (bad.status_code, [each["field"] for each in bad.json()["errors"]]) == (422, ["address"])
    assert (await client.post("/organize/messages/release", data={"address": "\x00"})).status_code == 422
    assert (await client.get(f"{API}/0192f0c1-0000-7000-8000-000000000001")).status_code == 404


async def test_who_may(notify: House, client: httpx.AsyncClient) -> None:
    await apply(notify, put(), confirmed())
    await fail(notify)
    one = (await client.get(API)).json()["items"][0]["id"]
    posts: tuple[tuple[str, dict[str, str]], ...] = (
        (f"{API}/{one}/again", {}),
        (f"{API}/release", {"address": MINSU.email}),
        (f"{API}/looked-at", {"until": "2027-03-01T03:00:00Z"}),
    )
    for role, read in (("viewer", 200), ("trainer", 403), ("checkin", 403)):
        client.headers["Authorization"] = f"Bearer {await create_token(notify.db, name=role, role=role)}"
        assert [(await client.get(path)).status_code for path in (API, f"{API}/{one}")] == [read, read]
        assert [(await client.post(path, json=body)).status_code for path, body in posts] == [403] * 3
        assert [(await client.post(path, json={})).status_code for path, _ in posts] == [403] * 3
    del client.headers["Authorization"]
    assert [(await client.post(path, json=body)).status_code for path, body in posts] == [401] * 3


async def test_a_cookie_is_good_for_this_site_alone(notify: House, client: httpx.AsyncClient) -> None:
    await apply(notify, put(), confirmed())
    await fail(notify)
    one = f"{API}/{(await client.get(API)).json()['items'][0]['id']}/again"
    del client.headers["Authorization"]
    await add_staff(notify.db, email="ada@office.example", role="organizer")
    link = await sign_in_link(notify.db, "ada@office.example")
    client.cookies.set(cookie_name(secure=False), await redeem(notify.db, link.partition("link=")[2]))
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ):
        assert (await client.post(one, headers=headers)).status_code == 403
    assert (await client.post(one, headers={"Sec-Fetch-Site": "same-origin"})).status_code == 202


async def test_as_many_statements_for_three_as_for_one(notify: House, client: httpx.AsyncClient) -> None:
    assert isinstance(notify.db, RolledBack)
    counted = []
    for rows in (1, 3):
        await apply(notify, put(), *(letter(key=f"{rows} {number}") for number in range(rows)))
        await fail(notify)
        with notify.db.counting() as sent:
            assert len((await client.get(API)).json()["items"]) >= rows
        counted.append(len(sent))
    assert counted == [5, 5]


async def test_it_stands_in_the_document(client: httpx.AsyncClient) -> None:
    paths = (await client.get("/api/docs/openapi.json")).json()["paths"]
    assert [path for path in paths if path.startswith(API)] == [
        API, f"{API}/{{message}}", f"{API}/{{message}}/again", f"{API}/release", f"{API}/looked-at",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "bad", "good"),
    [
        ("release", {"address": "nobody"}, {"address": "person@city.example"}),
        ("looked-at", {"until": "soon"}, {"until": "2027-03-01T03:00:00Z"}),
    ],
)
async def test_an_unknown_field_is_named_with_all_else_that_is_bad(
    client: httpx.AsyncClient, path: str, bad: dict[str, str], good: dict[str, str]
) -> None:
    for body, fields in ((bad, [*bad]), (good, [])):
        answer = await client.post(f"/api/v1/organize/messages/{path}", json=body | {"bogus": 1})
        named = [each["field"] for each in answer.json()["errors"]]
        assert (answer.status_code, named) == (422, ["bogus", *fields])
