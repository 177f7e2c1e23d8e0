"""The public programme is searched as the desk is: without accents, in any script, events and courses alike."""

from pathlib import Path

import httpx
import pytest

import services.registration
from services.registration.operations.load_programme import load_programme
from services.registration.operations.programme import put_entry
from shared.contracts.common import Place
from shared.contracts.registration import ProgrammePut
from shared.house import House
from shared.programme import parse
from shared.when import Precision, When

_WHEN = '{ precision = "month", year = 2027, month = 12 }'
_EVENTS = [
    ("cordoba", "Foro de innovación", "Córdoba"),
    ("seoul", "스마트시티 포럼", "서울"),
    ("chengdu", "智慧城市论坛", "成都"),
    ("kobe", "がくぶち Forum", "神戸"),
    ("addis", "የከተማ መድረክ", "አዲስ አበባ"),
]


async def _load(house: House) -> None:
    events = "".join(
        f'[[events]]\nslug = "{slug}"\ntitle = "{title}"\nkind = "forum"\nformat = "in_person"\ncity = "{city}"\n'
        f'country = "KR"\nwhen = {_WHEN}\n'
        for slug, title, city in _EVENTS
    )
    head = '[source]\norganisation = "WeGO"\nshort_name = "WeGO"\ndefault_timezone = "Asia/Seoul"\n'
    await load_programme(house, parse(head + events, "test.toml"))
    course = ProgrammePut(
        key="cohort:1",
        revision=1,
        slug="malaga-2027",
        title="Gestión de datos",
        when=When(precision=Precision.MONTH, year=2027, month=9),
        timezone="Europe/Madrid",
        place=Place(city="Málaga", country="ES"),
        page_url="/training/malaga-2027",
    )
    async with house.db.transaction() as tx:
        await put_entry(house, tx, course)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Cordoba", ["cordoba"]),
        ("CÓRDOBA innovacion", ["cordoba"]),
        ("gestion", ["/training/malaga-2027"]),
        ("malaga", ["/training/malaga-2027"]),
        ("스마트", ["seoul"]),
        ("서울", ["seoul"]),
        ("城市", ["chengdu"]),
        ("がく", ["kobe"]),
        ("かく", []),
        ("አዲስ", ["addis"]),
        ("%", []),
    ],
)
async def test_on_the_page(registration: House, client: httpx.AsyncClient, typed: str, found: list[str]) -> None:
    await _load(registration)
    page = (await client.get("/", params={"year": "2027", "q": typed})).text
    addresses = {slug: f'href="/events/{slug}"' for slug, _, _ in _EVENTS}
    addresses["/training/malaga-2027"] = 'href="/training/malaga-2027"'
    assert [slug for slug, link in addresses.items() if f"<h3><a {link}>" in page] == found


async def test_by_programs_and_after_a_course_is_renamed(registration: House, client: httpx.AsyncClient) -> None:
    await _load(registration)
    items = (await client.get("/api/v1/events", params={"q": "cordoba"})).json()["items"]
    assert [item["slug"] for item in items] == ["cordoba"]
    async with registration.db.transaction() as tx:
        renamed = ProgrammePut(
            key="cohort:1",
            revision=2,
            slug="malaga-2027",
            title="Énergie",
            when=When(precision=Precision.MONTH, year=2027, month=9),
            timezone="Europe/Madrid",
            place=Place(city="Málaga", country="ES"),
            page_url="/training/malaga-2027",
        )
        await put_entry(registration, tx, renamed)
    assert "Énergie</a>" in (await client.get("/", params={"year": "2027", "q": "energie"})).text
    assert "Énergie</a>" not in (await client.get("/", params={"year": "2027", "q": "gestion"})).text


async def test_a_course_from_before_the_column_is_found(registration: House, client: httpx.AsyncClient) -> None:
    await _load(registration)
    folder = Path(services.registration.__file__).parent / "migrations"
    async with registration.db.transaction() as tx:
        await tx.conn.execute("ALTER TABLE programme_entries DROP COLUMN search CASCADE")
        await tx.conn.execute((folder / "0014_programme_search.sql").read_text("utf-8"))
        assert await tx.conn.fetchval("SELECT search FROM programme_entries") == "gestion de datos\nmalaga\n"
    assert "Gestión de datos</a>" in (await client.get("/", params={"year": "2027", "q": "MALAGA"})).text


async def _later(house: House) -> None:
    """A course of 2028, beside what there is in 2027."""
    await _load(house)
    course = ProgrammePut(
        key="cohort:2",
        revision=1,
        slug="oaxaca-2028",
        title="Water",
        when=When(precision=Precision.MONTH, year=2028, month=2),
        timezone="America/Mexico_City",
        place=Place(city="Oaxaca", country="MX"),
        page_url="/training/oaxaca-2028",
    )
    async with house.db.transaction() as tx:
        await put_entry(house, tx, course)


@pytest.mark.parametrize(("words", "year"), [("oaxaca", 2028), ("cordoba", 2027), ("nowhere", 2027), ("", 2027)])
async def test_where_no_year_is_chosen_it_opens_on_the_first_with_a_hit(
    registration: House, client: httpx.AsyncClient, words: str, year: int
) -> None:
    await _later(registration)
    page = (await client.get("/", params={"q": words})).text
    assert f"<h1>Programme {year}</h1>" in page
    assert ("Nothing in 2027 fits" in page) == (words == "nowhere")


@pytest.mark.parametrize("part", ["", "q1", "12"])
async def test_where_nothing_of_the_chosen_year_fits_it_leads_to_the_years_with_a_hit(
    registration: House, client: httpx.AsyncClient, part: str
) -> None:
    await _later(registration)
    page = (await client.get("/", params={"year": "2027", "part": part, "q": "Oaxaca"})).text
    empty = page[page.index("Nothing in 2027 fits") :]
    assert '<a class="chip" href="/?year=2028&amp;q=Oaxaca">Programme 2028</a>' in empty
    assert "Choose another year above" not in empty
    nowhere = (await client.get("/", params={"year": "2027", "q": "nowhere"})).text
    assert "Choose another year above, or fewer filters." in nowhere[nowhere.index("Nothing in 2027 fits") :]
