"""Coordinators on their pages: from the code in the mail to the nomination that has arrived."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from services.training.app import create_app
from services.training.domain.coordinator import Coordinator, CoordinatorState
from services.training.domain.nomination import Nomination, State
from services.training.store import coordinators, files, nominations
from shared.contracts.notify import MessageSend
from shared.contracts.registration import DeskPut
from shared.house import House
from shared.identity.cookie import cookie_name
from shared.identity.sessions import begin_session
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.support.outbox import clear, jobs
from tests.support.statements import counted
from tests.support.web import client_of
from tests.training.nominees import call, coordinator, draft, organisation, submitted
from tests.training.people import jeju
from tests.training.uploads import BIG_PDF, HTML, HTML_AS_PDF, JPEG, PDF, PNG

DOOR = "/training/jeju-2027/nominate"


@pytest.fixture
async def training(house: OpenHouse, tmp_path: Path) -> House:
    return await house("training", files=tmp_path / "files")


@pytest.fixture
async def client(training: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(create_app(training.settings, house=training)) as browser:
        yield browser


@pytest.fixture
async def cohort(training: House) -> UUID:
    """The cohort jeju-2027 with a call that is open until 31 March, 18:00 in Seoul."""
    id_ = await jeju(training)
    await call(training, id_)
    return id_


@pytest.fixture
async def amina(training: House, cohort: UUID) -> Coordinator:
    """The coordinator of Nairobi."""
    return await coordinator(training, await organisation(training))


async def sign_in(training: House, client: httpx.AsyncClient, email: str) -> None:
    async with training.db.transaction() as tx:
        secret = await begin_session(tx, email)
    client.cookies.set(cookie_name(secure=False), secret)


FORM = {
    "name": "Wanjiru Kamau", "native_name": "", "native_name_language": "", "honorific": "Dr",
    "job_title": "Head of permits", "department": "ICT", "city": "Nairobi", "country": "KE", "gender": "female",
    "email": "Wanjiru@nairobi.example", "language": "en", "motivation": "Runs the e-permit service.",
    "answers.project": "One portal", "signatory_name": "Jane Mwangi", "signatory_title": "Deputy mayor",
}  # fmt: skip
FILES = {"cv": ("cv.pdf", PDF, "application/pdf"), "letter": ("letter.jpg", JPEG, "image/jpeg")}


async def send(
    client: httpx.AsyncClient, id_: UUID, files: Any = None, *, submit: bool = False, **changes: Any
) -> httpx.Response:
    data = {**FORM, **changes} | ({"submit": "true"} if submit else {})
    parts = files or {"cv": ("", b"", "application/octet-stream")}
    return await client.post(f"{DOOR}/{id_}", data=data, files=parts)


async def begin(client: httpx.AsyncClient) -> UUID:
    answer = await client.post(f"{DOOR}/new", data={"organisation": ""})
    assert answer.status_code == 303
    return UUID(answer.headers["location"].rsplit("/", 1)[1])


async def kept(training: House, id_: UUID) -> Nomination:
    async with training.db.reading() as tx:
        found = await nominations.by_id(tx, id_)
    assert found is not None
    return found


@pytest.mark.usefixtures("cohort")
async def test_a_newcomer_signs_in_by_a_code_asks_and_waits(training: House, client: httpx.AsyncClient) -> None:
    nairobi = await organisation(training)
    page = await client.get(DOOR)
    assert (page.status_code, "The call is open" in page.text, "Wednesday 31 March 2027" in page.text) == (
        200,
        True,
        True,
    )
    asked = await client.post(f"{DOOR}/code", data={"email": "Amina@Nairobi.example"})
    assert asked.status_code == 303
    [mail] = await jobs(training, MessageSend)
    assert (mail.to.email, mail.message.template) == ("amina@nairobi.example", "sign-in.code")
    attempt = asked.headers["location"].split("attempt=")[1]
    page = await client.get(asked.headers["location"])
    assert "amina@nairobi.example" in page.text
    wrong = await client.post(f"{DOOR}/try", data={"attempt": attempt, "code": "x"})
    assert wrong.status_code == 422
    entered = await client.post(f"{DOOR}/try", data={"attempt": attempt, "code": mail.message.facts["code"]})
    assert (entered.status_code, entered.headers["location"]) == (303, DOOR)
    assert "For whom do you nominate?" in (await client.get(DOOR)).text
    bad = await client.post(f"{DOOR}/organisation", data={"name": "Amina"})
    assert (bad.status_code, "Choose your organisation" in bad.text) == (422, True)
    good = await client.post(f"{DOOR}/organisation", data={"name": "Amina", "organisation": str(nairobi)})
    assert good.status_code == 303
    assert "We look at your request" in (await client.get(DOOR)).text
    [item] = await jobs(training, DeskPut)
    assert (item.kind, item.count, item.link) == ("coordinators.asked", 1, "/organize/training/coordinators")
    again = await client.post(f"{DOOR}/organisation", data={"name": "Amina", "name_of_organisation": "Elsewhere",
                                                            "country": "KE"})  # fmt: skip
    assert again.status_code == 409


async def test_a_draft_is_kept_without_anything_and_submitting_tells_all_that_lacks(
    training: House, client: httpx.AsyncClient, amina: Coordinator
) -> None:
    await sign_in(training, client, amina.email)
    id_ = await begin(client)
    assert await begin(client) == id_
    empty: dict[str, Any] = dict.fromkeys(FORM, "")
    answer = await send(client, id_, **empty)
    assert answer.headers["location"] == f"{DOOR}/{id_}?done=kept"
    refused = await send(client, id_, submit=True, **{**empty, "name": "Wanjiru"})
    assert refused.status_code == 422
    fields = re.findall(r'href="#field-([\w.]+)"', refused.text)
    assert fields == [
        "job_title", "department", "email", "city", "country", "motivation", "answers.project", "signatory_name",
        "signatory_title", "cv", "letter",
    ]  # fmt: skip
    assert ((await kept(training, id_)).official.name, (await kept(training, id_)).state) == ("Wanjiru", State.DRAFT)
    assert await jobs(training, MessageSend) == []


async def test_a_nomination_arrives_with_its_files_and_both_are_told(
    training: House, client: httpx.AsyncClient, amina: Coordinator
) -> None:
    await sign_in(training, client, amina.email)
    id_ = await begin(client)
    answer = await send(client, id_, FILES, submit=True)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{DOOR}?done=nominated")
    mine = await kept(training, id_)
    assert (mine.state, mine.email, mine.official.name, mine.answers) == (
        State.SUBMITTED,
        "Wanjiru@nairobi.example",
        "Wanjiru Kamau",
        {"project": "One portal"},
    )
    letters = await jobs(training, MessageSend)
    assert [(each.to.email, each.message.template) for each in letters] == [
        (amina.email, "nomination.received"),
        ("Wanjiru@nairobi.example", "nomination.nominee"),
    ]
    page = await client.get(DOOR)
    assert ("Wanjiru Kamau" in page.text, "2 of 2" in page.text, "1 of 3 nominated" in page.text) == (True,) * 3
    sent = await client.get(f"{DOOR}/{id_}/files/cv")
    assert (sent.status_code, sent.content) == (200, PDF)
    assert {name: sent.headers[name] for name in ("content-type", "content-disposition", "x-content-type-options",
                                                  "content-security-policy", "cache-control")} == {
        "content-type": "application/pdf",
        "content-disposition": 'attachment; filename="cv.pdf"',
        "x-content-type-options": "nosniff",
        "content-security-policy": "sandbox; default-src 'none'",
        "cache-control": "no-store",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "status", "words"),
    [
        ("cv.pdf", BIG_PDF, 413, "This file has 31 MB; it may have 10 MB"),
        ("cv.pdf", HTML_AS_PDF, 422, "This is not a PDF"),
        ("cv.pdf", HTML, 422, "This is not a PDF"),
        ("cv.png", PNG, 422, "This is not a PDF"),
        ("cv.pdf", b"", 422, "This file is empty"),
    ],
    ids=["30 MB", "a PDF that is HTML", "HTML", "a picture", "empty"],
)
async def test_what_is_not_taken_gets_a_clear_answer_and_nothing_stays(
    training: House,
    client: httpx.AsyncClient,
    amina: Coordinator,
    *,
    name: str,
    content: bytes,
    status: int,
    words: str,
) -> None:
    await sign_in(training, client, amina.email)
    id_ = await begin(client)
    answer = await send(client, id_, {"cv": (name, content, "application/pdf")})
    assert (answer.status_code, words in answer.text, 'value="Wanjiru Kamau"' in answer.text) == (status, True, True)
    assert [path for path in training.settings.files.rglob("*") if path.is_file()] == []
    async with training.db.reading() as tx:
        assert await files.of_owners(tx, [f"nomination:{id_}"]) == []


async def test_a_name_with_a_path_is_only_a_name_and_another_file_takes_its_place(
    training: House, client: httpx.AsyncClient, amina: Coordinator
) -> None:
    await sign_in(training, client, amina.email)
    id_ = await begin(client)
    for name in ("../../../etc/passwd.pdf", "second.pdf"):
        answer = await send(client, id_, {"cv": (name, PDF, "text/html")})
        assert answer.status_code == 303
    async with training.db.reading() as tx:
        [row] = await files.of_owners(tx, [f"nomination:{id_}"])
    assert (row.name, row.media_type, row.size) == ("second.pdf", "application/pdf", len(PDF))
    lying = [path for path in training.settings.files.rglob("*") if path.is_file()]
    assert lying == [training.cabinet.path(row.id)]


@pytest.mark.parametrize("who", ["stranger@else.example", "desk@kisumu.example", "nobody", "untied"])
async def test_nobody_else_sees_changes_or_downloads(
    training: House, client: httpx.AsyncClient, amina: Coordinator, cohort: UUID, who: str
) -> None:
    """A stranger, another organisation's coordinator, somebody not signed in, and one who was a coordinator."""
    await sign_in(training, client, amina.email)
    id_ = await begin(client)
    await send(client, id_, FILES)
    await coordinator(training, await organisation(training, "Kisumu"), "desk@kisumu.example")
    if who == "untied":
        async with training.db.transaction() as tx:
            assert await coordinators.set_state(tx, amina, CoordinatorState.UNTIED)
    elif who == "nobody":
        client.cookies.clear()
    else:
        await sign_in(training, client, who)
    before = await kept(training, id_)
    answers = [
        await client.get(f"{DOOR}/{id_}"),
        await client.get(f"{DOOR}/{id_}/files/cv"),
        await send(client, id_, name="Mallory"),
        await client.post(f"{DOOR}/{id_}/withdraw"),
        await client.post(f"{DOOR}/{id_}/delete"),
    ]
    expected = 303 if who == "nobody" else 404
    assert [each.status_code for each in answers] == [expected] * 5
    if who == "nobody":
        assert {each.headers["location"] for each in answers} == {DOOR}
    assert await kept(training, id_) == before
    assert "Wanjiru" not in (await client.get(DOOR)).text


