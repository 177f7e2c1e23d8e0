"""The public programme as JSON."""

from typing import Any

import httpx
import pytest

from services.registration.operations.load_programme import load_programme
from shared.house import House
from tests.registration.programme.files import EXPO, programme, real
from tests.support.statements import counted


async def slugs(client: httpx.AsyncClient, query: str) -> list[str]:
    """Every page of the list."""
    found: list[str] = []
    cursor = ""
    while True:
        answer = await client.get(f"/api/v1/events?{query}{cursor}")
        assert answer.status_code == 200, answer.text
        body = answer.json()
        found += [item["slug"] for item in body["items"]]
        if body["next"] is None:
            return found
        cursor = f"&cursor={body['next']}"


async def test_pages_give_every_event_once_and_in_order(registration: House, client: httpx.AsyncClient) -> None:
    await load_programme(registration, real())
    whole = await slugs(client, "limit=100")
    assert len(whole) == len(set(whole)) == 22
    assert whole[0] == "neascn-pre-workshop-2020"
    assert whole[-1] == "general-assembly-6"
    for limit in (1, 7, 21, 22):
        assert await slugs(client, f"limit={limit}") == whole


TIMED = EXPO.replace(
    'title = "Opening"', 'title = "Opening"\n  day = 2\n  begins = 19:00:00\n  ends = 00:30:00\n  room = "Hall 1"'
)


async def test_one_event(registration: House, client: httpx.AsyncClient) -> None:
    await load_programme(registration, programme(TIMED), move_years=1)
    body = (await client.get("/api/v1/events/expo")).json()
    assert body == {
        "slug": "expo",
        "title": "Expo",
        "kind": "expo",
        "when": {"precision": "day", "first": "2028-06-23", "last": "2028-06-25"},
        "timezone": "Europe/Paris",
        "original_when": {"precision": "day", "first": "2027-06-23", "last": "2027-06-25"},
        "place": {
            "format": "in_person", "platform": "", "venue": "", "city": "Seoul", "country": "KR",
            "tentative": False, "host_open": False,
        },
        "network": "",
        "partners": [],
        "cancelled": False,
        "registration": {
            "state": "not_yet", "opens_at": "2028-03-27T23:30:00Z", "closes_at": "2028-06-25T22:00:00Z",
        },
        "page_url": "http://wego.test/events/expo",
        "description": "",
        "network_name": "",
        "days": 0,
        "recurs": "",
        "audience": ["members"],
        "components": [],
        "conflict": "",
        "reported_attendance": "",
        "after_event": [],
        "approval": False,
        "seats": {"capacity": 40, "taken": 0, "waiting": 0},
        "sessions": [
            {
                "slug": "opening", "title": "Opening", "agenda": [], "breakouts": [],
                "speakers": [{"name": "Abiodun Essiet", "native_name": "", "native_name_language": "",
                          "role": "Regional Director", "organisation": ""}],
                "day": 2, "begins": "19:00", "ends": "00:30", "room": "Hall 1",
                "when": {"precision": "time", "start": "2028-06-24T19:00:00", "end": "2028-06-25T00:30:00"},
            },
            {
                "slug": "시장-라운드테이블", "title": "시장 라운드테이블", "agenda": ["Part I", "Part II"],
                "breakouts": [], "speakers": [], "day": None, "begins": None, "ends": None, "room": "", "when": None,
            },
        ],
        "recording_url": "", "materials": [], "press_note": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("year=2021", 19), ("year=2023", 2), ("kind=webinar", 6), ("network=NEASCN", 2), ("format=online", 6),
        ("q=smart+city", 4), ("year=2021&kind=forum&q=asean", 1), ("kind=training", 0),
    ],
)  # fmt: skip
async def test_filters(registration: House, client: httpx.AsyncClient, query: str, number: int) -> None:
    await load_programme(registration, real())
    assert len(await slugs(client, query)) == number


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("limit=0", {"limit"}), ("limit=101", {"limit"}), ("limit=x", {"limit"}), ("limit=²", {"limit"}),
        ("cursor=x", {"cursor"}), ("cursor=e30", {"cursor"}), ("cursor=%F0%9F%98%80", {"cursor"}),
        ("year=x&kind=x&format=x", {"year", "kind", "format"}),
        ("network=nascn", {"network"}),
    ],
)  # fmt: skip
async def test_what_is_wrong_is_named(client: httpx.AsyncClient, query: str, fields: set[str]) -> None:
    answer = await client.get(f"/api/v1/events?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert {error["field"] for error in answer.json()["errors"]} == fields


async def test_one_row_and_three_cost_the_same(registration: House, client: httpx.AsyncClient) -> None:
    async def statements(rows: int) -> int:
        async with counted(registration) as seen:
            assert len((await client.get("/api/v1/events")).json()["items"]) == rows
        return len(seen)

    await load_programme(registration, programme(EXPO))
    assert await statements(1) == 1
    more = [EXPO.replace('"expo"\n', f'"expo-{number}"\n', 1) for number in (2, 3)]
    await load_programme(registration, programme(EXPO, *more))
    assert await statements(3) == 1


async def test_the_document(client: httpx.AsyncClient) -> None:
    document: dict[str, Any] = (await client.get("/api/docs/openapi.json")).json()
    listed = document["paths"]["/api/v1/events"]["get"]
    names = {parameter["name"]: parameter["schema"] for parameter in listed["parameters"]}
    assert set(names) == {"year", "kind", "network", "format", "q", "limit", "cursor"}
    assert names["kind"]["enum"][:2] == ["general_assembly", "governance_meeting"]
    assert names["limit"]["maximum"] == 100
    assert "join_url" not in str(document["components"]["schemas"]["EventDetail"])
