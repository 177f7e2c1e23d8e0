"""The list of trainings and a cohort's own page."""

import re
from datetime import UTC, datetime

import httpx
import pytest

from services.training.operations.load_programmes import load_programmes
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.statements import counted
from tests.training.files import JEJU, SEOUL, programme, real


def words(page: str) -> str:
    """The main part without tags."""
    main = page.split("<main", 1)[1].split("</main>", maxsplit=1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def cards(page: str) -> list[str]:
    return re.findall(r'<h3><a href="([^"]+)">', page)


async def test_each_programme_with_its_newest_cohort(
    training: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    await load_programmes(training, real(), move_years=6)
    await load_programmes(training, programme(SEOUL))
    await load_programmes(training, programme(SEOUL.replace("2027", "2028")))
    page = (await client.get("/training")).text
    assert cards(page) == [
        "/training/chengdu-smart-city-2027",
        "/training/seoul-smart-sustainable-cities-2027",
        "/training/jeju-joint-workshop-2027",
        "/training/seoul-2028",
    ]
    text = words(page)
    assert "Training, Jeju, 4 days WeGO-NIA-AfDB Joint Workshop Smart Cities and Digital Government" in text
    assert "October 2027, first day still open" in text
    assert "30 to 40 seats" in text
    assert "What is past" not in text
    clock.move_to(datetime(2027, 12, 1, tzinfo=UTC))
    text = words((await client.get("/training")).text)
    assert text.index("What comes next") < text.index("Smart City Course") < text.index("What is past")


async def test_nothing_yet(client: httpx.AsyncClient) -> None:
    assert "No training is planned yet" in (await client.get("/training")).text


async def test_a_cohort(training: House, client: httpx.AsyncClient) -> None:
    await load_programmes(training, real(), move_years=6)
    page = (await client.get("/training/chengdu-smart-city-2027")).text
    text = words(page)
    assert "Training, Chengdu, 2 weeks" in text
    assert "3rd quarter 2027, to be confirmed" in text
    assert "The date in the source: 3rd quarter 2021, to be confirmed." in text
    assert "Modules on the development lifecycle of digital services" in text
    assert "What is still open The first day The timetable The number of seats" in text
    assert "Where Chengdu, China" in text
    assert ".ics" not in page


async def test_a_fixed_date_can_go_into_a_calendar(
    training: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    await load_programmes(training, programme(JEJU))
    page = (await client.get("/training/jeju-2027")).text
    assert 'href="/calendar/training/jeju-2027.ics"' in page
    assert "Monday 4 to Thursday 7 October 2027, Jeju time" in words(page)
    clock.move_to(datetime(2027, 10, 7, 15, tzinfo=UTC))
    page = (await client.get("/training/jeju-2027")).text
    assert ".ics" not in page
    assert "Has taken place" in words(page)


async def test_a_programme_leads_to_its_newest_cohort(training: House, client: httpx.AsyncClient) -> None:
    await load_programmes(training, programme(SEOUL))
    await load_programmes(training, programme(SEOUL.replace("2027", "2028")))
    answer = await client.get("/training/seoul")
    assert (answer.status_code, answer.headers["location"]) == (302, "/training/seoul-2028")
    page = (await client.get("/training/seoul-2028")).text
    assert 'href="/training/seoul-2027"' in page.split("Other years")[1]


@pytest.mark.parametrize("path", ["/training/nope", "/api/v1/cohorts/nope"])
async def test_unknown(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


async def test_what_is_not_published_is_not_shown(training: House, client: httpx.AsyncClient) -> None:
    await load_programmes(training, programme(SEOUL))
    async with training.db.connection() as conn:
        await conn.execute("UPDATE cohorts SET published = false")
    assert cards((await client.get("/training")).text) == []
    for path in ("/training/seoul", "/training/seoul-2027", "/api/v1/cohorts/seoul-2027"):
        assert (await client.get(path)).status_code == 404
    assert (await client.get("/api/v1/cohorts")).json() == {"items": [], "next": None}


async def test_one_card_and_three_cost_the_same(training: House, client: httpx.AsyncClient) -> None:
    async def statements(number: int) -> int:
        async with counted(training) as seen:
            assert len(cards((await client.get("/training")).text)) == number
        return len(seen)

    await load_programmes(training, programme(SEOUL))
    assert await statements(1) == 1
    await load_programmes(training, programme(SEOUL.replace('"seoul"', '"busan"'), JEJU))
    assert await statements(3) == 1