async def test_a_second_coordinator_sees_the_draft_and_a_stale_edit_is_told(
    training: House, client: httpx.AsyncClient, amina: Coordinator
) -> None:
    assert amina.organisation_id is not None
    await coordinator(training, amina.organisation_id, "second@nairobi.example")
    await sign_in(training, client, amina.email)
    id_ = await begin(client)
    await send(client, id_)
    stale = str((await kept(training, id_)).revision)
    await sign_in(training, client, "second@nairobi.example")
    assert "Wanjiru Kamau" in (await client.get(DOOR)).text
    assert (await send(client, id_, revision=stale, job_title="Director")).status_code == 303
    await sign_in(training, client, amina.email)
    answer = await send(client, id_, revision=stale, motivation="Mine")
    assert (answer.status_code, "Job title: Director" in answer.text, ">\nMine</textarea>" in answer.text) == (
        409,
        True,
        True,
    )
    fresh = re.search(r'name="revision" value="(\d+)"', answer.text)
    assert fresh is not None
    assert (await send(client, id_, revision=fresh[1], motivation="Mine")).status_code == 303
    assert (await kept(training, id_)).motivation == "Mine"


async def test_the_call_closes_to_the_second_by_the_clock_of_the_host(
    training: House, client: httpx.AsyncClient, amina: Coordinator, clock: FakeClock
) -> None:
    closes = datetime(2027, 3, 31, 9, tzinfo=UTC)  # 18:00 in Seoul
    await sign_in(training, client, amina.email)
    first, second = await begin(client), None
    await send(client, first, FILES)
    clock.move_to(closes - timedelta(seconds=1))
    await sign_in(training, client, amina.email)
    assert (await send(client, first, submit=True)).status_code == 303
    second = await begin(client)
    clock.move_to(closes)
    late = await send(client, second, FILES, submit=True)
    assert (late.status_code, "The call is not open now" in late.text) == (409, True)
    assert (await client.post(f"{DOOR}/new", data={"organisation": ""})).status_code == 409
    assert (await send(client, first, job_title="Other")).status_code == 409
    page = await client.get(f"{DOOR}/{first}")
    assert ("Withdraw this nomination" in page.text, "Keep the changes" in page.text) == (True, False)
    await clear(training)
    assert (await client.post(f"{DOOR}/{first}/withdraw")).status_code == 303
    assert (await kept(training, first)).state is State.WITHDRAWN
    [letter] = await jobs(training, MessageSend)
    assert (letter.to.email, letter.message.template) == ("Wanjiru@nairobi.example", "nomination.withdrawn")


