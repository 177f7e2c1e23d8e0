"""Who asked for a date wants no more of that event: by a mail program's one click, or on the page a mail leads to."""

from collections.abc import AsyncIterator
from datetime import datetime
from uuid import UUID

import httpx
import msgspec
import pytest

from services.notify.domain.items import item_id
from services.notify.operations import preferences, retention
from shared.contracts.notify import MessageSend
from shared.contracts.registration import WishEnded
from shared.house import House
from shared.identity.people import person_id
from tests.notify.jobs import ASHA, KEY, OPEN, apply, confirmed, mails, mark_sent, put, written
from tests.notify.updating import EVEN_LATER, LATER, kept, quiet_over, text
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.support.web import client_at

ITEM = item_id("registration", KEY)
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
async def notify(house: OpenHouse, clock: FakeClock) -> House:
    """Asha Mfano asked for the date of an event, and was told one."""
    notify = await house("notify")
    await apply(notify, put(when=OPEN, timezone=""), put(2), wish(2, "interest.fixed", notify.clock()))
    await quiet_over(notify, clock)
    return notify


@pytest.fixture
async def client(notify: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(notify) as client:
        yield client


def wish(revision: int, template: str, asked_at: datetime) -> MessageSend:
    letter = kept(template, str(revision))
    return msgspec.structs.replace(letter, item_revision=revision, asked_at=asked_at)


def page(house: House, item: UUID = ITEM) -> str:
    return f"/preferences/{house.links.token('preferences', person_id(ASHA.email))}/wish/{item}"


async def told(house: House) -> list[tuple[str, str]]:
    return [(row.template, row.state) for row in await written(house)]


async def ended(house: House) -> list[WishEnded]:
    """What registration is told."""
    async with house.db.reading() as tx:
        rows = await tx.conn.fetch("SELECT payload FROM outbox WHERE kind = 'wish.ended' ORDER BY id")
    return [msgspec.msgpack.decode(row["payload"], type=WishEnded) for row in rows]


async def wishes(house: House) -> list[str]:
    token = house.links.token("preferences", person_id(ASHA.email))
    return [each.title for each in (await preferences.show(house, token)).wishes]


async def test_every_letter_ends_it_by_one_click_and_a_get_does_not(
    notify: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    asked = notify.clock()
    await apply(notify, put(3, when=LATER), wish(3, "interest.moved", asked))
    await quiet_over(notify, clock)
    await apply(notify, put(4, when=OPEN, timezone=""), wish(4, "interest.reopened", asked))
    await quiet_over(notify, clock)
    await apply(notify, put(5, when=OPEN, timezone="", cancelled=True), wish(5, "interest.cancelled", asked))
    await quiet_over(notify, clock)
    assert [each[0] for each in await told(notify)] == [
        f"interest.{news}" for news in ("fixed", "moved", "reopened", "cancelled")
    ]
    url = "http://wego.test" + page(notify)
    for mail in await mails(notify):
        head = mail.split(b"\r\n\r\n")[0].decode().replace("\r\n ", " ")
        assert f"\r\nList-Unsubscribe: <{url}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click" in head
        assert f"No more messages about this event: {url}" in text(mail)
        assert text(mail, "html").count(f'href="{url}"') == 1


async def test_one_click_withholds_what_waits_and_nothing_more_comes(
    notify: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    asked = notify.clock()
    assert (await client.get(page(notify))).status_code == 200
    assert (await told(notify), await ended(notify)) == ([("interest.fixed", "queued")], [])
    assert await wishes(notify) == ["Smart Tech Korea Expo"]
    answer = await client.post(page(notify), data=ONE_CLICK)
    assert answer.status_code == 200
    assert "nothing more about the date of this event" in answer.text
    assert await told(notify) == [("interest.fixed", "withheld")]
    assert await ended(notify) == [WishEnded(key=KEY, email=ASHA.email, at=notify.clock())]
    await apply(notify, put(3, when=LATER), wish(3, "interest.moved", asked))
    await quiet_over(notify, clock)
    await apply(notify, put(4, when=LATER, cancelled=True), wish(4, "interest.cancelled", asked))
    await quiet_over(notify, clock)
    assert await told(notify) == [("interest.fixed", "withheld")]
    assert await wishes(notify) == []


async def test_who_asks_again_is_told_again_also_of_the_date_they_had_known(
    notify: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    await mark_sent(notify)
    await client.post(page(notify), data=ONE_CLICK)
    await apply(notify, put(3, when=OPEN, timezone=""))
    await quiet_over(notify, clock)
    await apply(notify, put(4), wish(4, "interest.fixed", notify.clock()))
    await quiet_over(notify, clock)
    assert await told(notify) == [("interest.fixed", "sent"), ("interest.fixed", "queued")]


async def test_a_registration_stays_as_it_is(notify: House, client: httpx.AsyncClient, clock: FakeClock) -> None:
    await client.post(page(notify), data=ONE_CLICK)
    await apply(notify, confirmed(ASHA), put(3, when=EVEN_LATER))
    await quiet_over(notify, clock)
    assert (await told(notify))[1:] == [("registration.confirmed", "queued"), ("event.moved", "queued")]


async def test_the_page_ends_it_and_says_so(notify: House, client: httpx.AsyncClient) -> None:
    shown = (await client.get(page(notify))).text
    assert "Events whose date you asked for" in shown
    assert f'method="post" action="{page(notify)}"' in shown
    answer = await client.post(page(notify), data={"wanted": "no"})
    base = page(notify).partition("/wish/")[0]
    assert (answer.status_code, answer.headers["location"]) == (303, f"{base}?done=ended#wishes")
    again = (await client.get(page(notify))).text
    assert "Events whose date you asked for" not in again
    assert "nothing more about the date of this event" in again


async def test_nothing_is_ended_that_was_never_asked(notify: House, client: httpx.AsyncClient) -> None:
    stranger = notify.links.token("preferences", person_id("lia@example.org"))
    for path in (page(notify, UUID(int=7)), f"/preferences/{stranger}/wish/{ITEM}"):
        assert (await client.post(path, data=ONE_CLICK)).status_code == 404
    assert await ended(notify) == []


async def test_that_it_was_ended_is_forgotten_with_the_event(
    notify: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    await client.post(page(notify), data=ONE_CLICK)
    for days, kept_rows in ((300, 1), (600, 0)):
        clock.advance(days=days)
        await retention.erase(notify)
        async with notify.db.reading() as tx:
            assert await tx.conn.fetchval("SELECT count(*) FROM wishes_ended") == kept_rows
