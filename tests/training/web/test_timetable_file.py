"""A timetable from a file and as a file: every bad cell with its reason, nothing written before it is confirmed."""

import html
import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import httpx
import pytest
import xlsxwriter  # type: ignore[import-untyped]  # ships no types
from hypothesis import given

from services.training.domain.session import Group
from services.training.domain.session_form import Offered
from services.training.domain.timetable_file import COLUMNS, cells, plan_import
from services.training.operations import timetable
from services.training.store import staffing
from shared import spreadsheet, workbook
from shared.errors import Invalid
from shared.house import House
from shared.spreadsheet import BOM, lines
from tests.training.domain.test_timetable import sessions
from tests.training.people import actor, jeju, seoul, session, trainer

PATH = "/organize/training/jeju-2027/timetable"
DAYS = (date(2027, 1, 1), date(2027, 12, 31))
HEAD = ["Day", "Begins", "Ends", "Title", "Kind", "Groups", "Trainers", "Mandatory"]


def table(*rows: list[str]) -> bytes:
    return BOM + lines([HEAD, *rows])


def book(*rows: Sequence[Any]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"}) as made:
        sheet = made.add_worksheet()
        hours = made.add_format({"num_format": "hh:mm"})
        for number, row in enumerate([HEAD, *rows]):
            for column, cell in enumerate(row):
                form = (hours,) if isinstance(cell, time) else ()
                sheet.write(number, column, cell, *form)
    return out.getvalue()


def words(page: httpx.Response) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page.text).split()))


async def upload(desk: httpx.AsyncClient, content: bytes, name: str = "t.csv", *, path: str = PATH) -> httpx.Response:
    return await desk.post(f"{path}/import", files={"file": (name, content)})


async def confirm(desk: httpx.AsyncClient, page: httpx.Response, *, path: str = PATH, **more: str) -> httpx.Response:
    found = re.search(r'name="content" value="([^"]*)"', page.text)
    assert found
    return await desk.post(f"{path}/import/confirm", data={"content": html.unescape(found[1]), **more})


async def titles(house: House) -> list[tuple[str, datetime]]:
    found = await timetable.show(house, actor(house), "jeju-2027")
    return [(each.title, each.starts) for each in found.sessions]


async def test_every_bad_cell_is_shown_with_its_reason_and_the_rest_can_be_brought(
    training: House, desk: httpx.AsyncClient
) -> None:
    cohort = await jeju(training)
    await trainer(training, cohort)
    async with training.db.transaction() as tx:
        await staffing.put_group(tx, Group(cohort_id=cohort, key="a", name="Group A", position=1))
    good = ["2027-10-04", "09:00", "10:00", "Water", "Study visit", "group a", "prof park", "yes"]
    page = await upload(
        desk,
        table(
            good,
            ["4.10.2027", "25:00", "", "", "party", "Group Z", "Nobody", "maybe"],
            ["2027-10-05", "9", "", "", "", "", "", ""],
        ),
    )
    said = words(page)
    for bad in (
        "3 day 4.10.2027 Write the day as year, month and day, like 2027-06-23",
        "3 begins 25:00 Write the hour with a colon, like 15:00",
        "3 kind party Write one of these: lecture, workshop,",
        "3 groups Group Z There is no group Group Z in this cohort",
        "3 trainers Nobody There is no trainer Nobody in this cohort",
        "3 mandatory maybe Write one of these: yes, no",
        "3 title Write the title that stands in the timetable",
    ):
        assert bad in said
    assert await titles(training) == []
    refused = await confirm(desk, page)
    assert (refused.status_code, "Nothing was written" in refused.text) == (409, True)
    done = await confirm(desk, page, leave_out="true")
    assert done.headers["location"] == f"{PATH}?done=imported"
    assert await titles(training) == [("Water", datetime(2027, 10, 4, 9))]
    again = await upload(desk, table(good))
    assert "The file brings no session" in again.text


async def test_a_workbook_with_real_dates_and_hours(training: House, desk: httpx.AsyncClient) -> None:
    await jeju(training)
    page = await upload(desk, book([date(2027, 10, 4), time(9), time(10, 30), "Water", "lecture"]), "t.xlsx")
    assert "Monday 4 October 2027, 09:00 to 10:30 Seoul" in words(page)
    await confirm(desk, page)
    assert await titles(training) == [("Water", datetime(2027, 10, 4, 9))]


