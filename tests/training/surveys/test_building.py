"""Surveys on the desk: made from templates, made ready, opened, frozen, asked again."""

import re
from datetime import UTC, datetime
from html import unescape
from uuid import UUID

import httpx
import pytest

from services.training.domain.session import Kind
from services.training.domain.surveys import readiness
from services.training.domain.surveys.questions import BankRef
from services.training.domain.surveys.survey import State
from services.training.domain.surveys.templates import TEMPLATES, Taken
from services.training.operations.surveys import making, readying
from shared.errors import Invalid
from shared.house import House
from tests.support.clock import FakeClock
from tests.training.people import actor, jeju, participant, session
from tests.training.surveys.building import PATH, revision, trail, words
from tests.training.surveys.drafts import ABOUT, SETTINGS, draft, read


async def test_the_first_page_says_what_to_do(training: House, desk: httpx.AsyncClient) -> None:
    page = words(await desk.get(PATH))
    assert "No survey yet" in page
    await jeju(training)
    choose = await desk.get(f"{PATH}/new")
    assert 'value="cohort:jeju-2027"' in choose.text
    form = words(await desk.get(f"{PATH}/new?about={ABOUT}"))
    assert all(words_ in form for words_ in ("End of training", "General Assembly", "Empty survey", "한국어"))


_COUNTED = re.compile(r"questions?|minutes?", re.IGNORECASE)


@pytest.mark.parametrize("name", sorted(TEMPLATES))
async def test_how_many_questions_is_counted_not_written(training: House, desk: httpx.AsyncClient, name: str) -> None:
    """One more question, and what stands there is still true: nothing that people read says how many or how long."""
    template = TEMPLATES[name]
    assert [_COUNTED.findall(words_) for words_ in (template.title, template.title_after, template.intro)] == [[]] * 3
    await jeju(training)
    form = unescape(words(await desk.get(f"{PATH}/new?about={ABOUT}")))
    assert f"{template.about} {len(template.items)} questions." in form


@pytest.mark.parametrize("name", sorted(TEMPLATES.keys() - {"knowledge"}))
async def test_every_template_can_be_made_ready_as_it_is(training: House, desk: httpx.AsyncClient, name: str) -> None:
    await jeju(training)
    made = await desk.post(f"{PATH}/new", data={"about": ABOUT, "template": name, **SETTINGS})
    assert made.status_code == 303
    page = await desk.get(made.headers["location"])
    assert re.findall(r"\d+ things? stands? in the way", words(page)) == []
    path = made.headers["location"].partition("?")[0]
    assert (await desk.get(f"{path}/preview")).status_code == 200
    ready = await desk.post(f"{path}/ready")
    assert ready.headers["location"] == f"{path}?done=ready"
    assert (await read(training, UUID(path.rpartition("/")[2]))).state is State.READY


async def test_shared_questions_know_where_they_come_from(training: House) -> None:
    made = await draft(training)
    asked = [item.bank for item in TEMPLATES["follow_up"].items if isinstance(item, Taken)]
    assert [item.bank for item in made.items] == [BankRef(key, 1) for key in asked]


