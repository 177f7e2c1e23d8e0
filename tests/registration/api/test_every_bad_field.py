"""Every endpoint of the staff that takes a body names an unknown field with all else that is bad, and keeps nothing."""

from typing import Any

import httpx
import pytest

from shared.house import House
from tests.registration.desk import signed_in
from tests.registration.events import SLUG, load_event, person
from tests.registration.web.registering import come
from tests.support.house import OpenHouse

ALL = "/api/v1/organize/events"
ONE = f"{ALL}/{{slug}}"
PEOPLE = f"{ONE}/registrations"
MEMBERS = "/api/v1/organize/organisations"
NEW = {"title": "Water Day", "kind": "forum", "precision": "year", "year": 2028}
DATE = {"first": "2027-09-07", "timezone": "Asia/Seoul"}
MEMBER = {"name": "Sample City", "type": "city", "country": "KR"}
_CONSENT = ["name", "organisation", "category", "country", "consent"]

ROWS: dict[tuple[str, str], tuple[dict[str, Any], list[str], dict[str, Any]]] = {
    ("post", ALL): ({**NEW, "title": "", "year": "x"}, ["title", "year"], NEW),
    ("patch", ONE): ({"capacity": "many", "title": ""}, ["title", "capacity"], {"capacity": 7}),
    ("post", f"{ONE}/duplicate"): ({"capacity": "x"}, ["capacity"], NEW),
    ("post", f"{ONE}/date"): (
        {"first": "x", "timezone": "y"},
        ["first", "timezone"],
        {"first": "2027-09-07", "timezone": "Asia/Seoul"},
    ),
    ("post", f"{ONE}/cancel"): ({"reason": "x" * 501}, ["reason"], {"reason": "Rain."}),
    ("patch", f"{ONE}/after"): ({"recording_url": "x"}, ["recording_url"], {"recording_url": "https://city.example"}),
    ("post", f"{ONE}/close"): ({"came": "x"}, ["came"], {"nobody_marked": True}),
    ("put", f"{ONE}/sessions"): ({"items": [{"title": ""}]}, ["items.0.title"], {"items": [{"title": "Panel"}]}),
    ("patch", f"{ONE}/sessions/{{session}}"): ({"title": ""}, ["title"], {"title": "Panel"}),
    ("post", PEOPLE): ({"do": "sing"}, ["do", "ids"], {"do": "cancel", "ids": ["{id}"]}),
    ("post", f"{PEOPLE}/add"): ({"email": "x"}, ["email", *_CONSENT], person(2)),
    ("patch", f"{PEOPLE}/{{id}}"): ({"email": "x", "name": ""}, ["email", "name"], {"name": "Somebody Else"}),
    ("post", MEMBERS): ({"name": "", "country": "XX"}, ["name", "type", "country"], MEMBER),
    ("patch", f"{MEMBERS}/{{organisation_id}}"): ({"name": "", "country": "XX"}, ["name", "country"], {"name": "New"}),
}


