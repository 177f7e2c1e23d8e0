"""No page about a whole event says that people are told whose mail server knows no such mailbox."""

import re

import httpx
import pytest

from services.registration.operations.interest import ask_to_be_told
from services.registration.operations.register import register
from shared.house import House
from tests.registration.events import SLUG, load_event, person
from tests.registration.web.failing import bounce, fail
from tests.registration.web.registering import client, come, home

__all__ = ["client", "home"]
PAGE = f"/organize/events/{SLUG}"
DAY = '{ precision = "day", first = 2027-12-09, last = 2027-12-09 }'
NEXT = {"precision": "fixed", "first": "2027-12-10", "timezone": "Asia/Seoul"}
NONE = "%s of them %s no message, for the mail server knows no such mailbox: tell them another way."
LATER = "Changes within some minutes of each other become one message."
TWO = NONE % (2, "get")


def _main(page: str) -> str:
    """The text of the page, one space between words."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page[page.index("<h1>") :])).strip()


async def _four(home: House) -> None:
    """Two have a seat and two wait, and mail reaches one of each."""
    await load_event(home, "capacity = 2", DAY)
    await come(home, 1, 2, 3, 4)
    for dead in (2, 4):
        await bounce(home, f"person{dead}@example.org")


async def test_of_another_date(home: House, client: httpx.AsyncClient) -> None:
    await _four(home)
    said = _main((await client.post(f"{PAGE}/date", data=NEXT)).text)
    moves = "The entry moves in the calendar of those who have a seat."
    concerns = "This concerns 2 people who take part and 2 who wait for a place."
    assert f"{concerns} {TWO} The others get one. {moves} {LATER}" in said
    assert (said.startswith("Keep the new date?"), "Keep the date and tell them" in said) == (True, True)


async def test_of_an_open_date_who_asked_is_counted_too(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, when='{ precision = "month", year = 2027, month = 12 }')
    await come(home, 1)
    for asking in ("person1@example.org", "asks@example.org", "hears@example.org"):
        await ask_to_be_told(home, SLUG, {"email": asking}, language="en", timezone="Asia/Seoul")
    for dead in ("person1@example.org", "asks@example.org"):
        await bounce(home, dead)
    said = _main((await client.post(f"{PAGE}/date", data=NEXT)).text)
    concerns = "This concerns 1 person who takes part and 2 who asked to be told."
    assert f"{concerns} {TWO} The others get one. {LATER}" in said


async def test_where_mail_reaches_nobody_nobody_is_told(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, when=DAY)
    await come(home, 1, 2)
    for dead in (1, 2):
        await bounce(home, f"person{dead}@example.org")
    for path, data in (("date", NEXT), ("edit", {"title": "Another", "kind": "forum"})):
        page = (await client.post(f"{PAGE}/{path}", data=data)).text
        assert (TWO in page, "tell them<" in page, 'name="at_once"' in page, LATER in page) == (True, *[False] * 3)


@pytest.mark.parametrize(("known", "tone"), [(True, "warn"), (False, "ok")])
async def test_of_a_cancellation(home: House, client: httpx.AsyncClient, known: bool, tone: str) -> None:
    await load_event(home, "capacity = 2", DAY)
    await come(home, 1, 2, 3, 4)
    if known:
        await bounce(home, "person2@example.org")
        await bounce(home, "person4@example.org")
    dead = f"This concerns 2 people who take part and 2 who wait for a place. {TWO} The others get one."
    told = dead if known else "4 people who are registered or wait are told."
    entry = "The entry leaves the calendar of those who have a seat."
    asked = _main((await client.get(f"{PAGE}/cancel")).text)
    assert (told.partition(" 2 of")[0] in asked, TWO in asked, entry in asked) == (True, known, True)
    assert (await client.post(f"{PAGE}/cancel", data={"reason": "Rain."})).status_code == 303
    done = (await client.get(f"{PAGE}?done=cancelled")).text
    assert f"<p>{told} {entry}</p>" in done
    assert f'data-tone="{tone}"' in done[: done.index(told)].rpartition('class="notice"')[2]


async def test_of_a_change_and_a_seat_that_opens(home: House, client: httpx.AsyncClient) -> None:
    await _four(home)
    body = {"title": "Another", "kind": "forum", "capacity": "3"}
    said = _main((await client.post(f"{PAGE}/edit", data=body)).text)
    seat = "This concerns 2 people who take part. 1 person of the waiting list gets a seat at once."
    one = NONE % (1, "gets")
    assert f"{seat} {one} The others get one. The entry in their calendar changes. {LATER}" in said


async def test_of_a_session_who_chose_it_is_counted_alone(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, when='{ precision = "day", first = 2027-12-09, last = 2027-12-10 }')
    sessions = {"items": [{"title": "Opening", "day": 1, "begins": "09:00", "ends": "10:00"}, {"title": "Panel"}]}
    assert (await client.put(f"/api/v1{PAGE}/sessions", json=sessions)).status_code == 200
    for number, chosen in ((1, ["opening"]), (2, ["opening"]), (3, ["panel"])):
        await come(home, number, sessions=chosen)
    await bounce(home, "person2@example.org")
    await bounce(home, "person3@example.org")
    later = {"title": "Opening", "day": "2", "begins": "09:00", "ends": "10:00"}
    said = _main((await client.post(f"{PAGE}/programme/opening", data=later)).text)
    entry = "The entry in their calendar names it as it is now."
    words = f"{NONE % (1, 'gets')} The others get one. {entry} {LATER}"
    assert f"2 people who take part chose it. {words}" in said


async def test_a_personal_page_says_that_mail_does_not_arrive(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, when=DAY)
    came = await register(home, SLUG, person(1), language="en", timezone="Asia/Seoul")
    mine = f"/r/{home.links.token('registration', came.answer.id, came.answer.link_version)}"
    assert "The invitation goes to person1@example.org." in (await client.get(mine)).text
    await fail(home, "person1@example.org")
    assert "Mail to person1@example.org did not arrive" in (await client.get(mine)).text
    await bounce(home, "person1@example.org")
    page = (await client.get(mine)).text
    assert ("goes to person1@" in page, "Mail to person1@example.org does not arrive" in page) == (False, True)
    assert '<a href="#address">Correct the address</a>' in page
    right = await client.post(f"{mine}/address", data={"email": "right@example.org"})
    page = (await client.get(right.headers["location"])).text
    assert ("not arrive" in page, "The invitation goes to right@example.org." in page) == (False, True)
