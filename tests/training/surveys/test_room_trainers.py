"""Which trainer shows the code for the room, and who is told how many have answered."""

from dataclasses import dataclass
from uuid import UUID

import httpx
import pytest

from services.training.domain.course import LINK
from services.training.domain.session import Session
from services.training.store import staffing
from shared.house import House
from shared.identity.staff import Staff
from tests.training import people
from tests.training.surveys import sample
from tests.training.surveys.stored import survey
from tests.training.web.conftest import SignedIn

COUNT = "3 of 4 have answered"


@dataclass
class Held:
    """A session with its open survey."""

    session: Session
    survey: UUID

    @property
    def wall(self) -> str:
        return f"/trainer/surveys/{self.survey}/code"


async def held(house: House, cohort: UUID, title: str, *trainers: UUID) -> Held:
    session = await people.session(house, cohort, title, trainer_ids=trainers)
    answers = sample.answers(3)
    made = await survey(house, sample.ITEMS, answers, cohort_id=cohort, session_id=session.id, state="open")
    return Held(session, made)


async def seen(browser: httpx.AsyncClient, own: Held) -> tuple[int, int, bool, bool]:
    """The status of the code by its address and from the board; whether the board offers it, and a count is told."""
    page = await browser.get(own.wall)
    board = f"/trainer/sessions/{own.session.id}"
    from_board = await browser.get(f"{board}/survey")
    offered = f'href="{board}/survey"' in (await browser.get(board)).text
    return page.status_code, from_board.status_code, offered, COUNT in page.text


async def given(house: House, staff: Staff, cohort: UUID) -> None:
    async with house.db.transaction() as tx:
        await staffing.add_staff(tx, staff.id, cohort)


async def test_a_trainer_shows_the_code_of_their_own_sessions_only(training: House, signed_in: SignedIn) -> None:
    """Of a session that nobody teaches, and of the course, the code alone."""
    cohort = await people.jeju(training)
    await people.participant(training, cohort)
    browser, staff = await signed_in("trainer")
    mine = await people.trainer(training, cohort, email=staff.email)
    other = await people.trainer(training, cohort, "Prof Lee")
    both = [await held(training, cohort, each.name, each.id) for each in (mine, other)]
    nobodys = await held(training, cohort, "Opening")
    await given(training, staff, cohort)
    assert await seen(browser, both[0]) == (200, 302, True, True)
    assert await seen(browser, both[1]) == (403, 403, False, False)
    assert await seen(browser, nobodys) == (200, 302, True, False)
    course = await survey(training, sample.ITEMS, sample.answers(3), cohort_id=cohort, state="open")
    page = await browser.get(f"/trainer/surveys/{course}/code")
    assert (page.status_code, COUNT in page.text) == (200, False)


async def test_an_account_without_a_session_of_its_own_shows_the_code_alone(
    training: House, signed_in: SignedIn
) -> None:
    """Their address may not be written down: in class the code still works."""
    cohort = await people.jeju(training)
    await people.participant(training, cohort)
    browser, staff = await signed_in("trainer")
    own = await held(training, cohort, "Own", (await people.trainer(training, cohort)).id)
    await given(training, staff, cohort)
    assert await seen(browser, own) == (200, 302, True, False)


@pytest.mark.parametrize(("trainers", "told"), [(1, True), (2, False)])
async def test_the_link_of_the_trainers_tells_counts_where_it_says_whose(
    training: House, client: httpx.AsyncClient, trainers: int, told: bool
) -> None:
    """Of a course with one trainer it does."""
    cohort = await people.jeju(training)
    await people.participant(training, cohort)
    teach = [await people.trainer(training, cohort, f"Prof {number}") for number in range(trainers)]
    own = await held(training, cohort, "Own", teach[0].id)
    await client.get(f"/trainer/{training.links.token(LINK, cohort)}")
    assert await seen(client, own) == (200, 302, True, told)


async def test_organizers_are_told_of_every_survey(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await people.jeju(training)
    await people.participant(training, cohort)
    own = await held(training, cohort, "Own", (await people.trainer(training, cohort)).id)
    assert await seen(desk, own) == (200, 302, True, True)
    course = await survey(training, sample.ITEMS, sample.answers(3), cohort_id=cohort, state="open")
    assert COUNT in (await desk.get(f"/trainer/surveys/{course}/code")).text
