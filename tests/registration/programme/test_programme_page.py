"""The programme page: the right year, the right quarter, every open date as what it is."""

import re
from datetime import UTC, datetime

import httpx
import pytest

from services.registration.operations.load_programme import load_programme
from services.registration.operations.programme import put_entry
from shared.contracts.common import Place
from shared.contracts.registration import ProgrammePut
from shared.house import House
from shared.when import Precision, When
from tests.registration.programme.files import ASSEMBLY, EXPO, programme, real
from tests.support.clock import FakeClock
from tests.support.statements import counted

COURSE = ProgrammePut(
    key="cohort:1",
    revision=1,
    slug="seoul-2027",
    title="Smart City Course",
    when=When(precision=Precision.MONTH, year=2027, month=9),
    timezone="Asia/Seoul",
    place=Place(city="Seoul", country="KR"),
    page_url="/training/seoul-2027",
    duration_weeks=3,
    seats_from=30,
    seats_to=40,
    partners=("NIA", "AfDB"),
)


def sections(page: str) -> dict[str, list[str]]:
    """Titles by heading, in order."""
    found: dict[str, list[str]] = {}
    for section in page.split('<section class="quarter"')[1:]:
        heading = re.search(r"<h2[^>]*>([^<]*?) ?[<]", section)
        assert heading is not None
        found[heading[1]] = re.findall(r'<h3><a href="[^"]+">([^<]+)</a>', section)
    return found


def row(page: str, title: str) -> str:
    """One event's list item without tags."""
    (found,) = [item for item in page.split('<li class="event">')[1:] if f">{title}</a>" in item]
    words = re.sub(r"<[^>]+>", " ", found.split("</li>")[0])
    return re.sub(r"\s+", " ", words).strip()


async def test_the_real_programme_as_its_sources_have_it(registration: House, client: httpx.AsyncClient) -> None:
    await load_programme(registration, real())
    page = (await client.get("/?year=2021")).text
    assert "<h1>Programme 2021</h1>" in page
    assert "19 events and training courses in 2021, 13 with the day still open." in page
    assert sections(page) == {
        "1st quarter": [
            "WeGO 2021 Activities Kick-Off",
            "Strategy Development Workshops with Regional Offices",
            "Smart Technologies for the New Normal",
        ],
        "2nd quarter": [
            "Korean Smart City Development and Prospective Project",
            "Smart Health Responder Workshop for Joint Expansion with Partners",
            "Solutions Meet Cities: Matchmaking for WeGO Members",
            "Smart Tech Korea Expo",
            "Chinese Smart Cities and the Global Agenda",
            "CJK (China-Japan-Korea) Smart City Forum",
            "6th South Asian Cities Summit",
        ],
        "3rd quarter": [
            "Customizing Smart Solutions for LATAM",
            "WeGO-ASEAN Smart Cities Network Partnership",
            "NEASCN Inaugural Meeting",
            "WeGO 5th General Assembly",
        ],
        "4th quarter": [
            "WeGO &amp; UN-Habitat Project Pitching Day for Smart City Investors",
            "Diplomacy for Homo Sapiencities",
            "Smart City Expo LATAM Congress",
        ],
        "All year": ["Citypreneurs", "Virtual Networking"],
    }
    assert row(page, "WeGO 5th General Assembly") == (
        "Q3 Jul–Sep WeGO 5th General Assembly 3rd quarter 2021, to be confirmed This time has passed "
        "General assembly · Host city open · 3 days"
    )
    assert row(page, "Smart Tech Korea Expo") == (
        "Jun 23–25 Wed–Fri Smart Tech Korea Expo Wednesday 23 to Friday 25 June 2021, Seoul time Has taken place "
        "Expo · Seoul"
    )
    assert "Mérida, Mexico" in row(page, "Smart City Expo LATAM Congress")
    assert "Dates were moved" not in page


