"""A place is given up by whoever has it: calendars, the reserve, the city and staff follow."""

from datetime import UTC, datetime

import httpx
import pytest

from services.training.operations import my_offer
from services.training.operations.places import LINK
from services.training.store import participants
from shared.contracts.notify import CalendarFollow, CalendarWithdraw
from shared.contracts.registration import DeskPut
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.delivery import Deliver
from tests.support.outbox import clear, jobs
from tests.support.smtp import MailServer
from tests.training.chosen import Chosen, nominated, published, reviewed, told
from tests.training.files import CHENGDU
from tests.training.people import jeju, participant
from tests.training.web.test_people import words


@pytest.fixture
async def chengdu(training: House) -> Chosen:
    """Six accepted, two wait."""
    chosen = await nominated(training, CHENGDU, "chengdu-2027", people=8, cities=8, quotas=())
    await reviewed(chosen, 1)
    await published(chosen)
    for number in (1, 2, 3, 4, 5, 6):
        await my_offer.accept(training, chosen.token(number))
    return chosen


async def own_page(house: House, chosen: Chosen, number: int) -> str:
    async with house.db.reading() as tx:
        every = await participants.of_cohort(tx, chosen.cohort_id)
    who = next(each for each in every if each.email == f"nominee{number}@example.org")
    return f"/t/{house.links.token(LINK, who.id, who.link_version)}"


async def given_up(house: House) -> list[int]:
    return [each.count for each in await jobs(house, DeskPut) if each.kind == "place.given_up"]


async def test_the_page_says_what_happens_and_it_happens(
    training: House, chengdu: Chosen, client: httpx.AsyncClient, deliver: Deliver, smtp: MailServer
) -> None:
    own = await own_page(training, chengdu, 1)
    assert f'href="{own}/give-up"' in (await client.get(own)).text
    asked = words(await client.get(f"{own}/give-up"))
    assert "Your place goes to the next on the reserve list, at once." in asked
    assert (await chengdu.states())["accepted"] == [1, 2, 3, 4, 5, 6], "looking changes nothing"
    await deliver()
    await clear(training)
    done = await client.post(f"{own}/give-up", data={"reason": "A new post"})
    assert done.headers["location"] == own
    assert await chengdu.states() == {"withdrawn": [1], "accepted": [2, 3, 4, 5, 6], "offered": [7], "reserve": [8]}
    (leaves,) = await jobs(training, CalendarWithdraw)
    assert [part.message.facts for part in leaves.parts] == [{"by": "themselves"}]
    assert [each.feeds for each in await jobs(training, CalendarFollow)] == [()]
    assert await given_up(training) == [1]
    assert "Your place is given up" in words(await client.get(own))
    await client.post(f"{own}/give-up", data={"reason": ""})
    assert (await given_up(training), len(await jobs(training, CalendarWithdraw))) == ([1], 1), "twice is once"
    await deliver()
    (mail,) = [each for each in smtp.to("nominee1@example.org") if "Withdrawn" in each["Subject"]]
    assert "You gave up your place in this course." in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert told(smtp.to("nominee7@example.org"))["A seat for you"] == 1


async def test_staff_take_note_and_it_leaves_the_desk(
    training: House, client: httpx.AsyncClient, desk: httpx.AsyncClient
) -> None:
    cohort = await jeju(training)
    first, second = await participant(training, cohort), await participant(training, cohort, 2)
    page = "/organize/training/jeju-2027/participants"
    for who in (first, second):
        await client.post(f"/t/{training.links.token(LINK, who.id, 0)}/give-up", data={"reason": "Ill"})
    assert await given_up(training) == [1, 2]
    seen = words(await desk.get(page))
    assert "2 people gave up their places" in seen
    assert "Official 01 : Ill" in seen
    await clear(training)
    await desk.post(f"{page}/{first.id}/take-back")
    assert await given_up(training) == [1]
    await clear(training)
    await desk.post(f"{page}/given-up")
    assert await given_up(training) == [0]
    assert "gave up their place" not in words(await desk.get(page))


async def test_without_a_reserve_nothing_is_promised_and_what_is_over_stays(
    training: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    cohort = await jeju(training)
    own = f"/t/{training.links.token(LINK, (await participant(training, cohort)).id, 0)}"
    assert "reserve list" not in words(await client.get(f"{own}/give-up"))
    long = await client.post(f"{own}/give-up", data={"reason": "x" * 501})
    assert long.status_code == 422
    assert "x" * 501 in long.text
    clock.move_to(datetime(2027, 10, 9, tzinfo=UTC))
    assert "give-up" not in (await client.get(own)).text
    assert (await client.post(f"{own}/give-up", data={"reason": ""})).status_code == 410
