"""The page under the link in every mail: language, zone, and the address of the personal feed."""

import re

import httpx
import pytest

from shared.house import House
from shared.identity.people import person_id
from tests.notify.jobs import ASHA, apply, confirmed, letter, mails, put


@pytest.fixture
def path(local: House) -> str:
    return "/preferences/" + local.links.token("preferences", person_id(ASHA.email))


def feed_of(page: str) -> str:
    found = re.search(r"http://wego\.test(/calendar/mine/[\w-]+\.ics)", page)
    assert found
    return found[1]


def chosen(page: str, field: str) -> str:
    select = page[page.index(f'name="{field}"') :]
    found = re.search(r'value="([^"]*)" selected', select[: select.index("</select>")])
    return found[1] if found else ""


async def test_the_link_stands_in_the_mail(local: House, path: str) -> None:
    await apply(local, put(), confirmed(ASHA))
    assert f"http://wego.test{path}".encode() in (await mails(local))[0].replace(b"=\r\n", b"")


async def test_it_begins_with_what_came_with_the_newest_message(
    local: House, client: httpx.AsyncClient, path: str
) -> None:
    await apply(local, put(), confirmed(ASHA))
    answer = await client.get(path)
    assert (chosen(answer.text, "language"), chosen(answer.text, "timezone")) == ("en", "Africa/Nairobi")
    assert "asha@example.org" in answer.text
    assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == ("no-store", "no-referrer")


async def test_before_the_first_message_it_begins_with_the_browser(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path, headers={"Accept-Language": "fr", "Cookie": "wego_zone=Africa/Lagos"})
    assert (chosen(answer.text, "language"), chosen(answer.text, "timezone")) == ("fr", "Africa/Lagos")


async def test_a_choice_holds_for_every_later_mail(local: House, client: httpx.AsyncClient, path: str) -> None:
    await apply(local, put(), confirmed(ASHA))
    kept = await client.post(path, data={"language": "ko", "timezone": "Asia/Calcutta"})
    assert (kept.status_code, kept.headers["location"]) == (303, f"{path}?done=kept")
    answer = await client.get(kept.headers["location"])
    assert "From now on, messages to this address come like this." in answer.text
    assert (chosen(answer.text, "language"), chosen(answer.text, "timezone")) == ("ko", "Asia/Kolkata")
    await apply(local, letter(ASHA))
    first, second = await mails(local)
    assert b"Content-Language: en\r\n" in first
    assert b"Content-Language: ko\r\n" in second


async def test_it_can_be_chosen_before_the_first_message(local: House, client: httpx.AsyncClient, path: str) -> None:
    await client.post(path, data={"language": "es", "timezone": "America/Mexico_City"})
    await apply(local, put(), confirmed(ASHA))
    assert b"Content-Language: es\r\n" in (await mails(local))[0]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"language": "tlh", "timezone": "Asia/Seoul"}, ["Choose one of the languages"]),
        ({"language": "ko", "timezone": "Mars/Olympus"}, ["Choose a city from the list"]),
        ({}, ["Choose one of the languages", "Choose a city from the list"]),
    ],
)
async def test_what_does_not_exist_is_refused_beside_its_field(
    local: House, client: httpx.AsyncClient, path: str, form: dict[str, str], words: list[str]
) -> None:
    answer = await client.post(path, data={"x": "y", **form})
    assert answer.status_code == 422
    for each in words:
        assert answer.text.count(each) == 2  # on top and beside
    async with local.db.reading() as tx:
        assert await tx.conn.fetchval("SELECT count(*) FROM people") == 0


async def test_a_new_address_for_the_feed_ends_the_old_one(local: House, client: httpx.AsyncClient, path: str) -> None:
    await apply(local, put(), confirmed(ASHA))
    page = (await client.get(path)).text
    old = feed_of(page)
    assert (await client.get(old)).status_code == 200
    form = {"version": re.findall(r'name="version" value="(\d+)"', page)[0]}
    for _ in range(2):  # the same form twice renews once
        answer = await client.post(f"{path}/calendar", data=form)
        assert answer.status_code == 303
    new = feed_of((await client.get(path)).text)
    assert new != old
    assert (await client.get(old)).status_code == 410
    assert (await client.get(new)).status_code == 200


async def test_a_get_changes_nothing_and_strangers_see_nothing(client: httpx.AsyncClient, path: str) -> None:
    before = feed_of((await client.get(path)).text)
    led = await client.get(f"{path}/calendar", follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (303, path)
    assert feed_of((await client.get(path)).text) == before
    assert (await client.get("/preferences/nonsense")).status_code == 404
    assert (await client.post("/preferences/nonsense", data={"language": "ko"})).status_code == 404
    odd = await client.post(f"{path}/calendar", data={"version": "99999999999999999999"})
    assert odd.status_code == 303
