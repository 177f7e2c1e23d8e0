"""Trainers say who of their own cohort passed; everybody who took part is counted, and nobody else."""

from typing import Any

import httpx
import pytest

from services.training.domain.attendance import State
from services.training.domain.course import LINK
from services.training.operations import cohort_accounts
from shared.identity.accounts import create_token
from shared.identity.staff import Staff
from tests.training import people
from tests.training.certificates.given import Held, issue_all
from tests.training.web.conftest import SignedIn


@pytest.fixture
async def asked(room: Held, desk: httpx.AsyncClient) -> str:
    """The page where trainers say it; certificates ask for it."""
    await desk.post(f"{room.desk}/rules", data={"share": "80", "assessment": "true"})
    return f"/trainer/assessment/{room.cohort}"


async def tie(room: Held, trainer: Staff) -> None:
    await cohort_accounts.tie(room.house, people.actor(room.house), "jeju-2027", trainer.id)


async def test_a_trainer_says_it_of_their_own_cohort_alone(
    room: Held, asked: str, signed_in: SignedIn, desk: httpx.AsyncClient
) -> None:
    trainer, who = await signed_in("trainer")
    first, second = (f"person-{each.id}" for each in room.people)
    answers = [await trainer.get(asked), await trainer.post(asked, data={first: "passed"})]
    assert [answer.status_code for answer in answers] == [403, 403]
    await tie(room, who)
    assert "Official 01" in (await trainer.get(asked)).text
    answer = await trainer.post(asked, data={first: "passed", second: "failed"})
    assert "Kept for 2 people" in (await trainer.get(answer.headers["location"])).text
    assert (await trainer.post(asked, data={first: "passed", second: "best"})).status_code == 422
    assert await _trail(room) == [(who.trail, "failed"), (who.trail, "passed")]
    page = (await desk.get(room.desk)).text
    assert ("Issue 1 certificate" in page, "The assessment was not passed" in page) == (True, True)


async def test_two_trainers_do_not_undo_each_other(room: Held, asked: str, desk: httpx.AsyncClient) -> None:
    ids = [str(each.id) for each in room.people]
    shown = {f"was-{id_}": "" for id_ in ids}
    await desk.post(asked, data={**shown, f"person-{ids[0]}": "passed", f"person-{ids[1]}": ""})
    await desk.post(asked, data={**shown, f"person-{ids[0]}": "", f"person-{ids[1]}": "failed"})
    path = f"/api/v1/organize/certificates/assessments/{room.cohort}"
    token = await create_token(room.house.db, name="Reports", role="organizer")
    headers = {"authorization": f"Bearer {token}"}
    found = (await desk.get(path, headers=headers)).json()["items"]
    assert [(each["assessment"], each["settled"]) for each in found] == [("passed", False), ("failed", False)]
    told = await desk.post(path, json={"people": {ids[1]: "passed"}}, headers=headers)
    assert [each["assessment"] for each in told.json()["items"]] == ["passed", "passed"]
    wrongs: list[Any] = [[], {ids[0]: 1}, {"x": "passed"}]
    for wrong in wrongs:
        assert (await desk.post(path, json={"people": wrong}, headers=headers)).status_code == 422


async def test_an_old_page_of_one_person_does_not_undo_what_the_trainer_said(
    room: Held, asked: str, desk: httpx.AsyncClient
) -> None:
    first = room.people[0].id
    person = f"{room.desk}/people/{first}"
    page = (await desk.get(person)).text
    assert '<input type="hidden" name="was" value="">' in page
    await desk.post(asked, data={f"person-{first}": "passed"})
    old = {"was": "", "assessment": "", "exception": "granted", "reason": ""}
    again = await desk.post(f"{person}/say", data=old)
    assert (again.status_code, '<input type="hidden" name="was" value="">' in again.text) == (422, True)
    assert (await desk.post(f"{person}/say", data={**old, "reason": "Was ill"})).status_code == 303
    assert await _said(room) == ("passed", "granted")
    assert '<input type="hidden" name="was" value="passed">' in (await desk.get(person)).text
    meant = {"was": "passed", "assessment": "", "exception": "", "reason": ""}
    assert (await desk.post(f"{person}/say", data=meant)).status_code == 303
    assert await _said(room) == ("", "")


