"""What the desk leads to: the door, the papers, the survey; and the way out of every browser."""

import re

import httpx
import pytest

from services.registration.operations.after import close
from shared.house import House
from tests.registration.after import BEGINS
from tests.registration.desk import signed_in, staff
from tests.registration.events import SLUG, load_event
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

PAGE = f"/organize/events/{SLUG}"


@pytest.fixture
async def home(house: OpenHouse) -> House:
    home = await house("registration")
    await load_event(home)
    return home


async def links(client: httpx.AsyncClient, path: str) -> list[str]:
    main = (await client.get(path)).text.partition("<main")[2]
    return [link.replace("&amp;", "&") for link in re.findall(r'<a class="button"[^>]* href="([^"]+)"', main)]


async def test_an_event_leads_to_its_badges_and_when_it_is_closed_to_survey_and_certificates(
    home: House, clock: FakeClock
) -> None:
    survey = f"/organize/surveys/new?about=event:{SLUG}"
    async with signed_in(home) as client:
        open_ = await links(client, PAGE)
        assert f"{PAGE}/badges" in open_
        assert survey not in open_, "nobody could be asked yet"
    clock.move_to(BEGINS)
    seen = await close(home, await staff(home), SLUG)
    certificates = f"/organize/certificates/event/{seen.event.id}"
    async with signed_in(home) as client:
        for page in (PAGE, f"{PAGE}/after"):
            assert {survey, certificates} <= set(await links(client, page)), page
    async with signed_in(home, "viewer") as client:
        seen_by_viewer = await links(client, PAGE)
        assert certificates in seen_by_viewer
        assert not {survey, f"{PAGE}/badges"} & set(seen_by_viewer), "a viewer may not"


@pytest.mark.parametrize(
    ("role", "page"), [("organizer", "/organize"), ("viewer", "/organize"), ("checkin", "/organize/check-in")]
)
async def test_staff_sign_out_of_every_browser_from_their_first_page(home: House, role: str, page: str) -> None:
    async with signed_in(home, role) as first, signed_in(home, role) as second:
        text = (await first.get(page)).text
        form = '<form method="post" action="/sign-in/out"><button class="button small" name="everywhere"'
        assert form in text
        await first.post("/sign-in/out", data={"everywhere": "true"})
        assert (await second.get(page)).status_code == 303, "the other browser is out too"


async def test_the_desk_leads_to_the_door(home: House) -> None:
    async with signed_in(home) as client:
        assert '<a href="/organize/check-in">Check-in at the door</a>' in (await client.get("/organize")).text
