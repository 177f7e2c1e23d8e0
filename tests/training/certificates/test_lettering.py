"""Letters that no font of ours has are told before anything is printed with boxes in their places."""

import httpx
import pytest

from services.training.domain.certificates.rules import Chance, Why
from services.training.operations.certificates import issuing, name_papers, saying, setting
from shared.house import House
from tests.shared.documents.reading import lines
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.certificates.given import Held, held, issue_all, valid

TIBETAN = "བཀྲ"
SAYS = "These letters cannot be printed: བ ཀ ྲ"


@pytest.fixture
async def room(training: House, clock: FakeClock) -> Held:
    return await held(training, clock, 2, names={0: {"name": "Tashi", "native_name": TIBETAN}})


async def test_the_list_says_not_yet_and_nothing_is_issued(room: Held, desk: httpx.AsyncClient) -> None:
    roll = await setting.show(room.house, people.actor(room.house), room.key)
    first = next(line for line in roll.lines if line.who.name == "Tashi")
    assert (first.judgement.chance, [each.why for each in first.judgement.reasons]) == (Chance.NOT_YET, [Why.LETTERS])
    assert SAYS in (await desk.get(room.desk)).text
    assert await issue_all(room.house, room.key) == 1
    assert list(await valid(room.house, room.key)) == ["Official 02"]


async def test_the_person_is_told_beside_the_field_and_may_leave_it_empty(
    room: Held, client: httpx.AsyncClient
) -> None:
    answer = await client.post(room.own(0), data={"name": "Tashi", "native_name": TIBETAN})
    assert answer.status_code == 422
    assert f"{SAYS}. Leave this empty, or write it in other letters." in answer.text
    assert (await client.post(room.own(0), data={"name": TIBETAN, "native_name": ""})).status_code == 422
    assert (await client.post(room.own(0), data={"name": "Tashi", "native_name": ""})).status_code == 303
    assert await issue_all(room.house, room.key) == 2


async def test_staff_are_told_when_they_correct(room: Held, desk: httpx.AsyncClient) -> None:
    await issue_all(room.house, room.key)
    page = f"{room.desk}/people/{room.people[1].id}/correct"
    body = {"name": "Official Two", "native_name": TIBETAN, "internal_reason": "Asked", "organisation": ""}
    answer = await desk.post(page, data=body)
    assert (answer.status_code, SAYS in answer.text) == (422, True)
    assert (await desk.post(page, data={**body, "native_name": ""})).status_code == 303


async def test_an_exception_does_not_print_boxes(room: Held, desk: httpx.AsyncClient) -> None:
    body = {"exception": "granted", "reason": "The board decided"}
    await saying.say(room.house, people.actor(room.house), room.key, room.people[0].id, body)
    await issuing.begin(room.house, people.actor(room.house), room.key, unconfirmed=True)
    assert await issuing.issue_waiting(room.house) == 1
    assert "Could not be issued: these letters cannot be printed: བ ཀ ྲ" in (await desk.get(room.desk)).text


async def test_badges_leave_such_a_native_name_out_and_room_for_such_a_name(room: Held) -> None:
    actor = people.actor(room.house)
    await people.participant(room.house, room.cohort, 9, name=TIBETAN, organisation="City of Lhasa")
    assert (await name_papers.show(room.house, actor, room.key)).unprintable == [TIBETAN]
    _, _, pdf = await name_papers.printed(room.house, actor, room.key, {"sort": "organisation"})
    said = [lines(pdf, page) for page in range(3)]
    assert ["Tashi" in each for each in said] == [False, False, True]
    assert ["City of Lhasa" in each for each in said] == [True, False, False]
    assert "\ufffd" not in "".join(line for page in said for line in page)
