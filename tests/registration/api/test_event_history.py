"""For programs of the staff: who changed what of an event, and whether mail is flowing."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest

from shared.house import House
from shared.queue import Heartbeat, Queue
from shared.settings import SERVICES
from tests.registration.desk import signed_in, token
from tests.registration.events import SLUG

EVENTS = "/api/v1/organize/events"
HISTORY = f"{EVENTS}/{SLUG}/history"
FLOW = "/api/v1/organize/mail-flow"


@pytest.fixture
async def ada(home: House) -> AsyncIterator[httpx.AsyncClient]:
    """The browser of an organizer."""
    async with signed_in(home) as client:
        yield client


async def deeds(client: httpx.AsyncClient, **query: str) -> dict[str, Any]:
    answer = await client.get(HISTORY, params=query)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    body: dict[str, Any] = answer.json()
    return body


async def test_who_changed_what_and_when_the_newest_first(ada: httpx.AsyncClient, home: House) -> None:
    assert await deeds(ada) == {"items": [], "next": None}
    before = home.clock()
    for capacity in (30, 40):
        assert (await ada.patch(f"{EVENTS}/{SLUG}", json={"capacity": capacity})).status_code == 200
    program = await token(home)
    await ada.post(f"{EVENTS}/{SLUG}/cancel", json={}, headers=program)
    shown = await deeds(ada)
    assert [(each["action"], each["old"], each["new"]) for each in shown["items"]] == [
        ("event.cancelled", None, None),
        ("event.changed", {"capacity": "30"}, {"capacity": "40"}),
        ("event.changed", {"capacity": ""}, {"capacity": "30"}),
    ]
    assert shown["items"][2]["actor"] == "Ada Sample"
    assert shown["items"][2]["at"] == before.isoformat().replace("+00:00", "Z")


async def test_it_goes_on_where_it_ended(ada: httpx.AsyncClient) -> None:
    for capacity in range(1, 6):
        await ada.patch(f"{EVENTS}/{SLUG}", json={"capacity": capacity})
    found, cursor = [], ""
    while True:
        part = await deeds(ada, limit="2", cursor=cursor)
        found.append([each["new"]["capacity"] for each in part["items"]])
        if part["next"] is None:
            break
        cursor = part["next"]
    assert found == [["5", "4"], ["3", "2"], ["1"]]
    assert (await ada.get(HISTORY, params={"cursor": "x"})).status_code == 422


@pytest.mark.parametrize(("role", "status"), [("viewer", 200), ("checkin", 403)])
async def test_whoever_may_look_at_events_reads_both(home: House, role: str, status: int) -> None:
    async with signed_in(home, role) as client:
        assert [(await client.get(path)).status_code for path in (HISTORY, FLOW)] == [status, status]
        assert (await client.get(f"{EVENTS}/nothing/history")).status_code == (404 if status == 200 else 403)


async def test_whether_mail_flows_as_the_banner_says(ada: httpx.AsyncClient, home: House) -> None:
    nothing = {"waiting": None, "oldest_waiting": None}
    assert (await ada.get(FLOW)).json() == {"trouble": "worker", **nothing}
    queue = Queue(home.settings.redis_url)
    beat = Heartbeat(at=home.clock(), smtp="ok", waiting=2, oldest_waiting=home.clock() - timedelta(minutes=1))
    for service in SERVICES:
        await queue.beat(service, beat)
    oldest = beat.oldest_waiting
    assert oldest is not None
    assert (await ada.get(FLOW)).json() == {
        "trouble": None,
        "waiting": 2,
        "oldest_waiting": oldest.isoformat().replace("+00:00", "Z"),
    }
    await queue.beat("notify", msgspec.structs.replace(beat, smtp="535 5.7.8 Authentication failed"))
    assert (await ada.get(FLOW)).json()["trouble"] == "smtp"
    await queue.close()