async def test_clashes_are_told_before(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    await session(training, cohort)
    page = await upload(desk, table(["2027-10-04", "10:00", "12:00", "Beside", "lecture", "", "", ""]))
    assert "Everyone would have to be in two places at once: Data platforms" in words(page)
    assert "Bring them in with their clashes" in page.text


@pytest.mark.parametrize(
    ("content", "words_"),
    [
        (b"", "Choose a file"),
        (b"PK\x03\x04 no workbook", "This workbook cannot be read."),
        (b"title\nx\n", "The first line names no column day, kind"),
        (BOM + lines([["day", "title", "kind", "room"]]), "There is no column room"),
    ],
)
async def test_a_file_that_is_none(training: House, desk: httpx.AsyncClient, content: bytes, words_: str) -> None:
    await jeju(training)
    answer = await desk.post(f"{PATH}/import", files={"file": ("t.csv" if content else "", content)})
    assert (answer.status_code, words_ in answer.text) == (422, True)


async def test_the_example_and_the_download_can_be_imported(training: House, desk: httpx.AsyncClient) -> None:
    await jeju(training)
    await seoul(training)
    example = await desk.get(f"{PATH}/example.csv")
    assert "3 sessions" in words(await upload(desk, example.content))
    whole = await desk.get("/organize/training/seoul-2027/timetable.csv")
    assert "63 sessions" in words(await upload(desk, whole.content))


@given(sessions())
def test_what_is_exported_comes_back_the_same(every: list[Any]) -> None:
    going = list({(each.title): each for each in every}.values())
    groups = (
        [Group(cohort_id=going[0].cohort_id, key=key, name=f"Group {key}", position=1) for key in "ab"] if going else []
    )
    content = BOM + lines([COLUMNS, *(cells(each, groups, []) for each in going)])
    plan = plan_import(spreadsheet.read(content), Offered("Asia/Seoul", DAYS, groups), [])
    assert plan.faults == ()
    assert [(each.fields.title, each.fields.starts, each.fields.ends, each.fields.groups) for each in plan.new] == [
        (each.title, each.starts, each.ends, each.groups) for each in going
    ]


def test_a_workbook_that_unpacks_too_large_is_not_unpacked() -> None:
    with pytest.raises(Invalid):
        workbook.read(b"PK\x03\x04" + b"\0" * 900_000)


async def test_the_workbook_that_goes_out_brings_nothing_new(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    await session(training, cohort)
    out = await desk.get(f"{PATH}.xlsx")
    assert out.headers["content-type"] == workbook.MEDIA_TYPE
    assert [row.cells[4] for row in workbook.read(out.content)] == ["title", "Data platforms"]
    assert "1 is in the timetable already" in words(await upload(desk, out.content, "t.xlsx"))


async def test_the_last_cohorts_timetable_is_copied_into_one_that_exists(
    training: House, desk: httpx.AsyncClient
) -> None:
    cohort = await jeju(training)
    park = await trainer(training, cohort)
    first = await session(training, cohort, day=1, trainer_ids=(park.id,))
    await session(training, cohort, "Water", day=2)
    values = {"precision": "fixed", "first": "2028-10-02", "last": "2028-10-05", "timezone": "Asia/Seoul",
              "threshold": "80", "language": "en"}  # fmt: skip
    await desk.post("/organize/training/jeju-2027/next", data=values)
    target = "/organize/training/jeju-2028/timetable"
    assert '<option value="jeju-2027"' in (await desk.get(f"{target}/import")).text
    for _ in range(2):
        done = await desk.post(f"{target}/copy", data={"source": "jeju-2027"})
        assert done.headers["location"] == f"{target}?done=imported"
    table = await timetable.show(training, actor(training), "jeju-2028")
    assert [(each.title, each.starts) for each in table.sessions] == [
        ("Data platforms", datetime(2028, 10, 3, 9)),
        ("Water", datetime(2028, 10, 4, 9)),
    ]
    assert first.starts == datetime(2027, 10, 5, 9)
    assert [trainer.name for trainer in table.trainers] == ["Prof Park"]
    for source in ("jeju-2028", "nothing"):
        assert (await desk.post(f"{target}/copy", data={"source": source})).status_code == 422
