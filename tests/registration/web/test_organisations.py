"""The directory for staff: the table, one organisation, membership, files."""

import csv
import io
import zipfile
from collections.abc import AsyncIterator

import httpx
import pytest

from services.registration.app import create_app
from services.registration.operations.register import register
from shared.house import House
from tests.registration.directory import PATH, add, add_networks, seoul, sign_in, told, trail
from tests.registration.events import SLUG, load_event, person
from tests.support.house import OpenHouse
from tests.support.statements import counted
from tests.support.web import client_of


@pytest.fixture
async def home(house: OpenHouse) -> House:
    registration = await house("registration")
    await add_networks(registration)
    return registration


@pytest.fixture
async def client(home: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(create_app(home.settings, house=home)) as opened:
        await sign_in(home, opened)
        yield opened


async def _names(client: httpx.AsyncClient, query: str = "") -> list[str]:
    text = (await client.get(f"{PATH}?{query}")).text
    return [part.partition("</bdi>")[0].rpartition("<bdi>")[2] for part in text.split('scope="row"')[1:]]


async def test_an_organisation_is_added_changed_and_let_go(home: House, client: httpx.AsyncClient) -> None:
    assert "The directory is empty" in (await client.get(PATH)).text
    answer = await client.post(f"{PATH}/new", data=seoul(website="www.seoul.example", aliases="SMG\nSeoul City"))
    page = answer.headers["location"].partition("?")[0]
    shown = (await client.get(answer.headers["location"])).text
    assert ("The organisation is in the directory" in shown, 'value="서울특별시"' in shown) == (True, True)
    (job,) = await told(home)
    assert (job.revision, job.name, job.native_name_language, job.region) == (
        1, "Seoul Metropolitan Government", "ko", "east_asia"
    )  # fmt: skip

    await client.post(page, data=seoul(name="Seoul", networks=["CJK", "NEASCN"], aliases="SMG"))
    (job,) = await told(home)
    assert (job.revision, job.name, job.networks, job.active) == (2, "Seoul", ("CJK", "NEASCN"), True)
    assert (await client.post(page, data={"do": "leave"})).headers["location"] == f"{page}?done=leave"
    await client.post(page, data={"do": "leave"})
    (job,) = await told(home)
    assert (job.revision, job.active) == (3, False)
    assert [line[0] for line in await trail(home)] == ["organisation.added", *["organisation.changed"] * 2]
    assert (await trail(home))[1:] == [
        (
            "organisation.changed",
            {
                "name": "Seoul Metropolitan Government", "aliases": "SMG | Seoul City", "networks": "NEASCN",
            },
            {"name": "Seoul", "aliases": "SMG", "networks": "CJK NEASCN"},
        ),
        ("organisation.changed", {"active": "yes"}, {"active": "no"}),
    ]  # fmt: skip


async def test_a_form_with_mistakes_keeps_what_was_typed(home: House, client: httpx.AsyncClient) -> None:
    answer = await client.post(f"{PATH}/new", data=seoul(name="", country="XX", website="nowhere"))
    assert answer.status_code == 422
    assert answer.text.count('class="error"') == 3
    assert 'value="서울특별시"' in answer.text
    assert await told(home) == []


async def test_no_two_of_a_country_go_by_one_name(home: House, client: httpx.AsyncClient) -> None:
    await add(home, aliases="SMG")
    again = await client.post(f"{PATH}/new", data=seoul(name="ｓｍｇ", native_name=""))
    assert (again.status_code, "goes by that name" in again.text) == (422, True)
    elsewhere = await client.post(f"{PATH}/new", data=seoul(name="SMG", native_name="", country="KE"))
    assert elsewhere.status_code == 303


async def test_the_table_searches_filters_and_sorts(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    await add(home)
    await add(home, name="Nairobi City", native_name="", country="KE", networks=[], city="100%")
    await add(home, name="Acme", native_name="", country="KE", type="corporation", networks=["CJK"], active="no")
    await register(home, SLUG, person(1, organisation="acme", country="KE"), language="en", timezone="Asia/Seoul")
    smg = "Seoul Metropolitan Government"
    assert await _names(client) == ["Acme", "Nairobi City", smg]
    assert await _names(client, "q=%EC%84%9C%EC%9A%B8") == [smg]
    assert await _names(client, "q=kenya+city") == ["Nairobi City"]
    assert await _names(client, "q=100%25") == ["Nairobi City"]
    assert await _names(client, "q=a_i") == []
    assert await _names(client, "type=corporation") == ["Acme"]
    assert await _names(client, "country=KE") == ["Acme", "Nairobi City"]
    assert await _names(client, "region=east_asia") == [smg]
    assert await _names(client, "network=CJK") == ["Acme"]
    assert await _names(client, "active=no") == ["Acme"]
    assert await _names(client, "active=yes") == ["Nairobi City", smg]
    assert await _names(client, "sort=-name") == [smg, "Nairobi City", "Acme"]
    assert await _names(client, "sort=country") == ["Acme", "Nairobi City", smg]
    assert await _names(client, "sort=-registered") == ["Acme", "Nairobi City", smg]
    assert await _names(client, "sort=x&page=x&type=x&active=x") == ["Acme", "Nairobi City", smg]


async def test_a_viewer_looks_and_changes_nothing(home: House, client: httpx.AsyncClient) -> None:
    one = await add(home)
    await told(home)
    await sign_in(home, client, "viewer")
    for path in ("", ".csv", f"/{one.id}"):
        assert (await client.get(PATH + path)).status_code == 200
    assert '<form class="form"' not in (await client.get(f"{PATH}/{one.id}")).text
    for path in ("/new", f"/{one.id}", "/import"):
        assert (await client.post(PATH + path, data=seoul(), files={"file": b"x"})).status_code == 403
    await sign_in(home, client, "checkin")
    assert [(await client.get(PATH + path)).status_code for path in ("", ".csv", ".xlsx", f"/{one.id}")] == [403] * 4
    client.cookies.clear()
    assert (await client.get(PATH)).status_code == 303
    assert await told(home) == []


async def test_the_files_hold_all_and_no_formula(home: House, client: httpx.AsyncClient) -> None:
    await add(home, name="=Seoul")
    answer = await client.get(PATH + ".csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["name"], row["native_name"], row["networks"], row["active"]) == (
        "'=Seoul",
        "서울특별시",
        "NEASCN",
        "yes",
    )
    book = await client.get(PATH + ".xlsx")
    with zipfile.ZipFile(io.BytesIO(book.content)) as file:
        assert "<is><t>=Seoul</t></is>" in file.read("xl/worksheets/sheet1.xml").decode()


async def test_a_file_is_looked_at_and_then_imported(home: House, client: httpx.AsyncClient) -> None:
    await add(home, name="Seoul")
    await told(home)
    text = "name;type;country;networks\nSeoul;city;KR;CJK\nNairobi;city;KE;\nX;city;XX;\n"
    answer = await client.post(f"{PATH}/import", files={"file": ("members.csv", text.encode())})
    page = answer.headers["location"]
    shown = (await client.get(page)).text
    assert "Networks: <del>NEASCN</del> <ins>CJK</ins>" in shown
    assert "<code>country</code>: Choose a country from the list" in shown
    assert "Import 2 organisations" in shown
    digest = shown.partition('name="digest" value="')[2].partition('"')[0]
    refused = await client.post(page, data={"digest": digest})
    assert (refused.status_code, "Some lines cannot be imported" in refused.text) == (409, True)
    assert await told(home) == []
    done = await client.post(page, data={"digest": digest, "leave_out": "true"})
    assert done.headers["location"] == f"{PATH}?done=imported.2"
    assert {job.name for job in await told(home)} == {"Seoul", "Nairobi"}
    assert "This file was imported: 2 organisations" in (await client.get(page)).text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Choose a file"),
        (b"PK\x03\x04", "This is a workbook"),
        ("name\nM\u00e9xico".encode("latin-1"), "Line 2 holds characters that are not UTF-8"),
        (b"a,b\n1,2\n", "The first line names no column name, type, country"),
        (b"x" * 2_000_000, "The file is too large: up to 800 kB"),
    ],
    ids=["none", "workbook", "encoding", "columns", "size"],
)
async def test_a_file_that_is_none_is_told_so(client: httpx.AsyncClient, content: bytes, said: str) -> None:
    name = "members.csv" if content else ""
    answer = await client.post(f"{PATH}/import", files={"file": (name, content), "more": ("", b"")})
    assert (answer.status_code, said in answer.text) == (422, True)