async def test_it_opens_on_the_year_of_the_next_event(
    registration: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    await load_programme(registration, real(), move_years=6)
    clock.move_to(datetime(2026, 11, 21, tzinfo=UTC))
    assert "<h1>Programme 2026</h1>" in (await client.get("/")).text
    clock.move_to(datetime(2026, 12, 9, 9, tzinfo=UTC))  # its last event of 2026 ended an hour ago
    page = (await client.get("/")).text
    assert "<h1>Programme 2027</h1>" in page
    assert re.findall(r'href="/\?year=(\d+)"', page) == ["2026", "2027", "2029", "2027", "2029"]  # whole, next
    assert "Dates were moved" in page


async def test_the_end_of_a_year_leads_to_the_next_that_has_something(
    registration: House, client: httpx.AsyncClient
) -> None:
    await load_programme(registration, real(), move_years=6)

    async def following(address: str) -> list[tuple[str, str]]:
        return re.findall(r'href="([^"]+)" rel="next">([^<]+)<', (await client.get(address)).text)

    assert await following("/?year=2026&kind=webinar") == [("/?year=2027", "Programme 2027")]
    assert await following("/?year=2027") == [("/?year=2029", "Programme 2029")]
    assert await following("/?year=2029") == []


async def test_trainings_stand_among_the_events(registration: House, client: httpx.AsyncClient) -> None:
    await load_programme(registration, programme(ASSEMBLY))
    async with registration.db.transaction() as tx:
        await put_entry(registration, tx, COURSE)
    page = (await client.get("/?year=2027")).text
    assert sections(page) == {"3rd quarter": ["Smart City Course", "6th General Assembly"]}
    assert row(page, "Smart City Course") == (
        "Sep day open Smart City Course September 2027, first day still open "
        "Training · Seoul · with NIA and AfDB · 3 weeks · 30 to 40 seats"
    )
    assert 'href="/training/seoul-2027"' in page
    assert sections((await client.get("/?year=2027&kind=training")).text) == {"3rd quarter": ["Smart City Course"]}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("year=2021&q=city+forum", ["CJK (China-Japan-Korea) Smart City Forum"]),
        ("year=2021&kind=expo", ["Smart Tech Korea Expo", "Smart City Expo LATAM Congress"]),
        ("year=2021&network=LASCN", ["Customizing Smart Solutions for LATAM"]),
        ("year=2021&format=online&dates=open", ["WeGO &amp; UN-Habitat Project Pitching Day for Smart City Investors"]),
        ("year=2021&part=8&kind=governance_meeting", ["NEASCN Inaugural Meeting"]),  # in August, or not
        ("year=2021&part=q3&kind=governance_meeting", ["NEASCN Inaugural Meeting"]),
        ("year=2021&part=q2&kind=governance_meeting", []),
        ("year=2021&q=%25", []),
        ("year=2024", []),
    ],
)
async def test_filters(registration: House, client: httpx.AsyncClient, query: str, titles: list[str]) -> None:
    await load_programme(registration, real())
    answer = await client.get(f"/?{query}")
    assert answer.status_code == 200
    assert [title for found in sections(answer.text).values() for title in found] == titles
    assert ('class="empty"' in answer.text) == (titles == [])


async def test_a_filter_that_is_none_of_ours_is_refused(client: httpx.AsyncClient) -> None:
    assert (await client.get("/?network=nowhere")).status_code == 422
    answer = await client.get("/?year=next&part=q9")
    assert answer.status_code == 422
    assert "Write a year with four digits, like 2027" in answer.text


async def test_an_empty_programme_says_what_will_stand_here(client: httpx.AsyncClient) -> None:
    page = (await client.get("/")).text
    assert "Nothing is planned in 2027 yet" in page


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ("registration_opens = NULL", "Registration open"),
        ("registration_closes = '2027-04-01', registration_opens = NULL", "Registration open"),
        ("registration_closes = '2027-02-01', registration_opens = NULL", "Registration closed"),
        ("registration_opens = '2027-04-01'", "Registration opens on 1 April 2027"),
        ("registration_opens = '2027-04-01T00:00+02:00'", "Registration opens on 1 April 2027"),
        ("registration_opens = NULL, confirmed_count = 40", "Full, waiting list open"),
        ("cancelled_at = '2027-02-01'", "Cancelled"),
        ("over_at = '2027-03-01'", "Has taken place"),
    ],
)
async def test_the_status_of_an_event(registration: House, client: httpx.AsyncClient, change: str, status: str) -> None:
    await load_programme(registration, programme(EXPO))
    async with registration.db.connection() as conn:
        await conn.execute(f"UPDATE events SET {change}")  # noqa: S608  # from the table above
    assert row((await client.get("/?year=2027")).text, "Expo").endswith(f"{status} Expo · Seoul")


async def test_the_kinds_stand_in_the_order_of_the_language(registration: House, client: httpx.AsyncClient) -> None:
    await load_programme(registration, programme(EXPO))
    client.cookies.set("wego_language", "fr")
    chooser = (await client.get("/?year=2027")).text.split('<select id="kind"', 1)[1].split("</select>", 1)[0]
    kinds = re.findall(r"<option value=\"\w+\">([^<]+)<", chooser)
    assert kinds[:4] == ["Assemblée générale", "Atelier", "Cérémonie", "Concours"]


async def test_an_event_that_is_not_published_is_not_shown(registration: House, client: httpx.AsyncClient) -> None:
    await load_programme(registration, programme(EXPO))
    async with registration.db.connection() as conn:
        await conn.execute("UPDATE events SET published = false")
    assert sections((await client.get("/?year=2027")).text) == {}
    assert (await client.get("/events/expo")).status_code == 404
    assert (await client.get("/api/v1/events")).json() == {"items": [], "next": None}


async def test_an_event_across_the_turn_of_the_year_stands_in_both(
    registration: House, client: httpx.AsyncClient
) -> None:
    text = EXPO.replace("first = 2027-06-23, last = 2027-06-25", "first = 2027-12-30, last = 2028-01-02")
    await load_programme(registration, programme(text))
    assert sections((await client.get("/?year=2027")).text) == {"4th quarter": ["Expo"]}
    assert sections((await client.get("/?year=2028")).text) == {"1st quarter": ["Expo"]}


async def test_one_row_and_three_rows_cost_the_same(registration: House, client: httpx.AsyncClient) -> None:
    async def statements(path: str, rows: int) -> int:
        async with counted(registration) as seen:
            page = (await client.get(path)).text
        assert page.count('<li class="event">') == rows
        return len(seen)

    await load_programme(registration, programme(EXPO))
    one = await statements("/?year=2027", 1)
    await load_programme(registration, programme(EXPO, ASSEMBLY))
    async with registration.db.transaction() as tx:
        await put_entry(registration, tx, COURSE)
    assert await statements("/?year=2027", 3) == one == 3
