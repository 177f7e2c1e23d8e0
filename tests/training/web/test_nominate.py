"""Coordinators on their pages: from the code in the mail to the nomination that has arrived."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from services.training.app import create_app
from services.training.domain.coordinator import Coordinator
from services.training.domain.nomination import Nomination, State
from services.training.store import nominations
from shared.contracts.notify import MessageSend
from shared.contracts.registration import DeskPut
from shared.house import House
from shared.identity.cookie import cookie_name
from shared.identity.sessions import begin_session
from tests.support.house import OpenHouse
from tests.support.outbox import jobs
from tests.support.web import client_of
from tests.training.nominees import call, coordinator, organisation
from tests.training.people import jeju
from tests.training.uploads import JPEG, PDF

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
        "content-disposition": "attachment; filename*=UTF-8''cv.pdf",
        "x-content-type-options": "nosniff",
        "content-security-policy": "sandbox; default-src 'none'",
        "cache-control": "no-store",
    }  # fmt: skip