async def test_the_example_imports(home: House, client: httpx.AsyncClient) -> None:
    example = await client.get(f"{PATH}/example.csv")
    page = (await client.post(f"{PATH}/import", files={"file": ("x.csv", example.content)})).headers["location"]
    shown = (await client.get(page)).text
    assert ("Import 2 organisations" in shown, "cannot be imported</h2>" in shown) == (True, False)


async def test_what_people_wrote_is_added_or_linked(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    one = await add(home, name="Seoul")
    for number, name in enumerate(["S. Metropolitan", "S. Metropolitan", "Busan"]):
        await register(home, SLUG, person(number, organisation=name), language="en", timezone="Asia/Seoul")
    text = (await client.get(f"{PATH}/unmatched")).text
    assert [part.partition("<")[0] for part in text.split('scope="row"><bdi>')[1:]] == ["S. Metropolitan", "Busan"]
    link = "name=S.+Metropolitan&amp;country=KR"
    assert f"{PATH}/link?{link}" in text
    assert f'value="{one.id}"' in (await client.get(f"{PATH}/link?name=S.+Metropolitan&country=KR")).text
    data = {"name": "S. Metropolitan", "country": "KR"}
    assert (await client.post(f"{PATH}/link", data=data)).status_code == 422
    answer = await client.post(f"{PATH}/link", data=data | {"organisation": str(one.id)})
    assert answer.headers["location"] == f"{PATH}/unmatched?done=linked"
    assert "2 registrations" in (await client.get(f"{PATH}/{one.id}")).text
    assert 'value="Busan"' in (await client.get(f"{PATH}/new?name=Busan&country=KR")).text


async def test_the_registration_form_offers_members(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    await add(home, name="Seoul")
    client.cookies.clear()
    form = (await client.get(f"/events/{SLUG}/register")).text
    assert 'list="offered-organisation" data-suggests="/organisations.json"' in form
    assert (await client.get("/organisations.json?q=seo")).json() == {
        "items": [
            {
                "name": "Seoul",
                "native_name": "서울특별시",
                "native_name_language": "ko",
                "type": "city",
                "country": "KR",
            }
        ]
    }
    assert (await client.get("/organisations.json")).json() == {"items": []}


@pytest.mark.parametrize(
    "path", [PATH, f"{PATH}?q=city&sort=registered", f"{PATH}/unmatched", "/organisations.json?q=ci"]
)
async def test_as_many_statements_for_three_rows_as_for_one(home: House, client: httpx.AsyncClient, path: str) -> None:
    await load_event(home)
    numbers = []
    for rows in (range(1), range(1, 3)):
        for row in rows:
            await add(home, name=f"City {row}", native_name="")
            body = person(row, organisation=f"Town {row}")
            await register(home, SLUG, body, language="en", timezone="Asia/Seoul")
        async with counted(home) as sent:
            assert (await client.get(path)).status_code == 200
        numbers.append(len(sent))
    assert numbers[0] == numbers[1] <= 7


async def test_the_file_of_registrations_says_which_member_and_region(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    await add(home, name="Seoul", region="europe")
    for number, name in enumerate(["seoul", "Busan"]):
        await register(home, SLUG, person(number, organisation=name), language="en", timezone="Asia/Seoul")
    text = (await client.get(f"/organize/events/{SLUG}/registrations.csv")).content.decode("utf-8-sig")
    assert [
        (row["Organisation"], row["Organisation in the directory"], row["Region"], row["Kind of organisation"])
        for row in csv.DictReader(io.StringIO(text))
    ] == [("seoul", "Seoul", "Europe", "Local government"), ("Busan", "", "East Asia", "")]


async def test_a_long_file_is_shown_in_part_and_counted_whole(home: House, client: httpx.AsyncClient) -> None:
    text = "name,type,country\n" + "".join(f"City {number},city,KE\n" for number in range(502)) + "X,x,x\n"
    page = (await client.post(f"{PATH}/import", files={"file": ("x.csv", text.encode())})).headers["location"]
    shown = (await client.get(page)).text
    assert (shown.count('scope="row"'), "and 2 more lines" in shown) == (501, True)
    assert "Import 502 organisations" in shown
    assert "502 organisations are new" in shown
