"""Answering under the personal link: the pages, and the answers once."""

from datetime import timedelta

import httpx
import msgspec
import pytest

from services.training.domain.surveys.questions import Condition, Section
from services.training.operations.forget import forget
from shared.house import House
from tests.support.clock import FakeClock
from tests.training.surveys import asked
from tests.training.surveys.asked import OVER, room


async def test_a_link_opens_the_questions_and_changes_nothing(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    own = await room(training, clock)
    answer = await client.get(own.link())
    assert (answer.status_code, answer.headers["cache-control"], answer.headers["referrer-policy"]) == (
        200, "no-store", "no-referrer",
    )  # fmt: skip
    assert "How useful was it?" in answer.text
    assert "Anonymous: we note that this link was used" in answer.text
    assert await asked.boxed(training, own.survey) == 0
    korean = await client.get(own.link(), headers={"Accept-Language": "ko"})
    assert "얼마나 유용했습니까?" in korean.text
    assert "Which city next?" in korean.text  # not said in Korean
    french = " ".join((await client.get(own.link(), headers={"Accept-Language": "fr"})).text.split())
    assert "jusqu’à : vendredi 22 octobre 2027" in french, "a weekday has no capital within a sentence"


@pytest.mark.parametrize(
    ("when", "told"), [(None, "2 questions."), (Condition("useful", ("1", "2")), "2 questions at most.")]
)
async def test_how_many_questions_there_are(
    training: House, clock: FakeClock, client: httpx.AsyncClient, when: Condition | None, told: str
) -> None:
    """Headings are none; where one depends on answers, nobody gets more than that."""
    heading = Section(key="more", text={"en": "More"})
    items = (asked.ITEMS[0], heading, msgspec.structs.replace(asked.ITEMS[1], when=when))
    own = await room(training, clock, 1, items=items)
    page = " ".join((await client.get(own.link())).text.split())
    assert f"Monday 4 to Thursday 7 October 2027, Seoul time. {told}</p>" in page


async def test_answers_are_taken_once(training: House, clock: FakeClock, client: httpx.AsyncClient) -> None:
    own = await room(training, clock)
    first = await asked.answers(client, own.link(), useful=5, better="More time.")
    again = await asked.answers(client, own.link(), useful=1)
    assert (first.status_code, first.headers["location"]) == (303, f"{own.link()}?sent=now")
    assert (again.status_code, again.headers["location"]) == (303, f"{own.link()}?sent=before")
    assert await asked.boxed(training, own.survey) == 1
    assert await asked.responses(training, own.survey) == []
    page = await client.get(again.headers["location"])
    assert "They were in already" in page.text
    assert '<form method="post" action="/s/' not in page.text


async def test_an_error_keeps_what_was_typed(training: House, clock: FakeClock, client: httpx.AsyncClient) -> None:
    own = await room(training, clock)
    answer = await client.post(
        own.link(), data={"q.better": "Longer <visits>", "q.city": "x" * 61}, headers={"Origin": "http://wego.test"}
    )
    assert answer.status_code == 422
    assert "Longer &lt;visits&gt;" in answer.text
    assert '<a href="#field-useful">How useful was it? Answer this question</a>' in answer.text
    assert "data-typed" in answer.text
    assert await asked.boxed(training, own.survey) == 0


async def test_named_answers_say_so_and_stand_with_their_person(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    own = await room(training, clock, anonymous=False)
    assert "Not anonymous: your name stands with what you answer." in (await client.get(own.link())).text
    await asked.answers(client, own.link(), useful=2, better="More time.")
    async with training.db.reading() as tx:
        rows = await tx.conn.fetch(
            "SELECT r.answers, i.person_id, w.text FROM survey_responses r"
            " JOIN survey_invitations i ON i.id = r.invitation_id JOIN survey_words w ON w.response_id = r.id"
        )
    assert [tuple(row) for row in rows] == [({"useful": 2}, own.people[0].id, "More time.")]
    assert await asked.boxed(training, own.survey) == 0


async def test_before_it_opens_and_after_it_closed_the_page_says_so(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    own = await room(training, clock)
    async with training.db.transaction() as tx:
        await tx.conn.execute("UPDATE surveys SET state = 'ready' WHERE id = $1", own.survey)
    assert "Not open yet" in (await client.get(own.link())).text
    assert (await asked.answers(client, own.link())).status_code == 409
    async with training.db.transaction() as tx:
        await tx.conn.execute("UPDATE surveys SET state = 'open' WHERE id = $1", own.survey)
    clock.move_to(OVER + timedelta(days=14))
    late = await asked.answers(client, own.link())
    assert late.status_code == 409
    assert "This survey has closed" in late.text
    assert await asked.boxed(training, own.survey) == 0


@pytest.mark.parametrize("token", ["x", "A" * 46])
async def test_a_strange_link_leads_nowhere(client: httpx.AsyncClient, token: str) -> None:
    assert (await client.get(f"/s/{token}")).status_code == 404
    assert (
        await client.post(f"/s/{token}", data={"q.x": "1"}, headers={"Origin": "http://wego.test"})
    ).status_code == 404


async def test_a_program_answers_as_a_page_does(training: House, clock: FakeClock, client: httpx.AsyncClient) -> None:
    own = await room(training, clock)
    path = "/api/v1/surveys/" + own.link().removeprefix("/s/")
    shown = (await client.get(path)).json()
    assert (shown["state"], shown["anonymous"], [each["key"] for each in shown["questions"]]) == (
        "open", True, ["useful", "better", "city"],
    )  # fmt: skip
    bad = await client.post(path, json={"answers": {"useful": 9}})
    assert (bad.status_code, [each["field"] for each in bad.json()["errors"]]) == (422, ["useful"])
    for _ in range(2):
        taken = await client.post(path, json={"answers": {"useful": 4}}, headers={"Idempotency-Key": "k"})
        assert (taken.status_code, taken.json()) == (200, {"state": "answered"})
    assert await asked.boxed(training, own.survey) == 1
    async with training.db.reading() as tx:
        assert await tx.conn.fetchval("SELECT count(*) FROM idempotency_keys") == 0
    assert (await client.get(path)).json()["questions"] == []


async def test_named_answers_are_forgotten_a_year_after_the_close(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    own = await room(training, clock, anonymous=False)
    await asked.answers(client, own.link(0), useful=2, better="More time.")
    clock.move_to(OVER + timedelta(days=14))
    await asked.tended(training, own.survey)
    clock.move_to(OVER + timedelta(days=14 + 365))
    await forget(training)
    assert len(await asked.words(training, own.survey)) == 1
    clock.advance(seconds=1)
    await forget(training)
    assert (await asked.responses(training, own.survey), await asked.words(training, own.survey)) == ([], [])
