"""The registrations API, over HTTP."""

from collections.abc import AsyncIterator

import httpx
import pytest

from shared.house import House
from tests.registration.events import SLUG, load_event, person, sent
from tests.support.house import OpenHouse
from tests.support.web import client_at

URL = f"/api/v1/events/{SLUG}/registrations"


@pytest.fixture
async def client(home: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(home) as client:
        yield client


async def test_the_answer_is_private_json_in_the_readers_zone(client: httpx.AsyncClient) -> None:
    client.cookies.update({"wego_zone": "Africa/Lagos", "wego_language": "fr"})
    answer = await client.post(URL, json=person())
    said = {name: answer.headers[name] for name in ("content-type", "cache-control", "referrer-policy", "x-robots-tag")}
    assert said == {
        "content-type": "application/json",
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-robots-tag": "noindex",
    }
    assert int(answer.headers["content-length"]) == len(answer.content)
    seen = (await client.get(answer.headers["location"])).json()
    assert (seen["timezone"], seen["language"]) == ("Africa/Lagos", "fr")


async def test_register_see_change_cancel(client: httpx.AsyncClient, home: House) -> None:
    answer = await client.post(URL, json=person(native_name="김민수"))
    made = answer.json()
    assert (answer.status_code, made["status"]) == (201, "confirmed")
    assert set(made) == {"id", "status", "token", "manage_url"}
    where = answer.headers["location"]
    seen = (await client.get(where)).json()
    assert (seen["native_name"], seen["native_name_language"], seen["place"]) == ("김민수", "ko", None)
    changed = await client.patch(where, json={"job_title": "Director"})
    assert (changed.status_code, changed.json()["job_title"]) == (200, "Director")
    assert (await client.delete(where)).status_code == 204
    assert (await client.delete(where)).status_code == 204
    assert (await client.get(where)).json()["status"] == "cancelled"
    assert len(await sent(home)) == 2, "one invitation, one withdrawal"


async def test_problems_are_told_all_at_once_in_the_readers_language(client: httpx.AsyncClient) -> None:
    answer = await client.post(URL, json={"email": "no", "category": "king"}, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    fields = [error["field"] for error in answer.json()["errors"]]
    assert fields == ["email", "name", "organisation", "category", "country", "consent"]
    assert answer.json()["errors"][0]["message"] == "Write the e-mail address with an @, like name@city.example"
    accent = await client.post(URL, json=person(1, email="josé@münchen.example"), headers={"Accept-Language": "en"})
    assert (accent.status_code, "before the @" in accent.json()["errors"][0]["message"]) == (422, True)
    assert (await client.post(URL, json=person(1, email="jose@münchen.example"))).status_code == 201


async def test_only_what_is_no_json_is_400(client: httpx.AsyncClient) -> None:
    for body in (b"{", b"[]", b'"x"', b"\xff\xfe", b'{"name": "\xff"}', b"[" * 100_000, b'{"a":' * 60_000):
        answer = await client.post(URL, content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 400, body
    assert (await client.post(URL, json={})).status_code == 422


async def test_the_same_address_is_a_conflict_that_says_nothing_more(client: httpx.AsyncClient) -> None:
    await client.post(URL, json=person())
    answer = await client.post(URL, json=person(name="Other"))
    assert answer.status_code == 409
    assert answer.json()["type"].endswith("already-registered")
    assert not {"id", "token", "manage_url"} & set(answer.json())


async def test_an_idempotency_key(client: httpx.AsyncClient) -> None:
    first = await client.post(URL, json=person(), headers={"Idempotency-Key": "k"})
    again = await client.post(URL, json=person(), headers={"Idempotency-Key": "k"})
    assert again.json() == first.json()
    other = await client.post(URL, json=person(name="Other"), headers={"Idempotency-Key": "k"})
    assert (other.status_code, [error["field"] for error in other.json()["errors"]]) == (422, ["Idempotency-Key"])


async def test_interest(client: httpx.AsyncClient, home: House) -> None:
    await load_event(home, when='{ precision = "month", year = 2027, month = 9 }', slug="open")
    url = "/api/v1/events/open/interest"
    assert (
        await client.post(url, json={"email": "a@example.org", "timezone": "America/Mexico_City"})
    ).status_code == 202
    bad = await client.post(url, json={"email": "no", "language": "tlh", "timezone": "Mars"})
    assert [error["field"] for error in bad.json()["errors"]] == ["email", "language", "timezone"]


async def test_a_thousand_a_minute_is_the_limit(house: OpenHouse, client: httpx.AsyncClient) -> None:
    answers = [await client.post("/api/v1/events/nope/registrations", json={}) for _ in range(1001)]
    assert [answer.status_code for answer in answers[-2:]] == [404, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1


async def test_the_api_document_names_the_bodies(client: httpx.AsyncClient) -> None:
    document = (await client.get("/api/docs/openapi.json")).json()
    body = document["paths"]["/api/v1/events/{slug}/registrations"]["post"]["requestBody"]
    schema = body["content"]["application/json"]["schema"]
    assert set(schema["required"]) == {"email", "name", "organisation", "category", "country", "consent"}
    assert "mayor" in schema["properties"]["category"]["enum"]
