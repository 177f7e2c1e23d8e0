"""An event's own page: what is known, what is open, what the sources say, and the one action."""

import re
from datetime import UTC, datetime

import httpx
import pytest

from services.registration.operations.load_programme import load_programme
from shared.house import House
from tests.registration.programme.files import EXPO, programme, real
from tests.support.clock import FakeClock
from tests.support.statements import counted


def words(page: str) -> str:
    """The main part without tags."""
    main = page.split("<main", 1)[1].split("</main>", maxsplit=1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


async def test_an_event_with_an_agenda(registration: House, client: httpx.AsyncClient) -> None:
    await load_programme(registration, real(), move_years=7)
    client.cookies.set("wego_zone", "Africa/Nairobi")
    page = (await client.get("/events/neascn-pre-workshop-2020")).text
    text = words(page)
    assert "Webinar, Northeast Asia Smart Cities Network" in text
    assert "Thursday 9 December 2027, 15:00 to 17:00 Seoul (09:00 to 11:00 Nairobi)" in text
    assert "The date in the source: Wednesday 9 December 2020, 15:00 to 17:00 Seoul" in text
    assert "Your time, Nairobi 09:00 to 11:00 EAT, UTC+3, the same day" in text
    assert "Nobutsugu Miyama Program Officer, Trilateral Cooperation Secretariat" in text
    assert "NEASCN China, Japan, South Korea, Russia and Mongolia" in text
    assert 'href="/calendar/events/neascn-pre-workshop-2020.ics"' in page
    assert 'href="/events/neascn-pre-workshop-2020/register"' in page
    assert "Register for 9 December 2027" in text
    assert 'href="/?year=2027#q4"' in page


async def test_an_open_date(registration: House, client: httpx.AsyncClient) -> None:
    await load_programme(registration, real(), move_years=6)
    page = (await client.get("/events/general-assembly-5")).text
    text = words(page)
    assert "The date and the host city are open" in text
    assert '<form class="row" method="post" action="/events/general-assembly-5/interest">' in page
    assert 'name="email"' in page
    assert "3 days, 8 parts" in text
    assert "What is still open The day The host city" in text
    assert "the page on governance meetings says TBD, third quarter." in text
    assert "Until it is settled we show: 3rd quarter 2027, to be confirmed." in text
    assert "The sources speak of the date before it was moved: 3rd quarter 2021, to be confirmed." in text
    assert ".ics" not in page  # no day is known: there is nothing to put into a calendar
    assert "Open; the invitation follows when the date is fixed" in text


@pytest.mark.parametrize(
    ("slug", "still_open"),
    [
        ("smart-health-responder-workshop-2021", "What is still open The hours"),
        ("activities-kickoff-2021", "What is still open When it ends"),
        ("smart-tech-korea-expo-2021", "What is still open The hours The venue"),
        ("regional-strategy-workshops-2021", "What is still open The day The place, or whether it is online"),
    ],
)
async def test_what_is_still_open(registration: House, client: httpx.AsyncClient, slug: str, still_open: str) -> None:
    await load_programme(registration, real(), move_years=7)
    assert still_open in words((await client.get(f"/events/{slug}")).text)


async def test_year_round(registration: House, client: httpx.AsyncClient) -> None:
    await load_programme(registration, real(), move_years=6)
    page = (await client.get("/events/virtual-networking-2021")).text
    assert "Throughout 2027" in page
    assert 'href="/?year=2027#all-year"' in page
    assert "/interest" not in page  # nothing to wait for
    assert ".ics" not in page


async def test_past_and_cancelled(registration: House, client: httpx.AsyncClient, clock: FakeClock) -> None:
    await load_programme(registration, real())
    page = (await client.get("/events/neascn-pre-workshop-2020")).text
    assert "This event has taken place Attendance as reported: more than 150." in words(page)
    assert "/register" not in page
    assert ".ics" not in page

    await load_programme(registration, programme(EXPO))
    clock.move_to(datetime(2027, 4, 1, tzinfo=UTC))
    async with registration.db.connection() as conn:
        await conn.execute("UPDATE events SET cancelled_at = '2027-03-01' WHERE slug = 'expo'")
    page = (await client.get("/events/expo")).text
    assert "This event was cancelled" in words(page)
    assert "/register" not in page


async def test_seats(registration: House, client: httpx.AsyncClient) -> None:
    await load_programme(registration, programme(EXPO))
    async with registration.db.connection() as conn:
        await conn.execute("UPDATE events SET confirmed_count = 40, waitlisted_count = 2, registration_opens = NULL")
    text = words((await client.get("/events/expo")).text)
    assert "Seats 40 of 40 seats taken 2 people are waiting" in text
    assert "Full, waiting list open" in text


@pytest.mark.parametrize(
    ("closes", "until"),
    [
        ("2027-04-02T01:00+02:00", "Open until Friday 2 April 2027"),
        ("2027-04-02T00:00+02:00", "Open until Thursday 1 April 2027"),
    ],
)
async def test_the_last_day_is_by_the_clock_of_the_event(
    registration: House, client: httpx.AsyncClient, closes: str, until: str
) -> None:
    """In Paris."""
    await load_programme(registration, programme(EXPO))
    async with registration.db.connection() as conn:
        await conn.execute(f"UPDATE events SET registration_opens = NULL, registration_closes = '{closes}'")  # noqa: S608  # from the table above
    assert until in words((await client.get("/events/expo")).text)


async def test_the_address_for_confirmed_people_stands_nowhere(registration: House, client: httpx.AsyncClient) -> None:
    secret = "https://meet.example/secret"
    text = EXPO.replace("capacity = 40", f'join_url = "{secret}"')
    await load_programme(registration, programme(text))
    for path in ("/", "/?year=2027", "/events/expo", "/api/v1/events", "/api/v1/events/expo"):
        assert secret not in (await client.get(path)).text


async def test_unknown(client: httpx.AsyncClient) -> None:
    assert (await client.get("/events/nope")).status_code == 404
    assert (await client.get("/api/v1/events/nope")).status_code == 404


async def test_markup_in_a_title_is_text(registration: House, client: httpx.AsyncClient) -> None:
    await load_programme(registration, programme(EXPO.replace('title = "Opening"', "title = '<script>x</script>'")))
    page = (await client.get("/events/expo")).text
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


async def test_an_event_costs_one_statement(registration: House, client: httpx.AsyncClient) -> None:
    await load_programme(registration, real())
    async with counted(registration) as seen:
        await client.get("/events/activities-kickoff-2021")
    assert len(seen) == 1
