"""What an organizer sees of mail and does with it; who is no organizer sees and does nothing."""

from collections.abc import AsyncIterator

import httpx
import pytest

from services.notify.domain.deliveries import Outcome
from services.notify.domain.messages import MESSAGES
from services.notify.operations import deliver
from services.notify.web import message_words
from shared.house import House
from shared.identity.accounts import add_staff
from shared.identity.cookie import cookie_name
from shared.identity.people import person_id
from shared.identity.sessions import redeem, sign_in_link
from shared.web.reader import ZONE_COOKIE
from tests.notify.jobs import ASHA, MINSU, apply, cancelled, confirmed, letter, put
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.support.web import client_at

PAGE = "/organize/messages"


@pytest.fixture
async def notify(house: OpenHouse) -> House:
    return await house("notify")


@pytest.fixture
async def client(notify: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(notify) as client:
        yield client


async def sign_in(house: House, client: httpx.AsyncClient, role: str) -> None:
    address = f"{role}@office.example"
    await add_staff(house.db, email=address, role=role)
    link = await sign_in_link(house.db, address)
    client.cookies.set(cookie_name(secure=False), await redeem(house.db, link.partition("link=")[2]))


async def fail(house: House, outcome: Outcome = Outcome.REFUSED, reply: str = "550 5.7.1 Not here") -> str:
    """Everything that waits is tried once and fails; the address of the last one's page."""
    claimed = await deliver.claim(house, 10)
    for mail in claimed:
        await deliver.begin(house, mail)
        await deliver.settle(house, mail, outcome, reply)
    return f"{PAGE}/{claimed[-1].id}"


async def states(house: House) -> list[str]:
    async with house.db.reading() as tx:
        return [row["state"] for row in await tx.conn.fetch("SELECT state FROM deliveries ORDER BY id")]


async def trail(house: House) -> list[tuple[str, object, object]]:
    async with house.db.reading() as tx:
        rows = await tx.conn.fetch(
            "SELECT action, old, new FROM identity.audit WHERE action LIKE 'message%' OR action LIKE 'address%'"
        )
    return [tuple(row) for row in rows]


async def test_only_staff_get_in_and_only_organizers_change(notify: House, client: httpx.AsyncClient) -> None:
    await apply(notify, put(), confirmed())
    one = await fail(notify)
    assert (await client.get(PAGE)).status_code == 303
    assert (await client.post(f"{one}/again")).status_code in (303, 401)
    await sign_in(notify, client, "trainer")
    assert [(await client.get(path)).status_code for path in (PAGE, one)] == [403, 403]
    await sign_in(notify, client, "viewer")
    assert [(await client.get(path)).status_code for path in (PAGE, one)] == [200, 200]
    assert (await client.post(f"{one}/again")).status_code == 403
    assert (await client.post(f"{PAGE}/release", data={"address": MINSU.email})).status_code == 403
    assert await states(notify) == ["dead"]


async def test_what_failed_is_sent_again_with_the_same_bytes_and_stands_in_the_trail(
    notify: House, client: httpx.AsyncClient
) -> None:
    await apply(notify, put(), confirmed())
    one = await fail(notify)
    await sign_in(notify, client, "organizer")
    page = (await client.get(one)).text
    assert "550 5.7.1 Not here" in page
    assert "Send again" in page
    answer = await client.post(f"{one}/again")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{one}?done=again")
    assert await states(notify) == ["queued"]
    assert await trail(notify) == [("message.sent_again", {"state": "dead"}, {"state": "queued"})]
    assert (await client.post(f"{one}/again")).status_code == 409, "it is on its way"
    (mail,) = await deliver.claim(notify, 5)
    assert str(mail.id).encode() in mail.mail
    await deliver.settle(notify, mail, Outcome.ACCEPTED, "250 2.0.0 Queued as 7")
    page = (await client.get(one)).text
    assert page.index("550 5.7.1 Not here") < page.index("250 2.0.0 Queued as 7")
    assert "sent again by a member of staff" in page
    assert (await client.post(f"{one}/again")).status_code == 409, "it has arrived"


async def test_an_address_is_released_and_then_the_message_can_go(notify: House, client: httpx.AsyncClient) -> None:
    await apply(notify, put(), confirmed())
    one = await fail(notify, Outcome.NO_MAILBOX, "550 5.1.1 No such user")
    await sign_in(notify, client, "organizer")
    assert (await client.post(f"{one}/again")).status_code == 409
    assert MINSU.email in (await client.get(PAGE)).text.split('id="addresses"')[1]
    assert (await client.post(f"{PAGE}/release", data={"address": MINSU.email})).status_code == 303
    assert (await client.post(f"{PAGE}/release", data={"address": MINSU.email})).status_code == 303
    assert MINSU.email not in (await client.get(PAGE)).text.split('id="addresses"')[1]
    assert await trail(notify) == [("address.released", {"suppressed": "550 5.1.1 No such user"}, {"suppressed": ""})]
    async with notify.db.reading() as tx:
        subject = await tx.conn.fetchval("SELECT subject FROM identity.audit WHERE action = 'address.released'")
    assert subject == f"person:{person_id(MINSU.email)}"
    assert (await client.post(f"{one}/again")).status_code == 303
    assert await states(notify) == ["queued"]


async def test_what_was_looked_at_leaves_the_desk_and_stays_in_the_list(
    notify: House, client: httpx.AsyncClient
) -> None:
    await apply(notify, put(), confirmed())
    await fail(notify)
    button = "I have looked at 1 failed message"
    await sign_in(notify, client, "viewer")
    assert button not in (await client.get(f"{PAGE}?group=failed")).text
    await sign_in(notify, client, "organizer")
    page = (await client.get(f"{PAGE}?group=failed")).text
    assert button in page
    until = page.partition('name="until" value="')[2].partition('"')[0]
    answer = await client.post(f"{PAGE}/looked-at", data={"until": until})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?done=looked.1")
    assert "no longer asks for them" in (await client.get(answer.headers["location"])).text
    page = (await client.get(f"{PAGE}?group=failed")).text
    assert (button in page, MINSU.email in page) == (False, True)
    [(action, _, new)] = await trail(notify)
    assert (action, new) == ("message.failures_seen", {"count": "1", "until": until})
    assert (await client.post(f"{PAGE}/looked-at", data={"until": "soon"})).status_code == 422


async def test_what_was_overtaken_is_not_sent_again(notify: House, client: httpx.AsyncClient) -> None:
    await apply(notify, put(), confirmed())
    one = await fail(notify)
    await apply(notify, cancelled())
    await sign_in(notify, client, "organizer")
    answer = await client.post(f"{one}/again")
    assert answer.status_code == 409
    assert "A newer message about the same event" in answer.text
    assert await states(notify) == ["dead", "queued"]


async def test_a_text_that_was_erased_cannot_be_sent(notify: House, client: httpx.AsyncClient) -> None:
    await apply(notify, put(), confirmed())
    one = await fail(notify)
    async with notify.db.transaction() as tx:
        await tx.conn.execute("UPDATE deliveries SET mail = NULL")
    await sign_in(notify, client, "organizer")
    assert (await client.post(f"{one}/again")).status_code == 409


async def test_search_and_filter(notify: House, client: httpx.AsyncClient) -> None:
    await apply(notify, put(), confirmed())
    await fail(notify)
    await apply(notify, letter(ASHA))
    await sign_in(notify, client, "organizer")

    async def shown(query: str) -> list[bool]:
        page = (await client.get(f"{PAGE}?{query}")).text
        return [address in page for address in (MINSU.email, ASHA.email)]

    assert await shown("") == [True, True]
    assert await shown("q=MINSU") == [True, False]
    assert await shown("q=tech+korea") == [True, True]
    assert await shown("q=%25") == [False, False]
    assert await shown("group=failed") == [True, False]
    assert await shown("group=waiting") == [False, True]
    assert await shown("group=sent") == [False, False]
    assert await shown("group=nonsense&before=nonsense") == [True, True]


@pytest.mark.parametrize("count", [1, 3, 51])
async def test_pages(notify: House, client: httpx.AsyncClient, count: int, clock: FakeClock) -> None:
    await apply(notify, put(), *(letter(key=f"letter {number}") for number in range(count)))
    await sign_in(notify, client, "organizer")
    page = (await client.get(PAGE)).text
    assert page.count(f'href="{PAGE}/0') == min(count, 50)
    assert ("Older messages" in page) is (count > 50)
    if count > 50:
        older = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
        assert (await client.get(older)).text.count(f'href="{PAGE}/0') == 1


async def test_every_kind_state_and_outcome_has_words() -> None:
    assert message_words.missing() == set()
    assert "by the participant" not in MESSAGES["registration.cancelled"].called, "the desk cancels too"


async def test_moments_are_by_the_clock_of_the_secretariat_as_on_the_rest_of_the_desk(
    notify: House, client: httpx.AsyncClient
) -> None:
    await apply(notify, put(), confirmed())
    one = await fail(notify)
    await sign_in(notify, client, "organizer")
    for path in (PAGE, one):
        assert "1 March 2027, 12:00 Seoul" in (await client.get(path)).text
    client.cookies.set(ZONE_COOKIE, "Europe/Istanbul")
    for path in (PAGE, one):
        assert "1 March 2027, 06:00 Istanbul" in (await client.get(path)).text
