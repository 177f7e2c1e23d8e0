"""The official's own page: they correct and confirm what was said of them."""

import re
from datetime import timedelta
from uuid import UUID

import httpx

from services.training.domain.coordinator import Coordinator
from services.training.domain.nomination import Nomination, State
from services.training.operations.nomination_letters import nominee_url
from services.training.store import nominations
from shared.contracts.notify import MessageSend
from shared.house import House
from tests.support.outbox import jobs
from tests.training.nominees import submitted
from tests.training.web.conftest import SignedIn
from tests.training.web.nominate.nominating import DESK, sign_in


async def _now(training: House, id_: UUID) -> Nomination:
    async with training.db.reading() as tx:
        found = await nominations.by_id(tx, id_)
    assert found is not None
    return found


def _link(training: House, nomination: Nomination) -> str:
    return nominee_url(training, "jeju-2027", nomination).removeprefix("http://wego.test")


async def test_the_official_corrects_and_confirms_and_the_coordinator_sees_it(
    training: House, client: httpx.AsyncClient, cohort: UUID, amina: Coordinator
) -> None:
    made = await submitted(training, cohort, amina)
    link = _link(training, made)
    page = await client.get(link)
    assert (page.status_code, 'value="Nominee 01"' in page.text, page.headers["referrer-policy"]) == (
        200,
        True,
        "no-referrer",
    )
    bad = await client.post(link, data={"name": "", "job_title": "x", "department": "x", "city": "x", "country": "KE"})
    assert (bad.status_code, "#field-name" in bad.text) == (422, True)
    form = {"name": "Nominee One", "job_title": "Head", "department": "ICT", "city": "Nairobi", "country": "KE",
            "gender": "female", "language": "fr", "timezone": "Africa/Nairobi", "email": "x@else.example"}  # fmt: skip
    assert (await client.post(link, data=form)).status_code == 303
    after = await _now(training, made.id)
    assert (after.state, after.official.name, after.official.language, after.email, after.motivation) == (
        State.CONFIRMED,
        "Nominee One",
        "fr",
        made.email,
        made.motivation,
    )
    assert after.confirmed_at == training.clock()
    await sign_in(training, client, amina.email)
    assert "Nominated, confirmed by the official" in (await client.get("/training/jeju-2027/nominate")).text


async def test_what_was_confirmed_and_changes_is_to_be_confirmed_again_at_the_new_address(
    training: House, client: httpx.AsyncClient, cohort: UUID, amina: Coordinator
) -> None:
    made = await submitted(training, cohort, amina, confirmed=True)
    old = _link(training, made)
    await sign_in(training, client, amina.email)
    page = await client.get(f"/training/jeju-2027/nominate/{made.id}")
    form = dict(
        re.findall(r'<input id="field-[\w.]+" name="([\w.]+)" type="(?:text|email)" value="([^"]*)"', page.text)
    )
    form |= {"country": "KE", "language": "en", "motivation": "x", "answers.project": "y", "email": "new@else.example"}
    answer = await client.post(
        f"/training/jeju-2027/nominate/{made.id}", data=form, files={"cv": ("", b"", "application/pdf")}
    )
    assert answer.status_code == 303
    after = await _now(training, made.id)
    assert (after.state, after.confirmed_at, after.email) == (State.SUBMITTED, None, "new@else.example")
    [letter] = await jobs(training, MessageSend)
    assert (letter.to.email, letter.manage_url) == ("new@else.example", nominee_url(training, "jeju-2027", after))
    assert (await client.get(old)).status_code == 410
    assert (await client.get(_link(training, after))).status_code == 200


async def test_a_link_that_we_did_not_make_or_of_a_withdrawn_nomination_opens_nothing(
    training: House, client: httpx.AsyncClient, cohort: UUID, amina: Coordinator
) -> None:
    made = await submitted(training, cohort, amina)
    assert (await client.get(_link(training, made)[:-2] + "xx")).status_code == 404
    async with training.db.transaction() as tx:
        await nominations.set_state(tx, made, State.WITHDRAWN)
    assert (await client.get(_link(training, made))).status_code == 410


async def test_once_there_is_an_answer_the_data_stay_as_they_are(
    training: House, client: httpx.AsyncClient, cohort: UUID, amina: Coordinator
) -> None:
    made = await submitted(training, cohort, amina)
    async with training.db.transaction() as tx:
        await nominations.set_state(tx, made, State.NOT_SELECTED)
    page = await client.get(_link(training, made))
    assert (page.status_code, "There is an answer to your nomination" in page.text) == (200, True)
    form = {"name": "Other", "job_title": "x", "department": "x", "city": "x", "country": "KE"}
    assert (await client.post(_link(training, made), data=form)).status_code == 409
    assert (await _now(training, made.id)).official.name == "Nominee 01"


async def test_once_the_call_is_closed_what_quotas_count_stays_and_staff_can_correct_it(
    training: House, client: httpx.AsyncClient, cohort: UUID, amina: Coordinator, signed_in: SignedIn
) -> None:
    made = await submitted(training, cohort, amina, city="Nairobi", country="KE")
    async with training.db.transaction() as tx:
        await tx.conn.execute("UPDATE calls SET opens_at = $1, closes_at = $2", tx.now - timedelta(days=2), tx.now)
    page = await client.get(_link(training, made))
    assert 'name="city"' not in page.text
    assert "City, country, gender: Nairobi, Kenya" in page.text
    form = {"name": "Nominee One", "job_title": "Head", "department": "ICT", "city": "Lagos", "country": "NG",
            "gender": "female", "language": "en", "timezone": "Africa/Nairobi"}  # fmt: skip
    assert (await client.post(_link(training, made), data=form)).status_code == 303
    after = await _now(training, made.id)
    assert (after.official.name, after.city, after.country, after.official.gender) == (
        "Nominee One", "Nairobi", "KE", made.official.gender,
    )  # fmt: skip
    path = f"{DESK}/nominations/{made.id}"
    desk, _ = await signed_in("organizer")
    bad = await desk.post(path, data={"city": "", "country": "XX", "gender": "female"})
    assert (bad.status_code, bad.text.count('class="error"')) == (422, 2)
    assert (await desk.post(path, data={"city": "Mombasa", "country": "KE", "gender": "female"})).status_code == 303
    after = await _now(training, made.id)
    assert (after.city, after.country, after.official.gender, after.official.name) == (
        "Mombasa", "KE", "female", "Nominee One",
    )  # fmt: skip
    async with training.db.reading() as tx:
        trail = await tx.conn.fetchrow("SELECT old, new FROM identity.audit WHERE action = 'nomination.corrected'")
    assert trail["old"]["city"] == "Nairobi"
    assert trail["new"]["city"] == "Mombasa"
    viewer, _ = await signed_in("viewer")
    assert "Keep the correction" not in (await viewer.get(path)).text
    assert (await viewer.post(path, data={"city": "X", "country": "KE"})).status_code == 403
