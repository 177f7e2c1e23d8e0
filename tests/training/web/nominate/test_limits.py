"""Who may nominate whom until when: organisations keep apart, the call closes, each official once."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx
import pytest

from services.training.domain.coordinator import Coordinator, CoordinatorState
from services.training.domain.nomination import State
from services.training.store import coordinators
from shared.contracts.notify import MessageSend
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.outbox import clear, jobs
from tests.training.nominees import coordinator, organisation, submitted
from tests.training.web.nominate.nominating import DOOR, FILES, begin, kept, send, sign_in


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
