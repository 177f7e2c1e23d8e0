"""A survey that says that it is not anonymous: organizers read who answered what, and nobody else does."""

import csv
import io
from uuid import UUID, uuid4

import httpx
import pytest
from python_calamine import CalamineWorkbook

from services.training.domain.surveys.questions import Choice, Matrix, Question, SingleChoice
from services.training.operations.forget import forget
from shared.house import House
from tests.support.clock import FakeClock
from tests.training.surveys import asked
from tests.training.web.conftest import SignedIn

ITEMS: tuple[Question, ...] = (
    *asked.ITEMS,
    SingleChoice(key="role", text={"en": "What do you do?"}, choices=(Choice("it", {"en": "IT"}),), other=True),
    Matrix(
        key="visits",
        text={"en": "The visits:"},
        rows=(Choice("water", {"en": "Water works"}),),
        columns=(Choice("poor", {"en": "Poor"}), Choice("good", {"en": "Good"}), Choice("no", {"en": "I missed it"})),
        outside="no",
    ),
)
FORMS = ("answers", "answers.csv", "answers.xlsx")
HEAD = ["Name", "Mail", "How useful was it?", "What should be better?", "Which city next?", "What do you do?",
        "The visits: Water works"]  # fmt: skip


async def answered(training: House, clock: FakeClock, client: httpx.AsyncClient) -> asked.Room:
    room = await asked.room(training, clock, 3, items=ITEMS, anonymous=False)
    given = (
        asked.form(4, "=SUM(A1:A9)", "Busan") | {"q.role": "other", "q.role.other": "Law", "q.visits.water": "good"},
        asked.form(2) | {"q.role": "it", "q.visits.water": "no"},
    )
    for number, form in enumerate(given):
        sent = await client.post(room.link(number), data=form, headers={"Origin": "http://wego.test"})
        assert sent.status_code in (200, 303), sent.text
    return room


def path(survey: UUID, form: str = "answers") -> str:
    return f"/organize/surveys/{survey}/{form}"


async def test_organizers_read_who_answered_what(
    training: House, clock: FakeClock, client: httpx.AsyncClient, signed_in: SignedIn
) -> None:
    room = await answered(training, clock, client)
    desk, _ = await signed_in("organizer")
    names = [each.official.name for each in room.people]
    page = (await desk.get(path(room.survey))).text
    assert [name in page for name in names] == [True, True, False]
    for words in ('<dd dir="auto">Other: Law</dd>', '<dd dir="auto">I missed it</dd>', "=SUM(A1:A9)"):
        assert words in page, words
    assert f'href="{path(room.survey)}"' in (await desk.get(path(room.survey, "results"))).text
    found = (await desk.get(path(room.survey), params={"q": names[1]})).text
    assert [name in found for name in names] == [False, True, False]
    assert "Nobody with this name" in (await desk.get(path(room.survey), params={"q": "Nemo"})).text


async def test_the_files_hold_a_line_a_person_and_stand_in_the_trail(
    training: House, clock: FakeClock, client: httpx.AsyncClient, signed_in: SignedIn
) -> None:
    room = await answered(training, clock, client)
    desk, _ = await signed_in("organizer")
    people = [(each.official.name, each.email) for each in room.people]
    table = list(
        csv.reader(io.StringIO((await desk.get(path(room.survey, "answers.csv"))).content.decode("utf-8-sig")))
    )
    assert table == [
        HEAD,
        [*people[0], "4", "'=SUM(A1:A9)", "Busan", "Other: Law", "Good"],
        [*people[1], "2", "", "", "IT", "I missed it"],
    ]
    book = CalamineWorkbook.from_filelike(io.BytesIO((await desk.get(path(room.survey, "answers.xlsx"))).content))
    assert book.get_sheet_by_index(0).to_python()[:2] == [
        HEAD, [*people[0], 4.0, "=SUM(A1:A9)", "Busan", "Other: Law", "Good"]
    ]  # fmt: skip
    body = (await desk.get(f"/api/v1{path(room.survey)}")).json()
    assert [(each["name"], each["answers"]["useful"], each["words"].get("city")) for each in body["people"]] == [
        (people[0][0], 4, "Busan"), (people[1][0], 2, None)
    ]  # fmt: skip
    async with training.db.reading() as tx:
        rows = await tx.conn.fetch("SELECT subject FROM identity.audit WHERE action = 'survey.answers_exported'")
    assert [each["subject"] for each in rows] == [f"survey:{room.survey}"] * 3


async def test_an_anonymous_survey_has_no_such_answers(training: House, clock: FakeClock, signed_in: SignedIn) -> None:
    room = await asked.room(training, clock, 3)
    desk, _ = await signed_in("organizer")
    every = [*(path(room.survey, form) for form in FORMS), f"/api/v1{path(room.survey)}", path(uuid4())]
    assert [(await desk.get(each)).status_code for each in every] == [404] * 5
    assert f'href="{path(room.survey)}"' not in (await desk.get(path(room.survey, "results"))).text


@pytest.mark.parametrize("role", ["viewer", "trainer"])
async def test_nobody_else_reads_them(training: House, clock: FakeClock, signed_in: SignedIn, role: str) -> None:
    room = await asked.room(training, clock, 3, anonymous=False)
    browser, _ = await signed_in(role)
    every = [*(path(room.survey, form) for form in FORMS), f"/api/v1{path(room.survey)}"]
    assert [(await browser.get(each)).status_code for each in every] == [403] * 4
    assert f'href="{path(room.survey)}"' not in (await browser.get(path(room.survey, "results"))).text


async def test_a_year_after_the_close_they_are_gone(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    room = await answered(training, clock, client)
    clock.advance(days=15)
    await asked.tended(training, room.survey)
    clock.advance(days=366)
    await forget(training)
    async with training.db.reading() as tx:
        assert await tx.conn.fetchval("SELECT count(*) FROM survey_responses WHERE survey_id = $1", room.survey) == 0
