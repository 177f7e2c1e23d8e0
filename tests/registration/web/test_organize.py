"""The desk: a date is fixed, moved or settled, an event is cancelled; first it says who will be told."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import msgspec
import pytest

from services.registration.app import create_app
from services.registration.domain.mail_flow import Trouble, mail_trouble
from services.registration.operations import decide
from services.registration.operations.interest import ask_to_be_told
from services.registration.operations.my_registration import cancel, show
from services.registration.operations.register import register
from shared.contracts.notify import CalendarPut, MessageSend
from shared.errors import Conflict, Forbidden
from shared.house import House
from shared.identity import store
from shared.identity.accounts import add_staff
from shared.identity.sessions import sign_in_link
from shared.identity.staff import Staff
from shared.queue import Heartbeat, Queue
from shared.settings import SERVICES
from shared.when import Precision
from tests.registration.events import SLUG, load_event, person, sent
from tests.support.house import OpenHouse
from tests.support.web import client_of

OPEN = '{ precision = "quarter", year = 2027, quarter = 3, tentative = true }'
DATE = {"first": "2027-09-07", "last": "2027-09-09", "timezone": "Asia/Seoul"}


@pytest.fixture
async def home(house: OpenHouse) -> House:
    home = await house("registration")
    await load_event(home, 'conflict = "One says the third quarter, another the fourth."', OPEN)
    return home


async def staff(home: House, role: str = "organizer") -> Staff:
    return await add_staff(home.db, email=f"{role}@office.example", role=role, name="Ada Sample")


@pytest.fixture
async def client(home: House) -> AsyncIterator[httpx.AsyncClient]:
    """Signed in as an organizer."""
    await staff(home)
    link = await sign_in_link(home.db, "organizer@office.example")
    async with client_of(create_app(home.settings, house=home)) as client:
        await client.post("/sign-in", data={"link": link.partition("link=")[2]})
        yield client


async def test_fixing_a_date_shows_first_who_will_be_told(client: httpx.AsyncClient, home: House) -> None:
    await register(home, SLUG, person(1), language="en", timezone="")
    await ask_to_be_told(home, SLUG, {"email": "asked@example.org"}, language="es", timezone="America/Mexico_City")
    await sent(home)
    page = await client.get("/organize")
    assert "1 thing needs you today" in page.text
    assert "another the fourth" in page.text
    shown = await client.post(f"/organize/events/{SLUG}/date", data=DATE)
    assert (shown.status_code, await sent(home)) == (200, [])
    assert "1 person who takes part and 1 who asked to be told" in shown.text
    assert "Tuesday 7 to Thursday 9 September 2027" in shown.text
    done = await client.post(f"/organize/events/{SLUG}/date", data={**DATE, "confirmed": "true", "at_once": "true"})
    assert done.headers["location"] == f"/organize/events/{SLUG}?done=date"
    item, letter = await sent(home)
    assert isinstance(item, CalendarPut)
    assert (item.when.precision, item.at_once, item.revision) == (Precision.DAY, True, 2)
    assert isinstance(letter, MessageSend)
    assert (letter.to.email, letter.to.language, letter.with_update) == ("asked@example.org", "es", True)
    assert "Nothing needs you today" in (await client.get("/organize")).text


async def test_who_asked_is_told_once_and_edits_raise_the_revision(home: House) -> None:
    ada = await staff(home)
    await ask_to_be_told(home, SLUG, {"email": "asked@example.org"}, language="es", timezone="Asia/Seoul")
    for first in ("2027-09-07", "2027-09-14"):
        await decide.fix_date(home, ada, SLUG, {**DATE, "first": first, "last": first}, at_once=False)
    jobs = await sent(home)
    assert [type(job) for job in jobs] == [CalendarPut, MessageSend, CalendarPut]
    assert [job.revision for job in jobs if isinstance(job, CalendarPut)] == [2, 3]
    await decide.fix_date(home, ada, SLUG, {**DATE, "first": first, "last": first}, at_once=False)
    assert await sent(home) == [], "the same date again tells nobody"


async def ask(home: House, email: str) -> None:
    await ask_to_be_told(home, SLUG, {"email": email}, language="en", timezone="Asia/Seoul")


async def letters(home: House) -> list[tuple[str, str]]:
    return [(job.message.template, job.to.email) for job in await sent(home) if isinstance(job, MessageSend)]


async def test_whoever_asked_and_registered_is_told_as_registered_alone(client: httpx.AsyncClient, home: House) -> None:
    await ask(home, "Person1@example.org")
    await ask(home, "other@example.org")
    mine = await register(home, SLUG, person(1), language="en", timezone="")
    await sent(home)
    shown = await client.post(f"/organize/events/{SLUG}/date", data=DATE)
    assert "Tell 1 person who takes part and 1 who asked to be told of the new date?" in shown.text
    await cancel(home, mine.token)
    assert (await decide.concerned(home, await staff(home), SLUG)).asked == 2
    await register(home, SLUG, person(1), language="en", timezone="")
    await sent(home)
    await client.post(f"/organize/events/{SLUG}/date", data={**DATE, "confirmed": "true"})
    assert await letters(home) == [("interest.fixed", "other@example.org")]


async def test_who_asked_is_told_of_a_cancellation(client: httpx.AsyncClient, home: House) -> None:
    for email in ("asked@example.org", "person1@example.org"):
        await ask(home, email)
    shown = await client.get(f"/organize/events/{SLUG}/cancel")
    assert "2 people who asked to be told of the date get a message." in shown.text
    await register(home, SLUG, person(1), language="en", timezone="")
    shown = await client.get(f"/organize/events/{SLUG}/cancel")
    assert "1 person who asked to be told of the date gets a message." in shown.text
    assert "1 person who is registered or waits is told" in shown.text
    await sent(home)
    await client.post(f"/organize/events/{SLUG}/cancel", data={"at_once": "true"})
    assert await letters(home) == [("interest.cancelled", "asked@example.org")]


async def test_a_bad_date_comes_back_with_every_problem(client: httpx.AsyncClient, home: House) -> None:
    bad = {"first": "soon", "ends": "25:00", "timezone": "Mars"}
    answer = await client.post(f"/organize/events/{SLUG}/date", data=bad)
    assert answer.status_code == 422
    assert [field in answer.text for field in ('id="error-first"', 'id="error-ends"', 'id="error-timezone"')] == [
        True
    ] * 3
    assert 'value="soon"' in answer.text
    for hours, field in (({"ends": "17:00"}, "begins"), ({"begins": "17:00", "ends": "15:00"}, "ends")):
        one_day = {"first": "2027-09-07", "timezone": "Asia/Seoul", **hours}
        answer = await client.post(f"/organize/events/{SLUG}/date", data=one_day)
        assert f'id="error-{field}"' in answer.text
    two_days = {"first": "2027-09-07", "last": "2027-09-08", "begins": "09:00", "timezone": "Asia/Seoul"}
    assert 'id="error-ends"' in (await client.post(f"/organize/events/{SLUG}/date", data=two_days)).text
    skipped = {"first": "2027-03-14", "begins": "02:30", "timezone": "America/New_York"}
    assert 'id="error-begins"' in (await client.post(f"/organize/events/{SLUG}/date", data=skipped)).text
    assert await sent(home) == []


async def test_cancelling_tells_once_closes_registration_and_shows_on_the_personal_page(
    client: httpx.AsyncClient, home: House
) -> None:
    mine = await register(home, SLUG, person(1), language="en", timezone="")
    await sent(home)
    assert "1 person who is registered or waits is told" in (await client.get(f"/organize/events/{SLUG}/cancel")).text
    for _ in range(2):
        await client.post(f"/organize/events/{SLUG}/cancel", data={"at_once": "true"})
    [item] = await sent(home)
    assert isinstance(item, CalendarPut)
    assert item.cancelled is True
    assert "This event was cancelled" in (await client.get(f"/r/{mine.token}")).text
    assert "This event was cancelled" in (await client.get(f"/events/{SLUG}")).text
    with pytest.raises(Conflict, match="was cancelled"):
        await register(home, SLUG, person(2), language="en", timezone="")
    with pytest.raises(Conflict, match="was cancelled"):
        await decide.fix_date(home, await staff(home), SLUG, DATE, at_once=False)
    assert (await show(home, mine.token)).registration.status.value == "confirmed"


async def test_those_who_wait_are_told_of_another_date_and_of_a_cancellation(
    client: httpx.AsyncClient, home: House
) -> None:
    await load_event(home, "capacity = 1", OPEN)
    for number in (1, 2, 3):
        await register(home, SLUG, person(number), language="en", timezone="")
    await sent(home)
    shown = await client.post(f"/organize/events/{SLUG}/date", data=DATE)
    assert "1 person who takes part and 2 who wait for a place" in shown.text
    await client.post(f"/organize/events/{SLUG}/date", data={**DATE, "confirmed": "true"})
    await client.post(f"/organize/events/{SLUG}/cancel", data={"at_once": "true"})
    letters = [job for job in await sent(home) if isinstance(job, MessageSend)]
    assert [(job.message.template, job.to.email, job.with_update) for job in letters] == [
        (template, f"person{number}@example.org", True)
        for template in ("waiting.fixed", "event.cancelled")
        for number in (2, 3)
    ]


async def test_of_a_closed_event_neither_page_promises_a_message(client: httpx.AsyncClient, home: House) -> None:
    async with home.db.transaction() as tx:
        await tx.conn.execute("UPDATE events SET closed_at = $2, activity_revision = 1 WHERE slug = $1", SLUG, tx.now)
    for page in ("date", "cancel"):
        answer = await client.get(f"/organize/events/{SLUG}/{page}")
        assert (answer.status_code, "This event is closed" in answer.text) == (409, True)


async def test_roles_are_checked_where_the_work_is_done(home: House) -> None:
    viewer = await staff(home, "viewer")
    with pytest.raises(Forbidden):
        await decide.fix_date(home, viewer, SLUG, DATE, at_once=False)
    with pytest.raises(Forbidden):
        await decide.cancel_event(home, viewer, SLUG, at_once=False)
    with pytest.raises(Forbidden):
        await decide.concerned(home, viewer, SLUG)


async def test_every_decision_is_in_the_audit_trail(home: House) -> None:
    ada = await staff(home)
    await decide.fix_date(home, ada, SLUG, DATE, at_once=False)
    async with home.db.reading() as tx:
        event_id = await tx.conn.fetchval("SELECT id FROM events WHERE slug = $1", SLUG)
        [entry] = await store.audit_of(tx, f"event:{event_id}")
    assert entry.action == "event.date"
    assert entry.actor == ada.trail
    assert entry.old is not None
    assert entry.old["conflict"] == "One says the third quarter, another the fourth."
    assert entry.new is not None
    assert entry.new["conflict"] == ""


async def test_the_desk_says_when_mail_does_not_flow(client: httpx.AsyncClient, home: House) -> None:
    assert "A worker does not run" in (await client.get("/organize")).text
    queue = Queue(home.settings.redis_url)
    beat = Heartbeat(at=home.clock())
    for service in SERVICES:
        await queue.beat(service, beat)
    assert "Mail is not flowing" not in (await client.get("/organize")).text
    await queue.beat("notify", msgspec.structs.replace(beat, smtp="535 5.7.8 Authentication failed", waiting=14))
    page = (await client.get("/organize")).text
    assert "does not take our messages" in page
    assert "14 messages wait." in page
    await queue.beat("notify", msgspec.structs.replace(beat, oldest_waiting=home.clock() - timedelta(minutes=11)))
    assert "more than ten minutes" in (await client.get("/organize")).text
    await queue.close()
    assert mail_trouble(None, home.clock()) is Trouble.QUEUE


async def test_without_a_session_the_desk_leads_to_the_sign_in(home: House) -> None:
    async with client_of(create_app(home.settings, house=home)) as client:
        answer = await client.get("/organize")
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Forganize")


async def test_an_open_date_may_be_another_open_one_and_only_who_takes_part_is_told(
    client: httpx.AsyncClient, home: House
) -> None:
    await register(home, SLUG, person(1), language="en", timezone="")
    await ask_to_be_told(home, SLUG, {"email": "asked@example.org"}, language="es", timezone="America/Mexico_City")
    await sent(home)
    later = {"precision": "quarter", "year": "2027", "quarter": "4", "timezone": "Europe/Paris"}
    shown = await client.post(f"/organize/events/{SLUG}/date", data=later)
    assert "Tell 1 person who takes part of the new date?" in shown.text
    assert "4th quarter 2027" in shown.text
    await client.post(f"/organize/events/{SLUG}/date", data={**later, "confirmed": "true"})
    [item] = await sent(home)
    assert isinstance(item, CalendarPut)
    assert (item.when.precision, item.when.quarter, item.timezone) == (Precision.QUARTER, 4, "Asia/Seoul")
    assert (await decide.concerned(home, await staff(home), SLUG)).asked == 1
    bad = await client.post(f"/organize/events/{SLUG}/date", data={"precision": "quarter", "year": "soon"})
    assert [f'id="error-{field}"' in bad.text for field in ("quarter", "year", "first")] == [True, True, False]


async def test_a_date_that_is_past_is_kept_and_told_to_nobody(client: httpx.AsyncClient, home: House) -> None:
    await register(home, SLUG, person(1), language="en", timezone="")
    await ask_to_be_told(home, SLUG, {"email": "asked@example.org"}, language="es", timezone="Asia/Seoul")
    await sent(home)
    past = {"first": (home.clock() - timedelta(days=30)).date().isoformat(), "timezone": "Asia/Seoul"}
    shown = (await client.post(f"/organize/events/{SLUG}/date", data=past)).text
    assert "This date is past" in shown
    assert "Keep the new date?" in shown
    assert "tell them" not in shown
    await client.post(f"/organize/events/{SLUG}/date", data={**past, "confirmed": "true"})
    assert [type(job) for job in await sent(home)] == [CalendarPut]
    await client.post(f"/organize/events/{SLUG}/date", data={**DATE, "confirmed": "true"})
    assert [type(job) for job in await sent(home)] == [CalendarPut, MessageSend], "who asked hears of the true date"


async def test_of_two_moves_at_once_the_second_is_told_what_is_kept(client: httpx.AsyncClient, home: House) -> None:
    page = (await client.get(f"/organize/events/{SLUG}/date")).text
    edition = page.partition('name="edition" value="')[2].partition('"')[0]
    first = {**DATE, "edition": edition, "confirmed": "true"}
    assert (await client.post(f"/organize/events/{SLUG}/date", data=first)).status_code == 303
    other = {**first, "first": "2027-10-05", "last": "2027-10-06"}
    late = await client.post(f"/organize/events/{SLUG}/date", data=other)
    assert late.status_code == 409
    assert "7 to" in late.text.partition("something else than what you typed")[2].partition("</p>")[0]
    assert 'value="2027-10-05"' in late.text
    other["edition"] = late.text.partition('name="edition" value="')[2].partition('"')[0]
    assert (await client.post(f"/organize/events/{SLUG}/date", data=other)).status_code == 303
