"""The desk: what needs somebody, in order; what comes next; what happened since yesterday. As a page and as JSON."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import msgspec
import pytest

from services.registration.domain.desk import Task, in_order, since_yesterday
from services.registration.jobs import HANDLERS
from services.registration.operations import decide, registrants
from services.registration.operations.my_registration import cancel
from services.registration.operations.register import register
from shared.contracts.registration import DeskPut
from shared.house import House
from shared.identity.accounts import add_staff, create_token
from shared.identity.cookie import cookie_name
from shared.identity.sessions import redeem, sign_in_link
from shared.identity.staff import Staff
from tests.registration.events import SLUG, TITLE, load_event, person
from tests.support.clock import START, FakeClock
from tests.support.database import RolledBack
from tests.support.house import OpenHouse
from tests.support.web import client_at

_NOTHING = "Nothing new: nobody registered or cancelled, and no event changed."
DATE = {"first": "2027-09-07", "last": "2027-09-09", "timezone": "Asia/Seoul"}


@pytest.fixture
async def home(house: OpenHouse) -> House:
    return await house("registration")


@pytest.fixture
async def client(home: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(home) as opened:
        await sign_in(home, opened, "organizer")
        yield opened


async def sign_in(home: House, client: httpx.AsyncClient, role: str) -> Staff:
    email = f"{role}@office.example"
    account = await add_staff(home.db, email=email, role=role, name=role.title())
    secret = await redeem(home.db, (await sign_in_link(home.db, email)).partition("link=")[2])
    client.cookies.set(cookie_name(secure=False), secret)
    return account


async def organizer(home: House) -> Staff:
    return await add_staff(home.db, email="organizer@office.example", role="organizer", name="Organizer")


async def put(home: House, **changes: Any) -> None:
    job = DeskPut(owner="training", key="a", revision=1, kind="?", title="Plain title", count=1, link="/x")
    async with home.db.transaction() as tx:
        await HANDLERS[DeskPut](home, tx, msgspec.structs.replace(job, **changes))


async def come(home: House, number: int, slug: str = SLUG) -> Any:
    return await register(home, slug, person(number), language="en", timezone="Asia/Seoul")


async def test_tasks_of_events_and_of_other_services_stand_in_one_order(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, 'approval = true\nconflict = "One says March, one April."')
    await come(home, 1)
    await come(home, 2)
    await put(home, key="late", title="Late", due=datetime(2027, 2, 1, tzinfo=UTC))
    await put(home, key="soon", title="Soon", due=datetime(2027, 3, 9, tzinfo=UTC), count=4)
    await put(home, key="many", title="Many", count=9)
    await put(home, key="mail", kind="mail.failed", title="x", count=3, link="/organize/messages?group=failed")
    await put(home, key="ana", title="Ana's own", person="ana@example.org")
    page = (await client.get("/organize")).text
    assert "6 things need you today" in page
    assert re.findall(r"<h3>(.*?)</h3>", page) == ["Late", "Soon", "Many", "Messages did not arrive", TITLE, TITLE]
    assert re.findall(r'class="many">(\d+)<', page) == ["1", "4", "9", "3", "2", "1"]
    assert page.count('data-due="late"') == 1
    assert "Look at 3 messages" in page
    assert "One says March, one April." in page
    assert "Ana&#39;s own" not in page
    found = (await client.get("/api/v1/organize")).json()
    assert [(task["kind"], task["count"], task["late"]) for task in found["tasks"]] == [
        ("?", 1, True), ("?", 4, False), ("?", 9, False), ("mail.failed", 3, False), ("event.approve", 2, False),
        ("event.settle", 1, False),
    ]  # fmt: skip
    assert found["tasks"][5]["facts"] == {"conflict": "One says March, one April."}
    assert found["tasks"][4]["link"] == f"/organize/events/{SLUG}/registrations?status=pending"


async def test_an_unknown_kind_is_called_as_its_sender_calls_it(home: House, client: httpx.AsyncClient) -> None:
    await put(home)
    page = (await client.get("/organize", headers={"Accept-Language": "ko"})).text
    assert "Plain title" in page


async def test_nothing_to_do_and_nothing_new_is_said_calmly(client: httpx.AsyncClient) -> None:
    page = (await client.get("/organize")).text
    assert "Nothing needs you today" in page
    assert _NOTHING in page
    assert "No event lies ahead." in page
    found = (await client.get("/api/v1/organize")).json()
    assert (found["tasks"], found["next"]) == ([], [])
    assert found["since"] == {"at": "2027-02-27T15:00:00Z", "registrations": [], "events": []}


async def test_the_nearest_five_come_next_drafts_too_and_no_cancelled_one(
    home: House, client: httpx.AsyncClient
) -> None:
    for number in range(7):
        day = f"2027-0{number + 3}-20T10:00:00"
        await load_event(home, when=f'{{ precision = "time", start = {day} }}', slug=f"event-{number}")
    await decide.cancel_event(home, await organizer(home), "event-1", at_once=True)
    async with home.db.transaction() as tx:
        await tx.conn.execute("UPDATE events SET published = false WHERE slug = 'event-2'")
    page = (await client.get("/organize")).text
    panel = page.split('id="ahead"')[1].split("</section>")[0]
    assert re.findall(r"/organize/events/(event-\d)", panel) == [f"event-{number}" for number in (0, 2, 3, 4, 5)]
    assert panel.count("Draft") == 1
    found = (await client.get("/api/v1/organize")).json()["next"]
    assert [(each["slug"], each["published"]) for each in found][:2] == [("event-0", True), ("event-2", False)]


async def test_since_yesterday(home: House, client: httpx.AsyncClient, clock: FakeClock) -> None:
    await load_event(home, "capacity = 1")
    await load_event(home, slug="other")
    old = await come(home, 1)
    clock.advance(days=2)
    await come(home, 2)
    await come(home, 3)
    await cancel(home, old.token)
    await come(home, 4, slug="other")
    await registrants.cancel(
        home, await organizer(home), "other", [UUID(str((await come(home, 5, "other")).answer.id))]
    )
    await decide.fix_date(home, await organizer(home), SLUG, {**DATE, "first": "2027-09-06"}, at_once=False)
    await decide.fix_date(home, await organizer(home), SLUG, DATE, at_once=False)
    await decide.cancel_event(home, await organizer(home), "other", at_once=True)
    since = (await client.get("/api/v1/organize")).json()["since"]
    assert since["registrations"] == [
        {"slug": SLUG, "title": TITLE, "new": 2, "cancelled": 1, "promoted": 1},
        {"slug": "other", "title": TITLE, "new": 2, "cancelled": 1, "promoted": 0},
    ]
    assert [(each["slug"], each["action"]) for each in since["events"]] == [
        (SLUG, "event.date"), ("other", "event.cancelled"),
    ]  # fmt: skip
    recent = (await client.get("/organize")).text.split('id="recent"')[1]
    assert "2 new registrations, 1 cancelled, 1 moved up from the waiting list" in recent
    assert "the date is now Tuesday 7 to Thursday 9 September 2027" in recent
    clock.advance(days=2)
    assert _NOTHING in (await client.get("/organize")).text


async def test_yesterday_is_the_readers(home: House, client: httpx.AsyncClient, clock: FakeClock) -> None:
    """28 February, 00:30 in Seoul, is still the 27th in Nairobi: there, a day before yesterday."""
    await load_event(home)
    clock.move_to(datetime(2027, 2, 27, 15, 30, tzinfo=UTC))
    await come(home, 1)
    clock.move_to(START)
    assert "1 new registration" in (await client.get("/organize")).text
    client.cookies.set("wego_zone", "Africa/Nairobi")
    assert _NOTHING in (await client.get("/organize")).text


async def test_who_may_see_it(home: House, client: httpx.AsyncClient) -> None:
    for role, page, api in (("viewer", 200, 200), ("admin", 200, 200), ("trainer", 303, 403), ("checkin", 303, 403)):
        await sign_in(home, client, role)
        answers = [await client.get(path) for path in ("/organize", "/api/v1/organize")]
        assert [answer.status_code for answer in answers] == [page, api]
        assert answers[0].headers.get("location") == {"trainer": "/trainer", "checkin": "/organize/check-in"}.get(role)
    client.cookies.clear()
    assert (await client.get("/api/v1/organize")).status_code == 401
    token = await create_token(home.db, name="Board", role="viewer")
    answer = await client.get("/api/v1/organize", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")


async def test_a_date_is_settled_by_organizers_alone(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, 'conflict = "One says June."')
    for role, offered in (("organizer", True), ("viewer", False)):
        await sign_in(home, client, role)
        page = (await client.get("/organize")).text
        assert ("One says June." in page, f"/organize/events/{SLUG}/date" in page) == (True, offered)


@pytest.mark.parametrize("path", ["/organize", "/api/v1/organize"])
async def test_as_many_statements_for_three_as_for_one(home: House, client: httpx.AsyncClient, path: str) -> None:
    assert isinstance(home.db, RolledBack)
    counted = []
    for rows in (1, 3):
        for number in range(rows):
            await load_event(home, 'approval = true\nconflict = "Two dates."', slug=f"event-{number}")
            await come(home, 10 * rows + number, slug=f"event-{number}")
            await put(home, key=f"task-{number}")
        with home.db.counting() as sent:
            assert (await client.get(path)).status_code == 200
        counted.append(len(sent))
    assert counted[0] == counted[1]
    assert counted[0] <= 8


def test_order_and_yesterday() -> None:
    def task(title: str, count: int, due: datetime | None = None) -> Task:
        return Task(kind="", title=title, count=count, link="", due=due)

    past, soon, later = (datetime(2027, 3, day, tzinfo=UTC) for day in (1, 4, 5))
    now = datetime(2027, 3, 2, tzinfo=UTC)
    tasks = [task("one", 1), task("nine", 9), task("later", 9, later), task("soon", 1, soon), task("late", 1, past)]
    assert [each.title for each in in_order(tasks, now)] == ["late", "soon", "later", "nine", "one"]
    assert since_yesterday(now, "Asia/Seoul") == datetime(2027, 2, 28, 15, tzinfo=UTC)
    # The day after clocks went forward: yesterday had 23 hours.
    after = datetime(2027, 3, 15, 12, tzinfo=UTC)
    assert since_yesterday(after, "America/New_York") == datetime(2027, 3, 14, 5, tzinfo=UTC)
