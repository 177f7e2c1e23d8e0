"""Surveys of one title about sessions of one title and day: pages, files, reports and programs tell them apart."""

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote
from uuid import UUID

import httpx
import pytest

from services.training.app import TEMPLATES
from services.training.domain.course import LINK as TRAINERS
from services.training.operations.hands import Hands
from services.training.operations.places import LINK as PLACE
from services.training.operations.surveys import results
from services.training.operations.surveys.room import LINK as ROOM
from services.training.web.surveys.report_view import report_of
from shared.house import House
from shared.identity.staff import Role
from shared.web.pages import Pages
from shared.web.reader import Reader
from tests.support.clock import FakeClock
from tests.support.statements import counted
from tests.training import people
from tests.training.surveys import asked
from tests.training.surveys.asked import TITLE
from tests.training.surveys.results import of_a_class, path, rows

HOURS = (13, 15)
FILES = {each: each for each in ("results.csv", "results.xlsx", "codebook.csv")} | {"results.pdf": "report.pdf"}


async def visits(house: House) -> tuple[UUID, list[UUID]]:
    """The cohort, and its two sessions of one title on one day."""
    cohort = await people.jeju(house)
    return cohort, [(await people.session(house, cohort, "Site visit", hour=hour, hours=1)).id for hour in HOURS]


async def open_surveys(house: House, clock: FakeClock, many: int = 2) -> tuple[UUID, list[UUID], str]:
    """The cohort, a survey about each of its sessions, and the page of somebody who is asked."""
    cohort, sessions = await visits(house)
    person = await people.participant(house, cohort)
    clock.move_to(asked.OVER)
    made = [await asked.survey(house, cohort=cohort, session_id=each) for each in sessions[:many]]
    for each in made:
        await asked.tended(house, each)
    return cohort, made, f"/t/{house.links.token(PLACE, person.id)}"


async def test_the_page_of_a_place_names_session_day_and_hour(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    _, _, page = await open_surveys(training, clock)
    section = (await client.get(page)).text.partition('id="surveys"')[2].partition("</section>")[0]
    assert re.findall(r"</a><br>([^<]*)<br>", section) == [
        f"Site visit, 4 October 2027, {hour}:00 Seoul" for hour in HOURS
    ]
    korean = (await client.get(page, headers={"Accept-Language": "ko"})).text
    assert "</a><br>Site visit, 서울 시간 2027년 10월 4일 13:00<br>" in korean


async def test_as_many_statements_for_two_surveys_as_for_one(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    cohort, _, page = await open_surveys(training, clock, 1)
    seen = []
    for _ in range(2):
        async with counted(training) as statements:
            assert (await client.get(page)).status_code == 200
        seen.append(len(statements))
        session = await people.session(training, cohort, "Site visit", hour=16, hours=1)
        await asked.tended(training, await asked.survey(training, cohort=cohort, session_id=session.id))
    assert seen[0] == seen[1]


async def test_wall_and_door_name_the_hours(training: House, clock: FakeClock, client: httpx.AsyncClient) -> None:
    cohort, made, _ = await open_surveys(training, clock)
    await client.get(f"/trainer/{training.links.token(TRAINERS, cohort)}")
    for survey, hour in zip(made, HOURS, strict=True):
        words = f"Site visit. Monday 4 October 2027, {hour}:00 to {hour + 1}:00 Seoul"
        door = (await client.get(f"/s/room/{training.links.token(ROOM, survey, 0)}?asked=no")).text
        assert words in door
        assert "registered" not in door
        assert words in (await client.get(f"/trainer/surveys/{survey}/code")).text


def _named(file: httpx.Response) -> str:
    told = file.headers["content-disposition"]
    return unquote(told.partition("filename*=UTF-8''")[2]) or re.findall(r'filename="([^"]*)"', told)[0]


async def test_files_are_named_after_session_day_and_hour(training: House, desk: httpx.AsyncClient) -> None:
    cohort, sessions = await visits(training)
    for session, hour in zip(sessions, HOURS, strict=True):
        id_ = await of_a_class(training, cohort_id=cohort, session_id=session)
        for form, end in FILES.items():
            assert _named(await desk.get(path(id_, form))) == f"How was it? Site visit 2027-10-04 {hour}00 {end}"
    id_ = await of_a_class(training, cohort_id=cohort, anonymous=False)
    answers = await desk.get(path(id_, "answers.xlsx"))
    assert _named(answers) == "How was it? Joint Workshop 2027-10-04 answers.xlsx"


async def test_each_line_of_a_file_says_of_which_session_it_is(training: House, desk: httpx.AsyncClient) -> None:
    cohort, sessions = await visits(training)
    for session, hour in zip(sessions, HOURS, strict=True):
        id_ = await of_a_class(training, cohort_id=cohort, session_id=session)
        lines = rows(await desk.get(path(id_, "results.csv")))
        assert {(each["Survey"], each["About"].partition(",")[0], each["When"]) for each in lines} == {
            ("How was it?", "Site visit", f"2027-10-04 {hour}:00:00")
        }
        with zipfile.ZipFile(io.BytesIO((await desk.get(path(id_, "results.xlsx"))).content)) as book:
            assert b">Site visit, " in b"".join(book.read(name) for name in book.namelist())


async def test_programs_are_told_which_session(training: House, desk: httpx.AsyncClient) -> None:
    cohort, sessions = await visits(training)
    made = [await of_a_class(training, cohort_id=cohort, session_id=each) for each in sessions]
    held = {
        str(id_): {"precision": "time", "start": f"2027-10-04T{hour}:00:00", "end": f"2027-10-04T{hour + 1}:00:00"}
        for id_, hour in zip(made, HOURS, strict=True)
    }
    listed = (await desk.get("/api/v1/organize/surveys")).json()["items"]
    assert {each["id"]: each["when"] for each in listed} == held
    for id_, when in held.items():
        body = (await desk.get(f"/api/v1/organize/surveys/{id_}/results")).json()
        assert (body["about"], body["when"], body["timezone"]) == ("Site visit", when, "Asia/Seoul")
        assert body["course"] != ""
        draft = (await desk.get(f"/api/v1/organize/surveys/{id_}")).json()
        assert (draft["cohort"], draft["when"], draft["timezone"]) == ("jeju-2027", when, "Asia/Seoul")


@pytest.mark.parametrize(("hour", "day"), [(14, "22 November 2026"), (16, "23 November 2026")])
async def test_the_report_is_made_on_the_day_of_the_surveys_place(training: House, hour: int, day: str) -> None:
    """By the calendar by which it was closed: midnight in Seoul is 15:00 UTC."""
    id_ = await of_a_class(training)
    shown = await results.show(training, Hands(people.actor(training, Role.ADMIN)), id_)
    reader = Reader(pages=Pages([TEMPLATES]), now=datetime(2026, 11, 22, hour, tzinfo=UTC))
    assert report_of(shown, reader)["footer"] == f"Made on {day}"


async def test_their_own_page_is_told_it_in_every_language(training: House, clock: FakeClock) -> None:
    await open_surveys(training, clock, 1)
    items: list[Any] = [each for each in await asked.jobs(training, "desk.put") if each["kind"] == "survey.own"]
    (spoken,) = [each["spoken"] for each in items]
    assert sorted(spoken) == ["en", "es", "fr", "ko", "zh"]
    assert spoken["ko"] == {"survey": TITLE["ko"], "about": "Site visit", "day": "서울 시간 2027년 10월 4일 13:00"}
    assert spoken["fr"] == {
        "survey": TITLE["en"],
        "about": "Site visit",
        "day": "4 octobre 2027, 13:00, heure de Séoul",
    }
