"""The desk of a call: it is written, coordinators are approved, and who sees what came in."""

import re
from datetime import datetime
from uuid import UUID

import httpx
import pytest

from services.training.domain.call import Question, QuestionKind, Quota, QuotaBy
from services.training.domain.coordinator import Coordinator, CoordinatorState
from services.training.operations import reviewing
from services.training.store import calls, coordinators
from shared.contracts.notify import MessageSend
from shared.contracts.registration import DeskPut
from shared.house import House
from tests.support.outbox import clear, jobs
from tests.support.statements import counted
from tests.training.nominees import draft, organisation, submitted
from tests.training.people import jeju
from tests.training.web.conftest import SignedIn
from tests.training.web.nominate.nominating import DESK, sign_in

PEOPLE = "/organize/training/coordinators"
CALL = {
    "opens_day": "2027-02-01", "opens_hour": "09:00", "closes_day": "2027-03-31", "closes_hour": "18:00",
    "text": "Come", "per_organisation": "2", "accept_days": "5",
    "questions": "project | Which project? | long | required\nlevel | English? | choice |  | good; basic",
    "criteria": "relevance | Relevance | 2 | 5", "quotas": "gender | female | 2\nregion | * | 0 | 3",
}  # fmt: skip


async def test_the_call_is_written_changed_and_kept_in_the_trail(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    bad = await desk.post(f"{DESK}/call", data={**CALL, "closes_day": "2027-01-01", "quotas": "shoe size | 44 | 1",
                                                "revision": "0"})  # fmt: skip
    assert bad.status_code == 422
    assert re.findall(r'href="#field-(\w+)"', bad.text) == ["closes_day", "quotas"]
    assert (await desk.post(f"{DESK}/call", data={**CALL, "revision": "0"})).status_code == 303
    async with training.db.reading() as tx:
        made = await calls.of_cohort(tx, cohort)
    assert made is not None
    assert (made.closes, made.timezone, made.questions, made.quotas) == (
        datetime(2027, 3, 31, 18),
        "Asia/Seoul",
        (
            Question("project", "Which project?", QuestionKind.LONG, required=True),
            Question("level", "English?", QuestionKind.CHOICE, choices=("good", "basic")),
        ),
        (Quota(QuotaBy.GENDER, "female", 2), Quota(QuotaBy.REGION, "*", 0, 3)),
    )
    shown = await desk.get(f"{DESK}/call")
    assert CALL["questions"].replace("|  |", "|  |") in shown.text.replace("&amp;", "&")
    assert (await desk.post(f"{DESK}/call", data={**CALL, "accept_days": "9", "revision": "1"})).status_code == 303
    assert (await desk.post(f"{DESK}/call", data={**CALL, "accept_days": "4", "revision": "1"})).status_code == 409
    async with training.db.connection() as conn:
        rows = await conn.fetch("SELECT action, old, new FROM identity.audit WHERE subject = $1 ORDER BY at, id",
                                f"cohort:{cohort}")  # fmt: skip
    assert [row["action"] for row in rows] == ["call.written", "call.changed"]
    assert (rows[1]["old"], rows[1]["new"]) == ({"accept_days": "5"}, {"accept_days": "9"})


@pytest.mark.usefixtures("cohort")
async def test_a_newcomer_is_approved_and_told_and_the_desk_is_cleared(
    training: House, desk: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    nairobi = await organisation(training)
    await sign_in(training, client, "amina@nairobi.example")
    await client.post("/training/jeju-2027/nominate/organisation",
                      data={"name": "Amina", "name_of_organisation": "nairobi", "country": "KE"})  # fmt: skip
    page = await desk.get(PEOPLE)
    assert (f'<option value="{nairobi}" selected>' in page.text, "1 request waits" in page.text) == (True, True)
    [id_] = set(re.findall(rf"{PEOPLE}/([0-9a-f-]+)/approve", page.text))
    assert (await desk.post(f"{PEOPLE}/{id_}/approve", data={"organisation": ""})).status_code == 422
    await clear(training)
    done = await desk.post(f"{PEOPLE}/{id_}/approve", data={"organisation": str(nairobi)})
    assert done.headers["location"] == f"{PEOPLE}?done=approve"
    [letter] = await jobs(training, MessageSend)
    assert (letter.to.email, letter.message.template, letter.message.facts) == (
        "amina@nairobi.example",
        "coordinator.approved",
        {"organisation": "Nairobi"},
    )
    assert letter.manage_url == "http://wego.test/training/jeju-2027/nominate"
    assert [item.count for item in await jobs(training, DeskPut)] == [0]
    assert "Nominate an official" in (await client.get("/training/jeju-2027/nominate")).text
    assert (await desk.post(f"{PEOPLE}/{id_}/untie")).status_code == 303
    assert "For whom do you nominate?" in (await client.get("/training/jeju-2027/nominate")).text
    assert (await desk.post(f"{PEOPLE}/{id_}/untie")).status_code == 409


async def test_staff_tie_an_address_and_only_organizers_may(training: House, signed_in: SignedIn) -> None:
    nairobi = await organisation(training)
    form = {"name": "Amina", "email": "Amina@Nairobi.example", "organisation": str(nairobi)}
    viewer, _ = await signed_in("viewer")
    assert ((await viewer.get(PEOPLE)).status_code, (await viewer.post(PEOPLE, data=form)).status_code) == (200, 403)
    organizer, _ = await signed_in("organizer")
    assert (await organizer.post(PEOPLE, data=form)).status_code == 303
    assert (await organizer.post(PEOPLE, data=form)).status_code == 409
    async with training.db.reading() as tx:
        [tied] = await coordinators.of_person(tx, "amina@nairobi.example")
    assert (tied.state, tied.organisation) == (CoordinatorState.APPROVED, "Nairobi")


async def test_staff_see_what_came_and_never_a_draft(
    training: House, signed_in: SignedIn, cohort: UUID, amina: Coordinator
) -> None:
    hidden = await draft(training, cohort, amina, 9)
    made = await submitted(training, cohort, amina)
    browser, _ = await signed_in("organizer")
    page = await browser.get(f"{DESK}/call")
    assert ("Nominee 01" in page.text, "Nominee 09" in page.text) == (True, False)
    assert (await browser.get(f"{DESK}/nominations/{made.id}")).status_code == 200
    assert (await browser.get(f"{DESK}/nominations/{hidden.id}")).status_code == 404
    trainer, _ = await signed_in("trainer")
    assert (await trainer.get(f"{DESK}/nominations/{made.id}")).status_code == 403
    assert (await trainer.get(f"{DESK}/nominations/{made.id}/files/cv")).status_code == 403


async def test_who_has_an_interest_sees_nothing_and_files_are_for_those_who_choose(
    training: House, signed_in: SignedIn, cohort: UUID, amina: Coordinator
) -> None:
    made = await submitted(training, cohort, amina)
    page = f"{DESK}/nominations/{made.id}"
    viewer, who = await signed_in("viewer")
    organizer, ada = await signed_in("organizer")

    async def seen(browser: httpx.AsyncClient) -> tuple[int, int, bool]:
        listed = "Nominee 01" in (await browser.get(f"{DESK}/call")).text
        return (await browser.get(page)).status_code, (await browser.get(f"{page}/files/cv")).status_code, listed

    assert await seen(viewer) == (200, 403, True)
    await reviewing.add_reviewer(training, ada, "jeju-2027", {"email": who.email, "city": "Elsewhere"})
    assert await seen(viewer) == (200, 404, True)  # theirs to open; none was sent
    for person in (who, ada):
        await reviewing.add_reviewer(training, ada, "jeju-2027", {"email": person.email, "city": made.city})
    assert await seen(viewer) == (404, 404, False)
    assert await seen(organizer) == (200, 404, True)


@pytest.mark.parametrize("number", [1, 3])
async def test_more_nominations_cost_no_more_statements_on_the_desk(
    training: House, desk: httpx.AsyncClient, cohort: UUID, amina: Coordinator, number: int
) -> None:
    for each in range(number):
        await submitted(training, cohort, amina, each)
    async with counted(training) as seen:
        assert (await desk.get(f"{DESK}/call")).text.count("Nominee 0") == number
    assert len(seen) == 5
