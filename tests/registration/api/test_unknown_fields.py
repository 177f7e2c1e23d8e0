"""A program of the staff hears of a field that there is not, instead of believing that it was kept."""

from collections.abc import AsyncIterator

import httpx
import pytest

from shared.house import House
from tests.registration.desk import signed_in
from tests.registration.events import SLUG, person

EVENTS = "/api/v1/organize/events"
ONE = f"{EVENTS}/{SLUG}"


@pytest.fixture
async def client(home: House) -> AsyncIterator[httpx.AsyncClient]:
    async with signed_in(home) as client:
        yield client


def fields(answer: httpx.Response) -> tuple[int, list[str]]:
    return answer.status_code, [error["field"] for error in answer.json()["errors"]]


async def test_what_there_is_not_is_named_and_nothing_is_changed(client: httpx.AsyncClient) -> None:
    before = (await client.get(ONE)).json()
    assert fields(await client.patch(ONE, json={"capcity": 5, "capacity": 7})) == (422, ["capcity"])
    new = {"title": "Water Day", "kind": "forum", "precision": "year", "year": 2028, "sumary": "x", "a": 1}
    assert fields(await client.post(EVENTS, json=new)) == (422, ["sumary", "a"])
    assert (await client.get(ONE)).json() == before
    assert len((await client.get(EVENTS)).json()["items"]) == 1


async def test_beside_everything_else_that_is_bad_with_a_registration(client: httpx.AsyncClient) -> None:
    bad = {"name": "", "email": "bad", "bogus": 1}
    added = await client.post(f"{ONE}/registrations/add", json=bad)
    assert fields(added) == (422, ["bogus", "email", "name", "organisation", "category", "country", "consent"])
    good = await client.post(f"{ONE}/registrations/add", json=person())
    one = f"{ONE}/registrations/{good.json()['id']}"
    assert fields(await client.patch(one, json=bad)) == (422, ["bogus", "email", "name"])
    assert fields(await client.patch(one, json={"name": "X", "bogus": 1})) == (422, ["bogus"])
    assert (await client.get(one)).json()["name"] == "Person 1"


async def test_also_within_the_items_of_a_list(client: httpx.AsyncClient) -> None:
    items = [{"title": "Opening", "speakers": [{"name": "Ada", "rol": "chair"}]}, {"titel": "Panel"}]
    answer = await client.put(f"{ONE}/sessions", json={"items": items})
    assert fields(answer) == (422, ["items.0.speakers.0.rol", "items.1.titel", "items.1.title"])


async def test_who_registers_may_send_more_than_we_read(client: httpx.AsyncClient) -> None:
    answer = await client.post(f"/api/v1/events/{SLUG}/registrations", json={**person(), "source": "poster"})
    assert answer.status_code == 201


async def test_the_document_names_the_header_of_each_post_that_takes_a_key(client: httpx.AsyncClient) -> None:
    paths = (await client.get("/api/docs/openapi.json")).json()["paths"]
    keyed = {
        (path, parameter["in"], parameter["required"], parameter["schema"]["maxLength"])
        for path, item in paths.items()
        for operation in item.values()
        for parameter in operation.get("parameters", ())
        if parameter["name"] == "Idempotency-Key"
    }
    assert keyed == {
        (path, "header", False, 255)
        for path in (
            EVENTS,
            f"{EVENTS}/{{slug}}/duplicate",
            "/api/v1/events/{slug}/registrations",
            f"{EVENTS}/{{slug}}/registrations/add",
            "/api/v1/organize/organisations",
        )
    }
