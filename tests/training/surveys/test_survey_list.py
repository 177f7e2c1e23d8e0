"""The list of surveys on the desk: who comes there, what it finds, where it leads."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest

from services.training.operations.surveys import editing
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.statements import counted
from tests.training.people import actor, jeju, session
from tests.training.surveys import sample
from tests.training.surveys.building import PATH, words
from tests.training.surveys.drafts import draft
from tests.training.surveys.stored import survey
from tests.training.web.conftest import SignedIn


@pytest.mark.parametrize("role", ["trainer", "viewer", "checkin"])
async def test_only_organizers_come_here(training: House, signed_in: SignedIn, role: str) -> None:
    made = await draft(training)
    browser, _ = await signed_in(role)
    assert (await browser.get(PATH)).status_code == (200 if role == "viewer" else 403)
    for path in ("/new", "/bank", f"/{made.id}", f"/{made.id}/settings", f"/{made.id}/preview", "/bank/improve"):
        assert (await browser.get(PATH + path)).status_code == 403, path
    assert (await browser.post(f"{PATH}/{made.id}/ready")).status_code == 403


async def test_as_many_statements_for_three_as_for_one(training: House, desk: httpx.AsyncClient) -> None:
    made, seen = await draft(training), []
    for _ in range(2):
        async with counted(training) as lists:
            assert (await desk.get(PATH)).status_code == 200
            assert (await desk.get(f"{PATH}?q=became&state=draft&cohort=jeju-2027")).status_code == 200
            assert (await desk.get(f"{PATH}/bank")).status_code == 200
            assert (await desk.get(f"{PATH}/{made.id}")).status_code == 200
        seen.append(len(lists))
        for _ in range(2):
            await draft(training)
    assert seen[0] == seen[1]


async def test_the_list_is_searched(training: House, desk: httpx.AsyncClient) -> None:
    await draft(training)
    assert "What became of the training?" in words(await desk.get(f"{PATH}?q=became"))
    assert "No survey fits" in words(await desk.get(f"{PATH}?q=100%25"))
    assert "No survey fits" in words(await desk.get(f"{PATH}?state=open"))


async def test_the_desk_leads_to_surveys(training: House, desk: httpx.AsyncClient, signed_in: SignedIn) -> None:
    await jeju(training)
    assert f'href="{PATH}?cohort=jeju-2027"' in (await desk.get("/organize/training/jeju-2027")).text
    viewer, _ = await signed_in("viewer")
    assert f'href="{PATH}?cohort=jeju-2027"' in (await viewer.get("/organize/training/jeju-2027")).text


READERS_OWN = ("lang", "theme", "zone")  # of every page: how its reader wants it


async def test_every_link_of_a_viewer_s_list_leads_somewhere(training: House, signed_in: SignedIn) -> None:
    """To results of what has opened; nothing to write with, and drafts are words alone."""
    made = await draft(training)
    open_ = await survey(training, sample.ITEMS, sample.answers(15), cohort_id=await jeju(training))
    viewer, _ = await signed_in("viewer")
    page = (await viewer.get(PATH)).text
    links = set(re.findall(r'href="(/organize/surveys[^"]*)"', page))
    assert f"{PATH}/{open_}/results" in links
    assert not any(str(made.id) in link for link in links)
    answers = {link: (await viewer.get(link)).status_code for link in links}
    assert {link: status for link, status in answers.items() if "?" not in link} == {f"{PATH}/{open_}/results": 200}
    assert {re.sub(r"=.*", "", link) for link in links if "?" in link} == {f"{PATH}?{own}" for own in READERS_OWN}
    trainer, _ = await signed_in("trainer")
    assert f'href="{PATH}"' not in (await trainer.get("/trainer")).text


async def test_two_of_one_title_about_the_same_are_told_apart(
    training: House, desk: httpx.AsyncClient, clock: FakeClock
) -> None:
    """By the date of what they are about, how long they are, and when they were made; headings are no questions."""
    first = await draft(training, "course_end")
    clock.advance(minutes=90)
    await draft(training, "course_end")
    section = {"text.en": "At home"}
    await editing.put_question(training, actor(training), first.id, "", section, revision=first.revision, tag="section")
    page = words(await desk.get(PATH))
    made = [f"{at.astimezone(ZoneInfo('Asia/Seoul')):%H:%M}" for at in (clock(), clock() - timedelta(minutes=90))]
    assert re.findall(r"8 questions, made \d+ \w+ \d{4}, (\d\d:\d\d)", page) == made
    assert page.count("Monday 4 to Thursday 7 October 2027") == 2


async def test_a_session_is_named_with_the_hour_it_ends(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    held = await session(training, cohort, hours=1.5)
    id_ = await survey(training, sample.ITEMS, [], cohort_id=cohort, session_id=held.id)
    for page in (PATH, f"{PATH}/{id_}"):
        seen = words(await desk.get(page))
        assert ("09:00 to 10:30" in seen, "no end time given" in seen) == (True, False), page