_SESSIONS = [
    5,
    {"title": "", "day": "x", "room": 4},
    {"title": "Talk", "speakers": ["Ada", {"name": ""}, {"role": "x"}]},
]
TOGETHER: dict[str, tuple[tuple[str, str], dict[str, Any], list[str]]] = {
    "flags of a new event": (
        ("post", ALL),
        {**NEW, "approval": "maybe", "host_open": 3, "venue_tentative": {}, "tentative": "yes", "copy_sessions": None},
        ["approval", "host_open", "venue_tentative", "tentative", "copy_sessions"],
    ),
    "what a fixed date does not need": (
        ("post", ALL),
        {**NEW, "precision": "fixed", "first": "x", "year": "x", "month": 13, "quarter": {}, "copy_of": "nope"},
        ["month", "quarter", "year", "first", "timezone", "copy_of"],
    ),
    "what an open date does not need": (
        ("post", ALL),
        {**NEW, "title": "", "first": "x", "last": 5, "begins": "x", "ends": "9", "copy_of": 7},
        ["title", "first", "last", "begins", "ends", "copy_of"],
    ),
    "a changed event": (("patch", ONE), {"approval": "yes", "capacity": "x"}, ["approval", "capacity"]),
    "a copy": (("post", f"{ONE}/duplicate"), {"approval": 1, "month": 13}, ["approval", "month"]),
    "a date": (
        ("post", f"{ONE}/date"),
        {**DATE, "first": "x", "at_once": "on", "tentative": "maybe", "month": 0, "reason": "x" * 501},
        ["at_once", "tentative", "month", "first", "reason"],
    ),
    "a cancellation": (("post", f"{ONE}/cancel"), {"at_once": 1, "reason": 5}, ["at_once", "reason"]),
    "a closing": (("post", f"{ONE}/close"), {"nobody_marked": "true", "came": "x"}, ["nobody_marked", "came"]),
    "sessions of which one is none": (
        ("put", f"{ONE}/sessions"),
        {"items": _SESSIONS},
        [f"items.{bad}" for bad in ("0", "1.title", "1.room", "1.day", "2.speakers.0", "2.speakers.2.name")],
    ),
    "several that match": (
        ("post", PEOPLE),
        {"do": "sing", "matching": {"status": "lost", "country": 5}, "count": "x"},
        ["do", "count", "matching.country", "matching.status"],
    ),
    "several with both": (
        ("post", PEOPLE),
        {"do": "cancel", "ids": ["x"], "matching": {"status": "lost"}, "count": {}},
        ["count", "matching.status", "ids"],
    ),
    "somebody at the desk": (
        ("post", f"{PEOPLE}/add"),
        {**person(2), "name": "", "consent": "perhaps", "beyond_seats": "perhaps"},
        ["consent", "beyond_seats", "name"],
    ),
    "a member": (("post", MEMBERS), {**MEMBER, "name": "", "active": "no"}, ["active", "name"]),
}


@pytest.fixture
async def home(house: OpenHouse) -> House:
    """With an event that has begun and is not over."""
    home = await house("registration")
    await load_event(home, when='{ precision = "day", first = 2027-03-01, last = 2027-03-01 }')
    return home


async def _kept(home: House) -> list[int]:
    """How many lines there are of what may be written: the trail, jobs, and each thing itself."""
    tables = ("identity.audit", "outbox", "events", "sessions", "registrations", "organisations")
    async with home.db.reading() as tx:
        return [await tx.conn.fetchval(f"SELECT count(*) FROM {table}") for table in tables]  # noqa: S608  # these


async def _ids(home: House, client: httpx.AsyncClient) -> dict[str, str]:
    """What stands for each part of an address."""
    (one,) = await come(home, 1)
    sessions = await client.put(ONE.format(slug=SLUG) + "/sessions", json={"items": [{"title": "Opening"}]})
    assert sessions.status_code == 200
    member = await client.post(MEMBERS, json={**MEMBER, "name": "Another City"})
    return {"slug": SLUG, "session": "opening", "id": str(one), "organisation_id": member.json()["id"]}


def _filled(value: Any, ids: dict[str, str]) -> Any:
    return [ids["id"]] if value == ["{id}"] else value


@pytest.mark.parametrize(("row"), ROWS, ids=lambda row: f"{row[0]} {row[1].removeprefix('/api/v1/organize')}")
async def test_it_is_named_with_the_rest_and_alone_and_nothing_is_kept(home: House, row: tuple[str, str]) -> None:
    bad, fields, good = ROWS[row]
    async with signed_in(home) as client:
        ids = await _ids(home, client)
        method, path = row[0], row[1].format(**ids)
        before = await _kept(home)
        for body, expected in ((bad, fields), (good, [])):
            sent = {name: _filled(value, ids) for name, value in body.items()} | {"bogus": 1}
            answer = await client.request(method, path, json=sent)
            assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (
                422,
                ["bogus", *expected],
            )
        assert await _kept(home) == before


@pytest.mark.parametrize("case", TOGETHER)
async def test_all_that_is_bad_is_named_at_once(home: House, case: str) -> None:
    (method, path), body, expected = TOGETHER[case]
    async with signed_in(home) as client:
        ids = await _ids(home, client)
        before = await _kept(home)
        answer = await client.request(method, path.format(**ids), json=body)
        assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (422, expected)
        assert await _kept(home) == before


async def test_no_endpoint_is_left_out(home: House) -> None:
    async with signed_in(home) as client:
        paths = (await client.get("/api/docs/openapi.json")).json()["paths"]
    taking = {
        (method, path)
        for path, item in paths.items()
        if path.startswith("/api/v1/organize/")
        for method, operation in item.items()
        if "application/json" in operation.get("requestBody", {}).get("content", {})
    }
    assert taking == set(ROWS)
