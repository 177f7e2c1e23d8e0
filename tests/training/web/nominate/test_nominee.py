"""The official's own page, and the desk: the call, coordinators, what came in."""

import re
from datetime import datetime, timedelta
from uuid import UUID

import httpx
import pytest

from services.training.domain.call import Question, QuestionKind, Quota, QuotaBy
from services.training.domain.coordinator import Coordinator, CoordinatorState
from services.training.domain.nomination import Nomination, State
from services.training.operations import reviewing
from services.training.operations.nomination_letters import nominee_url
from services.training.store import calls, coordinators, nominations
from shared.contracts.notify import MessageSend
from shared.contracts.registration import DeskPut
from shared.house import House
from tests.support.outbox import clear, jobs
from tests.support.statements import counted
from tests.training.nominees import draft, organisation, submitted
from tests.training.people import jeju
from tests.training.web.conftest import SignedIn
from tests.training.web.nominate.nominating import sign_in

DESK = "/organize/training/jeju-2027"
PEOPLE = "/organize/training/coordinators"


async def _now(training: House, id_: UUID) -> Nomination:
    async with training.db.reading() as tx:
        found = await nominations.by_id(tx, id_)
    assert found is not None
    return found


def _link(training: House, nomination: Nomination) -> str:
    return nominee_url(training, "jeju-2027", nomination).removeprefix("http://wego.test")


async def test_the_official_corrects_and_confirms_and_the_coordinator_sees_it(
    training: House, client: httpx.AsyncClient, cohort: UUID, amina: Coordinator
) -> None:
    made = await submitted(training, cohort, amina)
    link = _link(training, made)
    page = await client.get(link)
    assert (page.status_code, 'value="Nominee 01"' in page.text, page.headers["referrer-policy"]) == (
        200,
        True,
        "no-referrer",
    )
    bad = await client.post(link, data={"name": "", "job_title": "x", "department": "x", "city": "x", "country": "KE"})
    assert (bad.status_code, "#field-name" in bad.text) == (422, True)
    form = {"name": "Nominee One", "job_title": "Head", "department": "ICT", "city": "Nairobi", "country": "KE",
            "gender": "female", "language": "fr", "timezone": "Africa/Nairobi", "email": "x@else.example"}  # fmt: skip
    assert (await client.post(link, data=form)).status_code == 303
    after = await _now(training, made.id)
    assert (after.state, after.official.name, after.official.language, after.email, after.motivation) == (
        State.CONFIRMED,
        "Nominee One",
        "fr",
        made.email,
        made.motivation,
    )
    assert after.confirmed_at == training.clock()
    await sign_in(training, client, amina.email)
    assert "Nominated, confirmed by the official" in (await client.get("/training/jeju-2027/nominate")).text


async def test_what_was_confirmed_and_changes_is_to_be_confirmed_again_at_the_new_address(
    training: House, client: httpx.AsyncClient, cohort: UUID, amina: Coordinator
) -> None:
    made = await submitted(training, cohort, amina, confirmed=True)
    old = _link(training, made)
    await sign_in(training, client, amina.email)
    page = await client.get(f"/training/jeju-2027/nominate/{made.id}")
    form = dict(
        re.findall(r'<input id="field-[\w.]+" name="([\w.]+)" type="(?:text|email)" value="([^"]*)"', page.text)
    )
    form |= {"country": "KE", "language": "en", "motivation": "x", "answers.project": "y", "email": "new@else.example"}
    answer = await client.post(
        f"/training/jeju-2027/nominate/{made.id}", data=form, files={"cv": ("", b"", "application/pdf")}
    )
    assert answer.status_code == 303
    after = await _now(training, made.id)
    assert (after.state, after.confirmed_at, after.email) == (State.SUBMITTED, None, "new@else.example")
    [letter] = await jobs(training, MessageSend)
    assert (letter.to.email, letter.manage_url) == ("new@else.example", nominee_url(training, "jeju-2027", after))
    assert (await client.get(old)).status_code == 410
    assert (await client.get(_link(training, after))).status_code == 200


async def test_a_link_that_we_did_not_make_or_of_a_withdrawn_nomination_opens_nothing(
    training: House, client: httpx.AsyncClient, cohort: UUID, amina: Coordinator
) -> None:
    made = await submitted(training, cohort, amina)
    assert (await client.get(_link(training, made)[:-2] + "xx")).status_code == 404
    async with training.db.transaction() as tx:
        await nominations.set_state(tx, made, State.WITHDRAWN)
    assert (await client.get(_link(training, made))).status_code == 410


async def test_once_there_is_an_answer_the_data_stay_as_they_are(
    training: House, client: httpx.AsyncClient, cohort: UUID, amina: Coordinator
) -> None:
    made = await submitted(training, cohort, amina)
    async with training.db.transaction() as tx:
        await nominations.set_state(tx, made, State.NOT_SELECTED)
    page = await client.get(_link(training, made))
    assert (page.status_code, "There is an answer to your nomination" in page.text) == (200, True)
    form = {"name": "Other", "job_title": "x", "department": "x", "city": "x", "country": "KE"}
    assert (await client.post(_link(training, made), data=form)).status_code == 409
    assert (await _now(training, made.id)).official.name == "Nominee 01"


async def test_once_the_call_is_closed_what_quotas_count_stays_and_staff_can_correct_it(
    training: House, client: httpx.AsyncClient, cohort: UUID, amina: Coordinator, signed_in: SignedIn
) -> None:
    made = await submitted(training, cohort, amina, city="Nairobi", country="KE")
    async with training.db.transaction() as tx:
        await tx.conn.execute("UPDATE calls SET opens_at = $1, closes_at = $2", tx.now - timedelta(days=2), tx.now)
    page = await client.get(_link(training, made))
    assert 'name="city"' not in page.text
    assert "City, country, gender: Nairobi, Kenya" in page.text
    form = {"name": "Nominee One", "job_title": "Head", "department": "ICT", "city": "Lagos", "country": "NG",
            "gender": "female", "language": "en", "timezone": "Africa/Nairobi"}  # fmt: skip
    assert (await client.post(_link(training, made), data=form)).status_code == 303
    after = await _now(training, made.id)
    assert (after.official.name, after.city, after.country, after.official.gender) == (
        "Nominee One", "Nairobi", "KE", made.official.gender,
    )  # fmt: skip
    path = f"{DESK}/nominations/{made.id}"
    desk, _ = await signed_in("organizer")
    bad = await desk.post(path, data={"city": "", "country": "XX", "gender": "female"})
    assert (bad.status_code, bad.text.count('class="error"')) == (422, 2)
    assert (await desk.post(path, data={"city": "Mombasa", "country": "KE", "gender": "female"})).status_code == 303
    after = await _now(training, made.id)
    assert (after.city, after.country, after.official.gender, after.official.name) == (
        "Mombasa", "KE", "female", "Nominee One",
    )  # fmt: skip
    async with training.db.reading() as tx:
        trail = await tx.conn.fetchrow("SELECT old, new FROM identity.audit WHERE action = 'nomination.corrected'")
    assert trail["old"]["city"] == "Nairobi"
    assert trail["new"]["city"] == "Mombasa"
    viewer, _ = await signed_in("viewer")
    assert "Keep the correction" not in (await viewer.get(path)).text
    assert (await viewer.post(path, data={"city": "X", "country": "KE"})).status_code == 403


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
