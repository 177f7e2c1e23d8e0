"""The desk of an event: it is cancelled, decisions are noted, and mail that does not flow is told."""

from datetime import timedelta

import httpx
import msgspec
import pytest

from services.registration.domain.mail_flow import Trouble, mail_trouble
from services.registration.operations import decide
from services.registration.operations.my_registration import show
from services.registration.operations.register import register
from shared.contracts.notify import CalendarPut, MessageSend
from shared.errors import Conflict, Forbidden
from shared.house import House
from shared.identity import store
from shared.queue import Heartbeat, Queue
from shared.settings import SERVICES
from tests.registration.desk import staff
from tests.registration.events import SLUG, load_event, person, sent
from tests.registration.web.deciding import DATE, OPEN, ask, client, home, letters
from tests.support.web import client_at

__all__ = ["client", "home"]


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
    async with client_at(home) as client:
        answer = await client.get("/organize")
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Forganize")
