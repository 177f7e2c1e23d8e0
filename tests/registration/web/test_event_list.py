"""The desk's list of events: what lies ahead in its order, then what is over; narrowed, counted and by pages."""

import re
from datetime import UTC, datetime

import httpx
import pytest

from services.registration.domain.event_list import EventFilter, EventState
from services.registration.operations import decide, edit_event, list_events, publish_event
from shared.house import House
from shared.identity.staff import Staff
from shared.programme.entries import EventKind
from tests.registration.desk import signed_in, staff, token
from tests.registration.events import load_event
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

EVENTS = {
    "long-ago": '{ precision = "day", first = 2026-03-01, last = 2026-03-02 }',
    "passed-quarter": '{ precision = "quarter", year = 2027, quarter = 1 }',
    "just-over": '{ precision = "day", first = 2027-06-01, last = 2027-06-02 }',
    "under-way": '{ precision = "day", first = 2027-06-10, last = 2027-06-20 }',
    "in-june": '{ precision = "month", year = 2027, month = 6 }',
    "day-of-june": '{ precision = "day", first = 2027-06-28, last = 2027-06-28 }',
    "this-quarter": '{ precision = "quarter", year = 2027, quarter = 3 }',
    "august": '{ precision = "day", first = 2027-08-05, last = 2027-08-05 }',
    "all-year": '{ precision = "year", year = 2027 }',
    "next-year": '{ precision = "day", first = 2028-02-01, last = 2028-02-01 }',
}
NOW = datetime(2027, 6, 15, 3, tzinfo=UTC)
IN_ORDER = [
    "under-way", "day-of-june", "in-june", "august", "this-quarter", "all-year", "next-year",
    "just-over", "passed-quarter", "long-ago",
]  # fmt: skip


@pytest.fixture
async def home(house: OpenHouse, clock: FakeClock) -> House:
    """Ten events; that of August is cancelled, that of next year a draft."""
    home = await house("registration")
    for slug, when in EVENTS.items():
        await load_event(home, when=when, slug=slug)
    clock.move_to(NOW)
    ada = await staff(home)
    await decide.cancel_event(home, ada, "august", at_once=True)
    await publish_event.withdraw(home, ada, "next-year")
    return home


@pytest.fixture
async def ada(home: House) -> Staff:
    return await staff(home)


async def slugs(home: House, ada: Staff, **chosen: object) -> list[str]:
    found = await list_events.page(home, ada, EventFilter(**chosen))  # type: ignore[arg-type]  # fields by name
    assert found.total == len(found.events)
    return [event.slug for event in found.events]


async def test_what_lies_ahead_comes_first_open_dates_after_their_span_then_the_newest_of_the_past(
    home: House, ada: Staff
) -> None:
    assert await slugs(home, ada) == IN_ORDER


@pytest.mark.parametrize("limit", [1, 3, 7, 10])
async def test_programs_get_every_event_once_in_the_same_order(home: House, limit: int) -> None:
    found: list[str] = []
    cursor = ""
    async with signed_in(home, "viewer") as client:
        client.cookies.clear()
        headers = await token(home, "viewer")
        for _ in IN_ORDER:  # as many pages as there may be
            body = (await client.get(f"/api/v1/organize/events?limit={limit}{cursor}", headers=headers)).json()
            found += [item["slug"] for item in body["items"]]
            if body["next"] is None:
                break
            cursor = f"&cursor={body['next']}"
    assert found == IN_ORDER


async def test_it_is_narrowed_by_kind_year_state_and_words(home: House, ada: Staff) -> None:
    await load_event(home, 'network = "CJK"', slug="talk", when='{ precision = "month", year = 2028, month = 3 }')
    async with home.db.transaction() as tx:
        await tx.conn.execute("UPDATE events SET kind = 'webinar' WHERE slug IN ('talk', 'long-ago')")
    assert await slugs(home, ada, kind=EventKind.WEBINAR) == ["talk", "long-ago"]
    assert await slugs(home, ada, kind=EventKind.WEBINAR, year=2026) == ["long-ago"]
    assert await slugs(home, ada, state=EventState.OVER) == ["just-over", "passed-quarter", "long-ago"]
    assert await slugs(home, ada, state=EventState.CANCELLED) == ["august"]
    assert await slugs(home, ada, state=EventState.DRAFT) == ["next-year"]
    assert await slugs(home, ada, words="cjk forum") == ["talk"]
    assert await slugs(home, ada, kind=EventKind.EXPO) == []


async def test_the_page_offers_the_kinds_and_keeps_the_one_that_is_chosen(home: House) -> None:
    async with signed_in(home) as client:
        page = (await client.get("/organize/events?kind=forum&q=x")).text
        assert '<option value="forum" selected>' in page
        assert "No event fits" in page
        links = re.findall(r'<th role="rowheader" scope="row"><a href="/organize/events/([^"]+)"', await _page(client))
        assert links == IN_ORDER
        assert (await _page(client)).count("</a><small>Forum</small>") == len(IN_ORDER)
        assert (await client.get("/organize/events?kind=party")).status_code == 200, "what is not known chooses nothing"
        headers = await token(home)
        client.cookies.clear()
        refused = await client.get("/api/v1/organize/events?kind=party", headers=headers)
    assert (refused.status_code, [error["field"] for error in refused.json()["errors"]]) == (422, ["kind"])


async def test_who_waits_for_a_seat_and_who_for_approval_stand_apart(home: House) -> None:
    async with home.db.transaction() as tx:
        await tx.conn.execute("UPDATE events SET waitlisted_count = 18, pending_count = 20 WHERE slug = 'under-way'")
    async with signed_in(home) as client:
        row = (await _page(client)).partition('href="/organize/events/under-way"')[2].partition("</tr>")[0]
    assert re.findall(r'data-label="([^"]+)" class="num">(\d+)<', row)[1:] == [
        ("Waiting list", "18"),
        ("To approve", "20"),
    ]


async def test_it_is_found_by_what_a_keyboard_has(home: House, ada: Staff) -> None:
    await edit_event.edit_event(home, ada, "long-ago", {"title": "Élan vital", "city": "İstanbul"})
    for words in ("elan", "Élan", "ISTANBUL elan"):
        assert await slugs(home, ada, words=words) == ["long-ago"], words


async def _page(client: httpx.AsyncClient) -> str:
    return (await client.get("/organize/events?kind=forum")).text