async def test_one_official_once_and_no_more_than_the_call_allows(
    training: House, client: httpx.AsyncClient, amina: Coordinator, cohort: UUID
) -> None:
    kisumu = await coordinator(training, await organisation(training, "Kisumu"), "desk@kisumu.example")
    await submitted(training, cohort, kisumu, email="WANJIRU@nairobi.example")
    await sign_in(training, client, amina.email)
    id_ = await begin(client)
    twice = await send(client, id_, FILES, submit=True)
    assert (twice.status_code, "An official is nominated once" in twice.text) == (409, True)
    mine = await kept(training, id_)
    assert (mine.state, mine.official.name) == (State.DRAFT, "Wanjiru Kamau")
    for number in range(1, 4):
        await submitted(training, cohort, amina, number)
    enough = await send(client, id_, email="other@nairobi.example", submit=True)
    assert (enough.status_code, "may nominate 3 officials" in enough.text) == (409, True)


async def test_a_withdrawn_one_is_taken_up_again(
    training: House, client: httpx.AsyncClient, amina: Coordinator
) -> None:
    await sign_in(training, client, amina.email)
    id_ = await begin(client)
    await send(client, id_, FILES, submit=True)
    await client.post(f"{DOOR}/{id_}/withdraw")
    assert (await client.post(f"{DOOR}/{id_}/take-up")).status_code == 303
    assert (await kept(training, id_)).state is State.DRAFT
    assert (await send(client, id_, submit=True)).status_code == 303
    assert (await kept(training, id_)).state is State.SUBMITTED


