"""The directory for staff: files that are written, looked at, and imported."""

import csv
import io
import zipfile

import httpx
import pytest

from services.registration.operations.register import register
from shared.house import House
from tests.registration.directory import PATH, add, told
from tests.registration.events import SLUG, load_event, person
from tests.registration.web.directories import client, home

__all__ = ["client", "home"]


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
