"""A form that is sent several times is kept once; a request made by mistake is taken back."""

import re
from typing import Any
from uuid import UUID

import httpx
import pytest

from services.training.domain.coordinator import Coordinator
from shared.contracts.notify import MessageSend
from shared.contracts.registration import DeskPut
from shared.house import House
from tests.support.outbox import jobs
from tests.training.nominees import organisation
from tests.training.web.nominate.nominating import DOOR, FILES, begin, kept, send, sign_in


@pytest.fixture
async def nominator(training: House, client: httpx.AsyncClient, amina: Coordinator) -> httpx.AsyncClient:
    """The browser of the coordinator of Nairobi."""
    await sign_in(training, client, amina.email)
    return client


async def form_of(client: httpx.AsyncClient, id_: UUID) -> dict[str, Any]:
    page = (await client.get(f"{DOOR}/{id_}")).text
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("form_key", "revision")}
    return {name: match[1] for name, match in found.items() if match is not None}


async def test_a_nomination_that_is_sent_three_times_gets_the_first_answer(
    training: House, nominator: httpx.AsyncClient
) -> None:
    id_ = await begin(nominator)
    own = await form_of(nominator, id_)
    answers = [await send(nominator, id_, FILES, submit=True, **own) for _ in range(3)]
    assert [(each.status_code, each.headers.get("location")) for each in answers] == [
        (303, f"{DOOR}?done=nominated")
    ] * 3
    assert sorted(each.message.template for each in await jobs(training, MessageSend)) == [
        "nomination.nominee",
        "nomination.received",
    ]
    assert (await kept(training, id_)).state == "submitted"


async def test_an_old_form_with_other_words_is_no_repetition(training: House, nominator: httpx.AsyncClient) -> None:
    id_ = await begin(nominator)
    own = await form_of(nominator, id_)
    assert (await send(nominator, id_, **own)).status_code == 303
    other = await send(nominator, id_, motivation="Another reason", **own)
    assert (other.status_code, "Somebody else changed this nomination" in other.text) == (409, True)
    assert (await kept(training, id_)).motivation == "Runs the e-permit service."


async def test_what_lacks_something_is_not_taken_for_done(training: House, nominator: httpx.AsyncClient) -> None:
    id_ = await begin(nominator)
    own = await form_of(nominator, id_)
    for _ in range(2):
        answer = await send(nominator, id_, submit=True, **own)
        assert answer.status_code == 422
        own["revision"] = str((await kept(training, id_)).revision)
    assert (await send(nominator, id_, FILES, submit=True, **own)).headers["location"] == f"{DOOR}?done=nominated"


@pytest.mark.usefixtures("cohort")
async def test_a_request_for_the_wrong_organisation_is_taken_back(training: House, client: httpx.AsyncClient) -> None:
    nairobi = await organisation(training)
    await sign_in(training, client, "amina@nairobi.example")
    wrong = {"name": "Amina", "name_of_organisation": "Nairoby", "country": "KE"}
    assert (await client.post(f"{DOOR}/organisation", data=wrong)).status_code == 303
    action = re.search(rf'action="({DOOR}/organisation/[\w-]+/take-back)"', (await client.get(DOOR)).text)
    assert action is not None
    await sign_in(training, client, "other@nairobi.example")
    assert (await client.post(action[1])).status_code == 303
    assert [each.count for each in await jobs(training, DeskPut)] == [1], "not theirs"
    await sign_in(training, client, "amina@nairobi.example")
    for _ in range(2):
        answer = await client.post(action[1])
        assert (answer.status_code, answer.headers["location"]) == (303, f"{DOOR}?done=taken-back")
    assert "The request is taken back" in (await client.get(answer.headers["location"])).text
    assert [each.count for each in await jobs(training, DeskPut)] == [1, 0]
    right = {"name": "Amina", "organisation": str(nairobi)}
    assert (await client.post(f"{DOOR}/organisation", data=right)).status_code == 303