async def test_what_is_not_said_of_the_assessment_leaves_it(room: Held, asked: str, desk: httpx.AsyncClient) -> None:
    first = room.people[0].id
    await desk.post(asked, data={f"person-{first}": "passed"})
    person = f"{room.desk}/people/{first}"
    assert (await desk.post(f"{person}/say", data={"exception": ""})).status_code == 303
    assert await _said(room) == ("passed", "")
    token = await create_token(room.house.db, name="Reports", role="organizer")
    headers = {"authorization": f"Bearer {token}"}
    for body in ({"exception": "granted", "reason": "Was ill"}, {"was": "", "assessment": "", "exception": ""}):
        assert (await desk.post(f"/api/v1{person}/say", json=body, headers=headers)).status_code == 200
        assert await _said(room) == ("passed", body["exception"])
    wrong = await desk.post(f"/api/v1{person}/say", json={"assessment": "best"}, headers=headers)
    assert wrong.status_code == 422
    assert (await desk.post(f"/api/v1{person}/say", json={"assessment": ""}, headers=headers)).status_code == 200
    assert await _said(room) == ("", "")


async def test_who_holds_a_certificate_is_settled(room: Held, asked: str, desk: httpx.AsyncClient) -> None:
    first = str(room.people[0].id)
    await desk.post(asked, data={f"person-{first}": "passed"})
    assert await issue_all(room.house, room.key) == 1
    assert f"person-{first}" not in (await desk.get(asked)).text
    assert (await desk.post(asked, data={f"person-{first}": "failed"})).status_code == 422


async def test_the_link_that_trainers_share_says_nothing(
    room: Held, asked: str, client: httpx.AsyncClient, signed_in: SignedIn
) -> None:
    token = room.house.links.token(LINK, room.cohort, 0)
    await client.get(f"/trainer/{token}")
    sessions = f"/trainer/sessions/{room.sessions[0]}/all"
    assert asked not in (await client.get(sessions)).text
    assert (await client.post(asked, data={})).status_code == 303
    trainer, who = await signed_in("trainer")
    await tie(room, who)
    assert f'href="{asked}"' in (await trainer.get(sessions)).text


async def test_where_no_assessment_is_asked_for_none_is_said(room: Held, desk: httpx.AsyncClient) -> None:
    answer = await desk.get(f"/trainer/assessment/{room.cohort}")
    assert (answer.status_code, "do not ask for an assessment" in answer.text) == (409, True)


async def test_only_who_attended_took_part(room: Held, desk: httpx.AsyncClient) -> None:
    room.people.append(await people.participant(room.house, room.cohort, 8))
    await room.marks(2, *[State.ABSENT] * 4)
    page = (await desk.get(room.desk)).text
    assert "<dt>Took part</dt><dd>2 <small>of 3</small></dd>" in page


async def _said(room: Held) -> tuple[str, str]:
    """Of the first: the assessment, and the exception."""
    async with room.house.db.reading() as tx:
        row = await tx.conn.fetchrow(
            "SELECT assessment, exception FROM certificate_people WHERE person_id = $1", room.people[0].id
        )
    return row["assessment"], row["exception"]


async def _trail(room: Held) -> list[tuple[str, Any]]:
    """Who said what; in no order, for both were said at one instant."""
    async with room.house.db.reading() as tx:
        rows = await tx.conn.fetch("SELECT actor, new FROM identity.audit WHERE action = 'certificates.person'")
    return sorted((row["actor"], row["new"]["assessment"]) for row in rows)
