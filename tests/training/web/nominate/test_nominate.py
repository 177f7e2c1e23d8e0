"""Coordinators on their pages: from the code in the mail to the nomination that has arrived."""

import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest

from services.training.domain.coordinator import Coordinator
from services.training.domain.nomination import State
from shared.contracts.notify import MessageSend
from shared.contracts.registration import DeskPut
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.outbox import jobs
from tests.support.statements import counted
from tests.training.nominees import draft, organisation
from tests.training.web.nominate.nominating import DOOR, FILES, FORM, begin, kept, send, sign_in


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
