"""Who reads results: a trainer those of their own sessions, a viewer all of them, and neither sorts comments."""

from uuid import uuid4

import httpx
import pytest

from services.training.domain.course import LINK
from services.training.store import staffing
from shared.house import House
from tests.training import people
from tests.training.surveys.results import FORMS, of_a_class, path
from tests.training.web.conftest import SignedIn


@pytest.mark.parametrize("form", FORMS)
async def test_a_trainer_reads_of_their_own_sessions_only(training: House, signed_in: SignedIn, form: str) -> None:
    """By the address of the account, once the account was given the cohort."""
    cohort = await people.jeju(training)
    browser, staff = await signed_in("trainer")
    trainer = await people.trainer(training, cohort, email=staff.email)
    own = await people.session(training, cohort, "Own", trainer_ids=(trainer.id,))
    other = await people.session(training, cohort, "Other")
    ids = [await of_a_class(training, cohort_id=cohort, session_id=each.id) for each in (own, other)]
    ids.append(await of_a_class(training, cohort_id=cohort))
    assert [(await browser.get(path(id_, form))).status_code for id_ in ids] == [403, 403, 403]
    async with training.db.transaction() as tx:
        await staffing.add_staff(tx, staff.id, cohort)
    assert [(await browser.get(path(id_, form))).status_code for id_ in ids] == [200, 403, 403]


async def test_the_trainers_link_opens_results_where_it_says_who_reads(
    training: House, client: httpx.AsyncClient
) -> None:
    """A cohort with one trainer has a link that says who reads; of two it does not."""
    cohort = await people.jeju(training)
    trainer = await people.trainer(training, cohort)
    own = await people.session(training, cohort, "Own", trainer_ids=(trainer.id,))
    id_ = await of_a_class(training, cohort_id=cohort, session_id=own.id)
    headers = {"Authorization": f"Bearer {training.links.token(LINK, cohort)}"}
    api = f"/api/v1/organize/surveys/{id_}/results"
    assert (await client.get(api)).status_code == 401
    assert (await client.get(api, headers=headers)).status_code == 200
    compared = "/organize/surveys/compare?cohort=jeju-2027"
    assert f"/organize/surveys/{id_}/results" in (await client.get(compared, headers=headers)).text
    await people.trainer(training, cohort, "Prof Lee")
    assert (await client.get(api, headers=headers)).status_code == 403
    assert (await client.get(compared, headers=headers)).status_code == 403


async def test_a_viewer_reads_and_tags_nothing(training: House, signed_in: SignedIn) -> None:
    browser, _ = await signed_in("viewer")
    id_ = await of_a_class(training)
    assert (await browser.get(path(id_))).status_code == 200
    async with training.db.reading() as tx:
        words = await tx.conn.fetchval("SELECT id FROM survey_words LIMIT 1")
    assert (await browser.post(path(id_, f"comments/{words}"), data={"tags": "x"})).status_code == 403
    assert (await browser.get(path(uuid4()))).status_code == 404


async def test_one_trainer_beside_another_only_in_what_they_share(training: House, signed_in: SignedIn) -> None:
    """The comparison of a trainer is made of their own sessions."""
    cohort = await people.jeju(training)
    browser, staff = await signed_in("trainer")
    mine = await people.trainer(training, cohort, email=staff.email)
    other = await people.trainer(training, cohort, "Prof Lee")
    for title, who in (("Own", mine), ("Other", other)):
        session = await people.session(training, cohort, title, trainer_ids=(who.id,))
        await of_a_class(training, cohort_id=cohort, session_id=session.id)
    async with training.db.transaction() as tx:
        await staffing.add_staff(tx, staff.id, cohort)
    body = (await browser.get("/api/v1/organize/training/jeju-2027/survey-results")).json()
    assert {group["key"] for each in body["items"] for group in each["groups"]} == {"Own"}
    page = await browser.get("/organize/surveys/compare?cohort=jeju-2027&by=trainer")
    assert (page.status_code, "Prof Lee" in page.text) == (200, False)
