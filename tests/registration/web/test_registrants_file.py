"""The file of registrants: everybody who fits, typed cells, no formula, and many lines."""

import csv
import io
import os
import re
import time
import zipfile
from pathlib import Path

import httpx

from shared.house import House
from tests.registration.desk import trail
from tests.registration.events import SLUG, load_event
from tests.registration.web.registering import TABLE, client, come, home

__all__ = ["client", "home"]
_MANY = """
INSERT INTO registrations (id, event_id, status, email, participant, revision, created_at, changed_at)
SELECT gen_random_uuid(), event_id, 'waitlisted', n || email, participant, nextval('revisions'), created_at, changed_at
FROM registrations, generate_series($1::int, $2::int) AS n WHERE email = 'person1@example.org'
"""


async def test_the_file_has_everybody_who_fits_and_no_formula(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    await come(home, 1, name="=HYPERLINK(1)", organisation='Say "City"', native_name="김민수")
    await come(home, 2, country="KE", job_title="-1+1")
    answer = await client.get(TABLE + ".csv?country=KR")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="{SLUG}-registrations.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["Name"], row["Organisation"], row["Country"], row["Came"]) for row in rows] == [
        ("'=HYPERLINK(1)", 'Say "City"', "South Korea", "")
    ]
    assert rows[0]["Name in your own script"] == "김민수"
    whole = list(csv.reader(io.StringIO((await client.get(TABLE + ".csv")).content.decode("utf-8-sig"))))
    assert [len(row) for row in whole] == [18, 18, 18]
    assert whole[2][4] == "'-1+1"
    assert [line[0] for line in await trail(home, "reg")] == ["registrations.exported"] * 2


async def test_the_place_in_the_queue_is_a_number_and_the_code_is_the_badges(
    home: House, client: httpx.AsyncClient
) -> None:
    await load_event(home, "capacity = 1")
    ids = await come(home, 1, 2)
    codes = [f"{id_.hex[-8:-4]} {id_.hex[-4:]}".upper() for id_ in ids]
    rows = list(csv.reader(io.StringIO((await client.get(TABLE + ".csv")).content.decode("utf-8-sig"))))
    assert [row[-2:] for row in rows] == [
        ["Place in the waiting list", "Code on the badge"], ["", codes[0]], ["1", codes[1]]
    ]  # fmt: skip
    with zipfile.ZipFile(io.BytesIO((await client.get(TABLE + ".xlsx")).content)) as file:
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
    assert re.search(r'<c r="Q3"><v>1</v></c>', sheet), "typed as a number"
    assert f'<c r="R3" t="inlineStr"><is><t>{codes[1]}</t></is></c>' in sheet


async def test_the_workbook_has_typed_cells_and_no_formula(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    await come(home, 1, name="=HYPERLINK(1)", organisation="https://city.example")
    answer = await client.get(TABLE + ".xlsx")
    assert answer.headers["content-disposition"] == f'attachment; filename="{SLUG}-registrations.xlsx"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        assert file.testzip() is None
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
    assert "<is><t>=HYPERLINK(1)</t></is>" in sheet
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert re.search(r'<c r="L2" s="\d+"><v>\d+\.?\d*</v></c>', sheet), "the time is a number with a format of dates"
    assert [line[2] for line in await trail(home, "reg")] == [{"form": "xlsx"}]


async def test_ten_times_as_many_are_not_a_hundred_times_the_work(home: House, client: httpx.AsyncClient) -> None:
    """A thousand and ten thousand, most of them on the waiting list, where each place has to be counted."""
    await load_event(home)
    await come(home, 1)
    took: dict[tuple[str, int], float] = {}
    for first, last in ((1, 999), (1000, 9999)):
        async with home.db.transaction() as tx:
            await tx.conn.execute(_MANY, first, last)
            backend = await tx.conn.fetchval("SELECT pg_backend_pid()")
        for form in ("csv", "xlsx"):
            began = _worked(backend)
            answer = await client.get(f"{TABLE}.{form}")
            took[form, last] = _worked(backend) - began
            assert answer.status_code == 200
            if form == "csv":
                assert answer.content.count(b"\r\n") == last + 2
    assert [form for form in ("csv", "xlsx") if took[form, 9999] > 40 * took[form, 999]] == [], took


def _worked(backend: int) -> float:
    """Seconds of the processor that we and, where /proc tells it, the database's process have used: not those of others
    on the machine.
    """
    stat = Path(f"/proc/{backend}/stat")
    ticks = sum(map(int, stat.read_text().rpartition(")")[2].split()[11:13])) if stat.exists() else 0
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")
