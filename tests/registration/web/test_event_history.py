"""What the desk's page of an event says of who did what: with the event and with its registrations."""

import re
from html import unescape
from uuid import UUID

import httpx

from shared.house import House
from tests.registration.desk import signed_in
from tests.registration.events import SLUG, TODAY, load_event
from tests.registration.web.registering import TABLE, client, come, home
from tests.support.clock import FakeClock

__all__ = ["client", "home"]
PAGE = f"/organize/events/{SLUG}"


async def log(desk: httpx.AsyncClient) -> list[list[str]]:
    """Each deed: its words, then what changed; the newest first."""
    page = (await desk.get(PAGE)).text
    items = re.findall(r"<li[^>]*><time>[^<]+</time>(.*?)</li>", page, re.DOTALL)
    return [[unescape(re.sub("<[^>]+>", "", line)) for line in item.split("<br>")] for item in items]


async def test_moments_stand_in_the_zone_of_the_event_and_in_the_readers_own(home: House) -> None:
    await load_event(home)
    (one,) = await come(home, 1)
    async with signed_in(home) as desk:
        await desk.post(f"{TABLE}/{one}", data={"do": "link"})
        assert (await desk.get(f"{PAGE}/badges.pdf")).status_code == 200
        for zone, shown in (
            ("", "1 March 2027, 12:00 Seoul"),
            ("Asia/Tokyo", "1 March 2027, 12:00 Seoul"),
            ("America/Mexico_City", "1 March 2027, 12:00 Seoul (28 February 2027, 21:00 Mexico City)"),
        ):
            desk.cookies.set("wego_zone", zone)
            for path in (PAGE, f"{TABLE}/{one}"):
                page = (await desk.get(path)).text
                assert set(re.findall(r"<li[^>]*><time>([^<]+)</time>", page)) == {shown}, path
            assert f">{shown}</td>" in (await desk.get(TABLE)).text


async def act(desk: httpx.AsyncClient, what: str, *ids: UUID) -> None:
    answer = await desk.post(TABLE, data={"do": what, "id": [str(one) for one in ids], "confirmed": "true"})
    assert answer.status_code == 303


async def test_badges_are_said_in_words(home: House) -> None:
    await load_event(home)
    await come(home, 1)
    async with signed_in(home) as desk:
        assert (await desk.get(f"{PAGE}/badges.pdf?paper=badges-a4")).status_code == 200
        assert await log(desk) == [
            ["Ada Sample printed badges or name plates", "Kind: Badges, four a sheet to cut (A4)", "People: 1"]
        ]


async def test_who_approved_cancelled_and_checked_in_stands_there_without_names(home: House, clock: FakeClock) -> None:
    await load_event(home, "approval = true\ncapacity = 2", when=TODAY)
    one, two, three = await come(home, 1, 2, 3)
    async with signed_in(home) as desk:
        await act(desk, "approve", one, two, three)
        clock.advance(minutes=1)
        await act(desk, "cancel", two)
        clock.advance(minutes=1)
        await act(desk, "came", one, three)
        clock.advance(minutes=1)
        await act(desk, "absent", one)
        assert await log(desk) == [
            ["Ada Sample noted who came", "Came: no", "People: 1"],
            ["Ada Sample noted who came", "Came: yes", "People: 2"],
            ["Ada Sample cancelled registrations", "Status: Cancelled", "People: 1"],
            ["Ada Sample approved registrations", "Status: Waiting list", "People: 1"],
            ["Ada Sample approved registrations", "Status: Confirmed", "People: 2"],
        ]
        found: list[object] = []
        cursor = ""
        while cursor is not None:
            body = (await desk.get(f"/api/v1{PAGE}/history", params={"limit": "2", "cursor": cursor})).json()
            found.append([(item["action"], item["new"]["people"]) for item in body["items"]])
            cursor = body["next"]
        assert [len(page) for page in found] == [2, 2, 1]
        assert "Person" not in str(found)
