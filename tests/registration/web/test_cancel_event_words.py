"""What the page says before an event is cancelled is true of this event, and of what its people get."""

import re

import httpx
import pytest

from services.registration.operations.interest import ask_to_be_told
from shared.contracts.notify import CalendarPut
from shared.house import House
from tests.registration.events import SLUG, load_event, sent
from tests.registration.web.registering import client, come, home

__all__ = ["client", "home"]
PAGE = f"/organize/events/{SLUG}/cancel"
DAY = '{ precision = "day", first = 2027-12-09, last = 2027-12-09 }'
TENTATIVE = '{ precision = "day", first = 2027-12-09, last = 2027-12-09, tentative = true }'
MONTH = '{ precision = "month", year = 2027, month = 12 }'
YEAR = '{ precision = "year", year = 2027 }'
FINAL = "Nobody can register any more. This cannot be taken back."
TWO = "2 people who are registered or wait are told."
LEFT = "Where a calendar still has an entry of it, the entry goes."


async def _said(client: httpx.AsyncClient) -> list[str]:
    text = (await client.get(PAGE)).text
    return re.findall(r"<li>(.*?)</li>", text[text.index("<h1>") : text.index("<form", text.index("<h1>"))])


@pytest.mark.parametrize(
    ("when", "entry"),
    [
        (DAY, "The entry leaves their calendar."),
        (TENTATIVE, "The entry leaves their calendar."),
        (MONTH, LEFT),
        (YEAR, LEFT),
    ],
)
async def test_of_an_open_date_an_entry_may_be_left_from_before(
    home: House, client: httpx.AsyncClient, when: str, entry: str
) -> None:
    await load_event(home, when=when)
    await come(home, 1, 2)
    assert await _said(client) == [TWO, entry, FINAL]


async def test_who_waits_has_none(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "capacity = 1", DAY)
    await come(home, 1, 2)
    assert await _said(client) == [TWO, "The entry leaves the calendar of those who have a seat.", FINAL]


async def test_who_waits_for_approval_has_none(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "approval = true", DAY)
    await come(home, 1)
    assert await _said(client) == ["1 person who is registered or waits is told.", FINAL]


async def test_where_nobody_is_registered(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, when=MONTH)
    assert await _said(client) == ["Nobody is registered, so no message goes out.", FINAL]
    assert 'name="at_once"' not in (await client.get(PAGE)).text
    await ask_to_be_told(home, SLUG, {"email": "one@example.org"}, language="en", timezone="Asia/Seoul")
    told = "1 person who asked to be told of the date gets a message."
    assert await _said(client) == ["Nobody is registered.", told, FINAL]


async def test_of_one_that_is_over_nobody_is_told(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, when=DAY)
    await come(home, 1)
    async with home.db.transaction() as tx:
        await tx.conn.execute("UPDATE events SET over_at = $1", tx.now)
    assert await _said(client) == ["Its date is past, so nobody is written to.", FINAL]


async def test_a_long_reason_takes_nothing_that_was_chosen(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, when=DAY)
    await come(home, 1)
    refused = await client.post(PAGE, data={"reason": "x" * 501, "at_once": "true"})
    assert (refused.status_code, 'value="true" checked' in refused.text) == (422, True)
    assert [job for job in await sent(home) if isinstance(job, CalendarPut)] == []


async def test_the_public_page_of_a_cancelled_event_counts_no_seats(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "capacity = 1", DAY)
    await come(home, 1, 2)
    page = (await client.get(f"/events/{SLUG}")).text
    assert ("1 of 1 seat taken" in page, "1 person is waiting" in page) == (True, True)
    assert (await client.post(PAGE, data={"reason": "Rain."})).status_code == 303
    page = (await client.get(f"/events/{SLUG}")).text
    assert ("seat taken" in page, "is waiting" in page) == (False, False)


async def test_of_a_date_that_is_open_again_an_entry_is_still_taken_back(
    home: House, client: httpx.AsyncClient
) -> None:
    await load_event(home, when=DAY)
    await come(home, 1, 2)
    opened = {"precision": "month", "year": "2027", "month": "12", "confirmed": "true"}
    assert (await client.post(f"/organize/events/{SLUG}/date", data=opened)).status_code == 303
    assert await _said(client) == [TWO, LEFT, FINAL]