async def test_a_draft_is_deleted_with_its_files(
    training: House, client: httpx.AsyncClient, amina: Coordinator
) -> None:
    await sign_in(training, client, amina.email)
    id_ = await begin(client)
    await send(client, id_, FILES)
    assert (await client.post(f"{DOOR}/{id_}/delete")).status_code == 303
    assert [path for path in training.settings.files.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("number", [1, 3])
async def test_more_nominations_cost_no_more_statements(
    training: House, client: httpx.AsyncClient, amina: Coordinator, cohort: UUID, number: int
) -> None:
    await sign_in(training, client, amina.email)
    for each in range(number):
        await draft(training, cohort, amina, each)
    async with counted(training) as seen:
        assert (await client.get(DOOR)).text.count("Nominee 0") == number
    assert len(seen) == 6


async def test_the_page_of_the_course_says_until_when(
    training: House, client: httpx.AsyncClient, cohort: UUID, clock: FakeClock
) -> None:
    page = await client.get("/training/jeju-2027", headers={"Cookie": "wego_zone=Africa/Nairobi"})
    assert "Wednesday 31 March 2027, 18:00 Seoul (31 March 2027, 12:00 Nairobi)" in page.text
    assert f'href="{DOOR}"' in page.text
    clock.move_to(datetime(2027, 3, 31, 9, tzinfo=UTC))
    page = await client.get("/training/jeju-2027")
    assert ("The call is closed" in page.text, f'href="{DOOR}"' in page.text) == (True, False)
