"""Cohorts as JSON."""

import httpx
import pytest

from services.training.operations.load_programmes import load_programmes
from shared.house import House
from tests.support.statements import counted
from tests.training.files import JEJU, SEOUL, programme, real


async def slugs(client: httpx.AsyncClient, query: str) -> list[str]:
    """Every page of the list."""
    found: list[str] = []
    cursor = ""
    while True:
        answer = await client.get(f"/api/v1/cohorts?{query}{cursor}")
        assert answer.status_code == 200, answer.text
        body = answer.json()
        found += [item["slug"] for item in body["items"]]
        if body["next"] is None:
            return found
        cursor = f"&cursor={body['next']}"


async def test_pages_give_every_cohort_once_and_in_order(training: House, client: httpx.AsyncClient) -> None:
    await load_programmes(training, real(), move_years=6)
    whole = ["chengdu-smart-city-2027", "seoul-smart-sustainable-cities-2027", "jeju-joint-workshop-2027"]
    for limit in (1, 2, 3, 100):
        assert await slugs(client, f"limit={limit}") == whole
    assert await slugs(client, "programme=chengdu-smart-city") == whole[:1]
    assert await slugs(client, "year=2027") == whole
    assert await slugs(client, "year=2026") == []


async def test_one_cohort(training: House, client: httpx.AsyncClient) -> None:
    await load_programmes(training, programme(JEJU), move_years=1)
    body = (await client.get("/api/v1/cohorts/jeju-2028")).json()
    assert body.pop("id")
    assert body == {
        "slug": "jeju-2028",
        "programme": "jeju",
        "title": "Joint Workshop",
        "subject": "",
        "when": {"precision": "day", "first": "2028-10-04", "last": "2028-10-07"},
        "timezone": "Asia/Seoul",
        "original_when": {"precision": "day", "first": "2027-10-04", "last": "2027-10-07"},
        "host_city": "Jeju",
        "country": "KR",
        "duration_weeks": 0,
        "duration_days": 4,
        "seats_from": 0,
        "seats_to": 0,
        "eligible": "",
        "content": [],
        "partners": [],
        "state": "ahead",
        "page_url": "http://wego.test/training/jeju-2028",
    }


async def test_a_programme_is_no_cohort(training: House, client: httpx.AsyncClient) -> None:
    await load_programmes(training, programme(SEOUL))
    answer = await client.get("/api/v1/cohorts/seoul")
    assert answer.status_code == 404
    assert "seoul-2027" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("query", "field"), [("limit=0", "limit"), ("cursor=x", "cursor"), ("year=x", "year"), ("year=²027", "year")]
)
async def test_what_is_wrong_is_named(client: httpx.AsyncClient, query: str, field: str) -> None:
    answer = await client.get(f"/api/v1/cohorts?{query}")
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [field])


async def test_one_row_and_three_cost_the_same(training: House, client: httpx.AsyncClient) -> None:
    async def statements(number: int) -> int:
        async with counted(training) as seen:
            assert len((await client.get("/api/v1/cohorts")).json()["items"]) == number
        return len(seen)

    await load_programmes(training, programme(SEOUL))
    assert await statements(1) == 1
    await load_programmes(training, programme(SEOUL.replace('"seoul"', '"busan"'), JEJU))
    assert await statements(3) == 1
