"""The code for the room: who may show it, and where it leads."""

import re

import httpx

from services.training.domain.course import LINK as TRAINERS
from services.training.operations.places import LINK as PLACE
from services.training.operations.surveys import room as operation
from services.training.operations.surveys.room import LINK
from shared.house import House
from shared.identity.staff import Role
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.surveys import asked
from tests.training.surveys.asked import Room, room

HERE = {"Origin": "http://wego.test"}


def code(own: Room, version: int = 0) -> str:
    return f"/s/room/{own.house.links.token(LINK, own.survey, version)}"


async def mailed(own: Room) -> list[str]:
    found = await asked.jobs(own.house, "message.send")
    return [each["to"]["email"] for each in found if each["message"]["template"] == "survey.link"]


async def test_a_telephone_that_is_known_comes_to_its_own_survey(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    own = await room(training, clock, 2)
    await client.get(f"/t/{training.links.token(PLACE, own.people[1].id)}")
    first = await client.get(code(own))
    assert first.status_code == 302
    second = await client.get(first.headers["location"])
    assert (second.status_code, second.headers["location"]) == (302, own.link(1))


async def test_a_strange_telephone_is_asked_for_an_address_and_learns_nothing(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    own = await room(training, clock, 2)
    second = await client.get((await client.get(code(own))).headers["location"])
    assert second.headers["location"] == f"{code(own)}?asked=no"
    page = await client.get(second.headers["location"])
    assert "Mail me my link" in page.text
    told = []
    for address in ("Official1@example.org", "stranger@example.org"):
        answer = await client.post(code(own), data={"email": address}, headers=HERE)
        page = await client.get(answer.headers["location"])
        told.append((answer.status_code, answer.headers["location"], _plain(page.text)))
    assert told[0] == told[1]
    assert await mailed(own) == ["official1@example.org"]
    bad = await client.post(code(own), data={"email": "nobody"}, headers=HERE)
    assert bad.status_code == 422


async def test_for_one_address_few_links_are_sent(training: House, clock: FakeClock, client: httpx.AsyncClient) -> None:
    own = await room(training, clock, 2)
    address = {"email": "official2@example.org"}
    found = [(await client.post(code(own), data=address, headers=HERE)).status_code for _ in range(7)]
    assert found == [303] * 5 + [429] * 2


async def test_a_code_that_was_replaced_leads_nowhere(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    own = await room(training, clock, 2)
    await operation.renew(training, people.actor(training), own.survey)
    assert (await client.get(f"{code(own)}?asked=no")).status_code == 410
    assert (await client.get(f"/t/survey/{code(own).rpartition('/')[2]}")).status_code == 410
    assert (await client.get(f"{code(own, 1)}?asked=no")).status_code == 200
    async with training.db.reading() as tx:
        assert (
            await tx.conn.fetchval("SELECT action FROM identity.audit ORDER BY at DESC LIMIT 1")
            == "survey.code_renewed"
        )


async def test_the_trainers_show_it(training: House, clock: FakeClock, client: httpx.AsyncClient) -> None:
    """The link of them all does not say whose survey it is: it leads to the code, and tells nothing of the answers."""
    own = await room(training, clock, 3)
    session = await people.session(training, own.people[0].cohort_id)
    wall = f"/trainer/surveys/{own.survey}/code"
    assert (await client.get(wall)).status_code in (303, 401)
    await client.get(f"/trainer/{training.links.token(TRAINERS, own.people[0].cohort_id)}")
    led = await client.get(f"/trainer/sessions/{session.id}/survey")
    assert (led.status_code, led.headers["location"]) == (302, wall)
    await asked.answers(client, own.link(0))
    page = await client.get(wall)
    assert '<svg role="img" aria-label="Code to scan for How was the visit?"' in page.text
    assert ("have answered" in page.text, "data-live" in page.text) == (False, True)
    assert "Replace this code" not in page.text
    assert (await client.post(wall, headers=HERE)).status_code in (303, 401)
    async with training.db.reading() as tx:
        assert await tx.conn.fetchval("SELECT link_version FROM surveys") == 0


async def test_without_an_open_survey_the_board_says_so(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    cohort = await people.jeju(training)
    session = await people.session(training, cohort)
    await client.get(f"/trainer/{training.links.token(TRAINERS, cohort)}")
    page = await client.get(f"/trainer/sessions/{session.id}/survey")
    assert "No survey is open now" in page.text


async def test_an_event_has_a_wall_for_organizers(training: House, clock: FakeClock) -> None:
    from services.training.operations.hands import Hands  # noqa: PLC0415

    key = await asked.event(training, 2)
    survey = await asked.survey(training, activity_key=key)
    shown = await operation.wall(training, Hands(people.actor(training, Role.ORGANIZER)), survey)
    assert (shown.occasion.title, shown.may_renew) == ("Water webinar", True)


async def test_surveys_to_fill_stand_on_the_page_of_a_place(
    training: House, clock: FakeClock, client: httpx.AsyncClient
) -> None:
    own = await room(training, clock, 2)
    page = f"/t/{training.links.token(PLACE, own.people[0].id)}"
    assert own.link(0) in (await client.get(page)).text
    await asked.answers(client, own.link(0))
    assert own.link(0) not in (await client.get(page)).text


def _plain(html: str) -> str:
    return re.sub(r"\s+", " ", html)
