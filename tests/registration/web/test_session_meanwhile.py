"""A session that somebody else changed or removed while its form was open: nothing of either is lost."""

import re

import httpx
import pytest

from services.registration.operations.register import register
from shared.house import House
from tests.registration.desk import signed_in, token
from tests.registration.events import SLUG, load_event, person
from tests.registration.web.test_session_times import DAYS, FILE, said
from tests.support.house import OpenHouse

ONE = f"/organize/events/{SLUG}/programme/mayors-roundtable"
API = f"/api/v1/organize/events/{SLUG}/sessions"
KEPT = {"title": "Mayors", "day": 1, "begins": "11:00", "ends": "12:30", "room": "Room 3", "agenda": []}


@pytest.fixture
async def home(house: OpenHouse) -> House:
    home = await house("registration")
    await load_event(home, FILE, DAYS)
    return home


def typed(page: str, **changes: str) -> dict[str, str]:
    """What a browser sends of the form on this page; a select has the option that is chosen."""
    form = page[page.index('<form class="form" method="post" action="/organize') :].split("</form>", maxsplit=1)[0]
    fields = {
        found[1]: value[1] if (value := re.search(r'value="([^"]*)"', tag)) else ""
        for tag in re.findall("<input[^>]*>", form)
        if (found := re.search(r'name="([^"]+)"', tag))
    }
    fields |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</textarea>', form))
    day = re.search(r'<option value="(\d*)" selected', form)
    return fields | {"day": day[1] if day else ""} | changes


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page[page.index("<main") :]))


async def kept(client: httpx.AsyncClient) -> dict[str, object]:
    [one] = [each for each in (await client.get(API)).json()["items"] if each["slug"] == "mayors-roundtable"]
    return {name: one[name] for name in KEPT}


async def change(home: House, client: httpx.AsyncClient, **changes: object) -> None:
    """A colleague's program."""
    done = await client.patch(f"{API}/mayors-roundtable", json=changes, headers=await token(home))
    assert done.status_code == 200, done.text


async def test_what_a_colleague_changed_stays_until_it_was_seen(home: House) -> None:
    async with signed_in(home) as client:
        form = (await client.get(ONE)).text
        await change(home, client, room="Room 9", agenda=["Words of welcome"], begins="10:00")
        done = await client.post(ONE, data=typed(form, title="Mayors"))
        theirs = {"room": "Room 9", "agenda": ["Words of welcome"], "begins": "10:00"}
        assert (done.status_code, await kept(client)) == (409, {**KEPT, **theirs, "title": "Mayors Roundtable"})
        assert (
            "Somebody changed this session while you wrote. Nothing of yours was kept yet; look at it again. "
            "What you typed stands below. The session now says something else than what you typed: "
            "Title: Mayors Roundtable Agenda: Words of welcome Begins: 10:00 Room: Room 9"
        ) in said(done.text)
        again = typed(done.text)
        assert (again["title"], again["room"], again["begins"]) == ("Mayors", "Room 3", "11:00")
        assert (await client.post(ONE, data=again | {"room": "Room 9"})).status_code == 303
        assert await kept(client) == {**KEPT, "room": "Room 9"}


async def test_nor_is_the_same_field_overwritten_or_a_change_of_the_moment_of_asking(home: House) -> None:
    await register(home, SLUG, person(1, sessions=["mayors-roundtable"]), language="en", timezone="")
    async with signed_in(home) as client:
        form = (await client.get(ONE)).text
        asked = await client.post(ONE, data=typed(form, room="Room 4"))
        assert (asked.status_code, "Tell 1 person of the change?" in said(asked.text)) == (200, True)
        await change(home, client, room="Room 9")
        for data in (typed(form, room="Room 4"), hidden(asked.text) | {"confirmed": "true"}):
            done = await client.post(ONE, data=data)
            assert (done.status_code, (await kept(client))["room"]) == (409, "Room 9")
            assert "Room: Room 9" in said(done.text)
            assert typed(done.text)["room"] == "Room 4"
        assert (await client.post(ONE, data=typed(done.text) | {"confirmed": "true"})).status_code == 303
        assert (await kept(client))["room"] == "Room 4"


async def test_what_is_typed_into_a_session_that_was_removed_is_given_back(home: House) -> None:
    async with signed_in(home) as client:
        form = (await client.get(ONE)).text
        assert (await client.post(f"{ONE}/remove")).status_code == 303
        for data in (typed(form, room="Room 4"), typed(form, room="Room 4") | {"confirmed": "true"}):
            done = await client.post(ONE, data=data)
            assert (done.status_code, typed(done.text)["room"]) == (409, "Room 4")
            assert (
                "Somebody removed this session while you wrote. Put it back among the sessions, then keep yours again. "
                "The sessions (in a new window) What you typed stands below."
            ) in said(done.text)
        more = await client.post(ONE, data=typed(form, room="Room 4") | {"more": "true"})
        assert (more.status_code, typed(more.text)["room"]) == (200, "Room 4")
        await client.post(f"{ONE}/restore")
        assert (await client.post(ONE, data=typed(done.text))).status_code == 303
        assert (await kept(client))["room"] == "Room 4"
