"""Mail that did not arrive stands beside the registration, until one arrives or the address is another."""

import re
from datetime import timedelta

import httpx
import pytest

from services.registration.domain.privacy import REGISTRATIONS_KEPT
from services.registration.operations import registrant
from services.registration.operations.forget import forget
from shared.house import House
from tests.registration.desk import staff, token, trail
from tests.registration.events import SLUG, load_event, sent
from tests.registration.web.failing import bounce, fail
from tests.registration.web.registering import TABLE, client, come, home
from tests.support.clock import FakeClock

__all__ = ["client", "home"]


async def _names(client: httpx.AsyncClient, query: str = "?mail=failed") -> list[str]:
    return re.findall(r'scope="row"><a [^>]+><bdi>(.*?)</bdi>', (await client.get(TABLE + query)).text)


async def test_it_stands_in_the_table_on_the_page_and_in_the_filter(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    one, two = await come(home, 1, 2)
    assert await _names(client) == []
    await fail(home, "PERSON1@example.org")
    assert await _names(client) == ["Person 1"]
    assert 'data-is="failed">Mail failed</span>' in (await client.get(TABLE)).text
    page = (await client.get(f"{TABLE}/{one}")).text
    assert "Mail to this address did not arrive" in page
    assert "550 5.1.1 &lt;no such user&gt;" in page
    assert "did not arrive" not in (await client.get(f"{TABLE}/{two}")).text
    api = f"/api/v1{TABLE}"
    listed = (await client.get(api, params={"mail": "failed"}, headers=await token(home))).json()
    assert [(line["name"], line["mail_failed"], listed["total"]) for line in listed["items"]] == [("Person 1", True, 1)]
    assert (await client.get(f"{api}/{one}", headers=await token(home))).json()["mail_failed"] is True
    assert (await client.get(api, params={"mail": "lost"}, headers=await token(home))).status_code == 422


async def test_what_is_older_changes_nothing_and_what_arrived_takes_it_away(
    home: House, client: httpx.AsyncClient
) -> None:
    await load_event(home)
    await come(home, 1)
    await fail(home, "person1@example.org", 5, failed=False)
    await fail(home, "person1@example.org", 4)
    assert await _names(client) == []
    for _ in range(2):
        await fail(home, "person1@example.org", 6)
    assert await _names(client) == ["Person 1"]


async def test_another_address_is_not_marked_by_the_old(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    (one,) = await come(home, 1)
    await fail(home, "person1@example.org")
    await client.patch(f"/api/v1{TABLE}/{one}", json={"email": "right@example.org"}, headers=await token(home))
    assert await _names(client) == []


async def test_a_link_to_where_mail_failed_is_no_success(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    (one,) = await come(home, 1)
    page = (await client.get(f"{TABLE}/{one}")).text
    assert ("Send the personal link again" in page, "did not arrive" in page) == (True, False)
    await fail(home, "person1@example.org")
    page = (await client.get(f"{TABLE}/{one}")).text
    assert "Try the personal link once more" in page
    assert "Send the personal link again" not in page
    done = await client.post(f"{TABLE}/{one}", data={"do": "link"})
    said = (await client.get(done.headers["location"])).text
    assert "on its way" not in said
    assert "The link was tried once more" in said
    assert len(await sent(home)) == 1
    await fail(home, "person1@example.org", 2, failed=False)
    assert "The personal link is on its way" in (await client.get(done.headers["location"])).text


async def test_to_an_address_without_a_mailbox_no_link_goes(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    (one,) = await come(home, 1)
    await fail(home, "person1@example.org")
    await bounce(home, "Person1@example.org")
    page = (await client.get(f"{TABLE}/{one}")).text
    assert 'value="link"' not in page
    assert "550 5.1.1 &lt;no such user&gt;" in page
    assert 'href="/organize/messages#addresses"' in page
    done = await client.post(f"{TABLE}/{one}", data={"do": "link"})
    said = (await client.get(done.headers["location"])).text
    assert ("The personal link was not sent" in said, "on its way" in said) == (True, False)
    api = await client.post(f"/api/v1{TABLE}/{one}/link", headers=await token(home))
    assert (api.status_code, api.json()["type"].rpartition(":")[2]) == (409, "no-mailbox")
    assert await sent(home) == []
    assert await trail(home, "registration.link_sent") == []
    await bounce(home, "person1@example.org", 2, count=0)
    assert (await client.post(f"{TABLE}/{one}", data={"do": "link"})).headers["location"].endswith("done=link")
    assert len(await sent(home)) == 1


@pytest.mark.parametrize("more", ["", "approval = true"])
async def test_where_mail_failed_nobody_takes_leave(home: House, more: str) -> None:
    await load_event(home, more)
    one, two = await come(home, 1, 2)
    await fail(home, "person1@example.org")
    quiet = []
    for id_ in (one, two):
        ada = await staff(home)
        await registrant.change(home, ada, SLUG, id_, {"email": f"right.{id_}@example.org"})
        farewell, _ = await sent(home)
        quiet.append(getattr(farewell, "quiet", False))
    assert quiet == [True, False]


async def test_it_is_forgotten_with_the_registration_and_of_unknown_events_nothing_is_kept(
    home: House, clock: FakeClock
) -> None:
    await load_event(home)
    await come(home, 1)
    await fail(home, "person1@example.org")
    await fail(home, "person1@example.org", key="event:01980b5e-8c00-7000-8000-000000000001")
    async with home.db.reading() as tx:
        over = await tx.conn.fetchval("SELECT over_at FROM events")
        assert await tx.conn.fetchval("SELECT count(*) FROM mail_failures") == 1
    clock.move_to(over + REGISTRATIONS_KEPT + timedelta(seconds=1))
    await forget(home)
    async with home.db.reading() as tx:
        assert await tx.conn.fetchval("SELECT count(*) FROM mail_failures") == 0
