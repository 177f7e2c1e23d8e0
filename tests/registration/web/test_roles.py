"""Nobody is offered what their role may not do, and no form of a change opens to them."""

import re
from datetime import timedelta

import pytest

from services.registration.operations.register import register
from shared.house import House
from shared.identity.sessions import sign_in_link
from tests.registration.desk import signed_in, staff
from tests.registration.events import SLUG, load_event, person
from tests.support.house import OpenHouse
from tests.support.statements import counted
from tests.support.web import client_at

HOME = "/organize/check-in"
PAGE = f"/organize/events/{SLUG}"
FORMS = (
    "/organize/events/new",
    *(f"{PAGE}/{form}" for form in ("date", "edit", "duplicate", "withdraw", "publish", "cancel", "new-session")),
)


@pytest.fixture
async def home(house: OpenHouse) -> House:
    home = await house("registration")
    await load_event(home)
    await register(home, SLUG, person(1), language="en", timezone="")
    return home


async def test_a_viewer_is_offered_nothing_that_answers_403(home: House) -> None:
    async with signed_in(home, "viewer") as viewer:
        for page in ("/organize", "/organize/events", PAGE, f"{PAGE}/registrations", f"{PAGE}/programme"):
            answer = await viewer.get(page)
            assert answer.status_code == 200
            assert [link for link in FORMS if f'href="{link}"' in answer.text] == []
            assert "registrations.csv" not in answer.text
            assert 'method="post" action="/organize' not in answer.text.partition("<main")[2].partition("</main")[0], (
                page
            )
        assert {path: (await viewer.get(path)).status_code for path in FORMS} == dict.fromkeys(FORMS, 403)
        date = {"first": "2027-09-07", "timezone": "Asia/Seoul"}
        assert (await viewer.post(f"{PAGE}/date", data=date)).status_code == 403
        assert (await viewer.post(f"{PAGE}/new-session", data={"more": "true"})).status_code == 403


async def test_an_organizer_is_offered_all_of_it(home: House) -> None:
    await staff(home, "admin")
    async with signed_in(home) as organizer:
        page = (await organizer.get(PAGE)).text
        assert [
            name for name in ("date", "edit", "duplicate", "withdraw", "cancel") if f"{PAGE}/{name}" not in page
        ] == []
        assert "registrations.csv" in (await organizer.get(f"{PAGE}/registrations")).text


async def test_check_in_staff_find_their_events_and_nothing_closed_to_them(home: House) -> None:
    near = (home.clock() + timedelta(days=0)).date().isoformat()
    day = f'{{ precision = "day", first = {near}, last = {near} }}'
    await load_event(home, when=day, slug="near")
    await register(home, "near", person(1), language="en", timezone="")
    await staff(home, "checkin")
    link = (await sign_in_link(home.db, "checkin@office.example")).partition("link=")[2]
    async with client_at(home) as client:
        landed = await client.post("/sign-in", data={"link": link})
        assert landed.headers["location"] == HOME
        page = (await client.get(HOME)).text
        assert SLUG not in page, "it is far ahead"
        for path in (HOME, "/organize/events/near/registrations?status=confirmed"):
            page = (await client.get(path)).text
            links = set(re.findall(r'(?:href|action)="(/organize[^"#]*)"', page))
            assert links
            answers = {link: (await client.get(link.replace("&amp;", "&"))).status_code for link in links}
            assert [link for link, status in answers.items() if status not in (200, 303)] == []
        assert ('value="came"' in page, 'value="approve"' in page, 'value="cancel"' in page) == (True, False, False)
        async with counted(home) as before:
            await client.get(HOME)
        for slug in ("near-2", "near-3"):
            await load_event(home, when=day, slug=slug)
        async with counted(home) as after:
            assert (await client.get(HOME)).text.count("?status=confirmed") == 3
        assert len(after) == len(before)
