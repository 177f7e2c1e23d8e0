"""Nominations by JSON: by a coordinator's session, by staff for a coordinator; files by themselves."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from services.training.domain.coordinator import Coordinator
from shared.contracts.notify import MessageSend
from shared.house import House
from shared.identity.accounts import create_token
from shared.identity.cookie import cookie_name
from shared.identity.sessions import begin_session
from tests.support.house import OpenHouse
from tests.support.outbox import jobs
from tests.support.web import client_at
from tests.training.nominees import call, coordinator, organisation
from tests.training.people import jeju
from tests.training.uploads import BIG_PDF, HTML_AS_PDF, PDF

PATH = "/api/v1/cohorts/jeju-2027/nominations"
BODY = {
    "name": "Wanjiru Kamau", "job_title": "Head of permits", "department": "ICT", "city": "Nairobi", "country": "KE",
    "email": "wanjiru@nairobi.example", "motivation": "Runs it.", "answers": {"project": "One portal"},
    "signatory_name": "Jane Mwangi", "signatory_title": "Deputy mayor",
}  # fmt: skip


@pytest.fixture
async def training(house: OpenHouse, tmp_path: Path) -> House:
    return await house("training", files=tmp_path / "files")


@pytest.fixture
async def client(training: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(training) as browser:
        yield browser


@pytest.fixture
async def amina(training: House) -> Coordinator:
    """The coordinator of Nairobi, and a call that is open."""
    await call(training, await jeju(training))
    return await coordinator(training, await organisation(training))


async def _sign_in(training: House, client: httpx.AsyncClient, email: str) -> None:
    async with training.db.transaction() as tx:
        client.cookies.set(cookie_name(secure=False), await begin_session(tx, email))


async def _put(client: httpx.AsyncClient, id_: str, kind: str, content: bytes, **headers: str) -> httpx.Response:
    return await client.put(f"{PATH}/{id_}/files/{kind}", content=content, headers=headers)


async def test_nominated_with_files_and_told_once(
    training: House, client: httpx.AsyncClient, amina: Coordinator
) -> None:
    await _sign_in(training, client, amina.email)
    key = {"Idempotency-Key": "1"}
    first, second = [await client.post(PATH, json=BODY, headers=key) for _ in range(2)]
    assert (first.status_code, first.json()) == (201, second.json())
    other = await client.post(PATH, json={**BODY, "name": "Else"}, headers=key)
    assert (other.status_code, other.json()["errors"][0]["field"]) == (422, "Idempotency-Key")
    id_ = first.json()["id"]
    lacking = await client.post(f"{PATH}/{id_}/submission")
    assert (lacking.status_code, [each["field"] for each in lacking.json()["errors"]]) == (422, ["cv", "letter"])
    for kind in ("cv", "letter"):
        assert (await _put(client, id_, kind, PDF, **{"X-Filename": f"{kind}.pdf"})).status_code == 200
    done = await client.post(f"{PATH}/{id_}/submission")
    assert (done.status_code, done.json()["state"]) == (200, "submitted")
    assert [each.message.template for each in await jobs(training, MessageSend)] == [
        "nomination.received",
        "nomination.nominee",
    ]
    gone = await client.post(f"{PATH}/{id_}/withdrawal")
    assert gone.json()["state"] == "withdrawn"


@pytest.mark.parametrize(
    ("content", "status"), [(BIG_PDF, 413), (HTML_AS_PDF, 422), (b"", 422)], ids=["30 MB", "HTML", "empty"]
)
async def test_a_file_that_is_not_taken_is_a_problem_with_words(
    training: House, client: httpx.AsyncClient, amina: Coordinator, content: bytes, status: int
) -> None:
    await _sign_in(training, client, amina.email)
    id_ = (await client.post(PATH, json=BODY)).json()["id"]
    answer = await _put(client, id_, "cv", content)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert [each["field"] for each in answer.json()["errors"]] == ["cv"]


async def test_staff_act_for_a_coordinator_and_see_what_came(
    training: House, client: httpx.AsyncClient, amina: Coordinator
) -> None:
    organizer = await create_token(training.db, name="Import", role="organizer")
    viewer = await create_token(training.db, name="Report", role="viewer")
    headers = {"Authorization": f"Bearer {organizer}", "X-Coordinator": amina.email}
    made = await client.post(PATH, json={**BODY, "coordinator": amina.email}, headers=headers)
    assert (made.status_code, made.json()["organisation"]) == (201, "Nairobi")
    id_ = made.json()["id"]
    for kind in ("cv", "letter"):
        await _put(client, id_, kind, PDF, **headers)
    assert (await client.post(f"{PATH}/{id_}/submission", headers=headers)).status_code == 200
    listed = await client.get(
        "/api/v1/organize/training/jeju-2027/nominations", headers={"Authorization": f"Bearer {viewer}"}
    )
    items: list[dict[str, Any]] = listed.json()["items"]
    assert [(UUID(each["id"]), each["name"]) for each in items] == [(UUID(id_), "Wanjiru Kamau")]
    refused = await client.post(
        PATH, json={**BODY, "coordinator": amina.email}, headers={"Authorization": f"Bearer {viewer}"}
    )
    assert refused.status_code == 403


@pytest.mark.usefixtures("amina")
async def test_strangers_get_nowhere(training: House, client: httpx.AsyncClient) -> None:
    assert (await client.post(PATH, json=BODY)).status_code == 401
    assert (await client.get("/api/v1/organize/training/jeju-2027/nominations")).status_code == 401
    await _sign_in(training, client, "stranger@else.example")
    assert (await client.post(PATH, json=BODY)).status_code == 403