async def test_one_for_each_session_in_one_act(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    await session(training, cohort, "Water")
    await session(training, cohort, "Waste", day=1)
    await session(training, cohort, "A free evening", day=1, hour=18, kind=Kind.FREE)
    form = {"about": "sessions:jeju-2027", "template": "session", **SETTINGS}
    offered = words(await desk.get(f"{PATH}/new?about={form['about']}"))
    assert "Water (Monday 4 October 2027, 09:00)" in offered
    made = await desk.post(f"{PATH}/new", data=form)
    assert made.headers["location"] == f"{PATH}?done=made&state=draft&cohort=jeju-2027"
    page = words(await desk.get(made.headers["location"]))
    assert ("Water" in page, "Waste" in page, "A free evening" in page) == (True, True, False)
    ready = await desk.post(f"{PATH}/ready", data={"cohort": "jeju-2027"})
    page = words(await desk.get(ready.headers["location"]))
    assert ("2 surveys are ready" in page, "Make all drafts" in page) == (True, False)


async def test_nothing_is_made_of_half_a_form(training: House, desk: httpx.AsyncClient) -> None:
    await jeju(training)
    bad = await desk.post(f"{PATH}/new", data={"about": ABOUT, "template": "nothing", "minimum": "2"})
    assert bad.status_code == 422
    assert "Choose a template from the list, or an empty survey" in words(bad)
    assert "Choose at least one of our languages" in words(bad)
    assert "Write a whole number from 3 to 50" in words(bad)
    assert "No survey yet" in words(await desk.get(PATH))
    with pytest.raises(Invalid):
        await making.create(training, actor(training), {"about": "cohort:none", "template": "session", **SETTINGS})


async def test_who_was_overtaken_keeps_what_they_typed(training: House, desk: httpx.AsyncClient) -> None:
    made = await draft(training)
    path = f"{PATH}/{made.id}/settings"
    old = await revision(training, made.id)
    settings = {**SETTINGS, "anchor": "end", "opens_number": "3", "opens_unit": "days", "opens_side": "after",
                "open_number": "10", "open_unit": "days", "reminders": "2, 5", "revision": old}  # fmt: skip
    assert (await desk.post(path, data={**settings, "title.en": "First"})).status_code == 303
    late = await desk.post(path, data={**settings, "title.en": "Second"})
    assert (late.status_code, 'value="Second"' in late.text) == (409, True)
    assert "Somebody else changed this survey meanwhile" in words(late)
    again = {**settings, "title.en": "Second", "revision": await revision(training, made.id)}
    assert (await desk.post(path, data=again)).status_code == 303
    now = await read(training, made.id)
    assert (now.title, now.schedule.opens_after, now.schedule.reminders) == ({"en": "Second"}, 4320, (2880, 7200))
    page = words(await desk.get(f"{PATH}/{made.id}"))
    assert "Opens 3 days after it ends, stays open for 10 days." in page
    assert "Who has not answered is reminded after: 2 days; 5 days." in page
    again = {**again, "reminders": "3,3,3", "revision": await revision(training, made.id)}
    twice = await desk.post(path, data=again)
    assert (twice.status_code, "at most five, each once and before it closes" in words(twice)) == (422, True)


async def test_ready_and_back_and_then_frozen(training: House, desk: httpx.AsyncClient) -> None:
    made = await draft(training)
    path = f"{PATH}/{made.id}"
    await desk.post(f"{path}/ready")
    refused = await desk.post(f"{path}/questions/follow_used/remove")
    assert (refused.status_code, "Only a draft can be changed" in words(refused)) == (409, True)
    assert (await desk.post(f"{path}/delete")).status_code == 409
    await desk.post(f"{path}/draft")
    assert (await read(training, made.id)).state is State.DRAFT
    await desk.post(f"{path}/ready")
    async with training.db.transaction() as tx:
        await tx.conn.execute(
            "UPDATE surveys SET state = 'open', opens_at = '2027-10-07 08:00Z', closes_at = '2027-10-21 08:00Z'"
        )
    assert (await desk.post(f"{path}/draft")).status_code == 409
    title = {"title.en": "Another title", "revision": await revision(training, made.id)}
    assert (await desk.post(f"{path}/settings", data=title)).status_code == 303
    sooner = await desk.post(f"{path}/closing", data={"closes_day": "2027-10-20", "closes_hour": "18:00"})
    assert (sooner.status_code, "Choose a later time" in words(sooner)) == (422, True)
    await desk.post(f"{path}/closing", data={"closes_day": "2027-10-25", "closes_hour": "18:00"})
    now = await read(training, made.id)
    assert (now.title["en"], str(now.closes_at)) == ("Another title", "2027-10-25 09:00:00+00:00")
    assert [action for action, _, _ in await trail(training, made.id)] == [
        "survey.created", "survey.ready", "survey.taken_back", "survey.ready", "survey.renamed", "survey.postponed",
    ]  # fmt: skip


async def test_asked_again_and_deleted(training: House, desk: httpx.AsyncClient) -> None:
    made = await draft(training)
    assert "Ask it again" in words(await desk.get(f"{PATH}/new?copy={made.id}&about={ABOUT}"))
    copied = await desk.post(f"{PATH}/new", data={"copy": str(made.id), "about": ABOUT})
    other = UUID(copied.headers["location"].partition("?")[0].rpartition("/")[2])
    assert (await read(training, other)).items == made.items
    gone = await desk.post(f"{PATH}/{other}/delete")
    assert gone.headers["location"] == f"{PATH}?done=deleted"
    assert (await desk.get(f"{PATH}/{other}")).status_code == 404


async def test_how_many_are_asked_against_the_minimum(training: House, desk: httpx.AsyncClient) -> None:
    made = await draft(training)
    assert "Nobody is asked yet" in words(await desk.get(f"{PATH}/{made.id}"))
    await participant(training, await jeju(training), 1)
    assert "Only 1 people are asked, and nothing is shown below 5 answers" in words(await desk.get(f"{PATH}/{made.id}"))


async def test_knowledge_is_asked_twice_of_the_same_people(training: House, desk: httpx.AsyncClient) -> None:
    await jeju(training)
    made = await desk.post(f"{PATH}/new", data={"about": ABOUT, "template": "knowledge", **SETTINGS})
    page = await desk.get(made.headers["location"])
    assert ("Before, of a pair" in page.text, "After, of a pair" in page.text) == (True, True)
    ids = re.findall(rf'href="{PATH}/([0-9a-f-]{{36}})"', page.text)
    before, after = [await read(training, UUID(id_)) for id_ in ids]
    assert (before.pair_role, after.pair_role, before.pair_id == after.pair_id) == ("before", "after", True)
    assert before.items == after.items
    assert before.pair_id is not None


async def test_it_opens_by_the_date_of_what_it_is_about(
    training: House, desk: httpx.AsyncClient, clock: FakeClock
) -> None:
    made = await draft(training, "course_end")
    await desk.post(f"{PATH}/{made.id}/ready")
    ready = await read(training, made.id)
    assert str(ready.opens_at) == "2027-10-07 13:00:00+00:00", "two hours before midnight in Seoul"
    await desk.post(f"{PATH}/{made.id}/draft")
    assert (await read(training, made.id)).opens_at is None
    clock.move_to(datetime(2027, 11, 1, tzinfo=UTC))
    with pytest.raises(Invalid) as refused:
        await readying.make_ready(training, actor(training), made.id)
    assert [problem.message for problem in refused.value.problems] == [readiness.PAST]
