"""When and where sessions take place: at the desk, on the event's page, in the form and on the personal page."""

import html
import re

import httpx
import pytest

from services.registration.operations.register import register
from shared.house import House
from tests.registration.desk import signed_in, token
from tests.registration.events import SLUG, load_event, person, sent
from tests.support.house import OpenHouse

PAGE = f"/organize/events/{SLUG}/programme"
FILE = """
[[events.sessions]]
title = "Gala dinner"
day = 1
begins = 19:00:00
ends = 00:30:00
room = "River Hall"
[[events.sessions]]
title = "Mayors Roundtable"
day = 1
begins = 11:00:00
ends = 12:30:00
room = "Room 3"
[[events.sessions]]
title = "CIO Forum"
day = 1
begins = 11:30:00
[[events.sessions]]
title = "Technical tour"
day = 2
[[events.sessions]]
title = "Closing"
"""
DAYS = '{ precision = "day", first = 2027-12-09, last = 2027-12-11 }'
OPEN = '{ precision = "month", year = 2027, month = 12 }'


def said(page: str, begins: str = "<main") -> str:
    """The words of a page from there on."""
    part = page[page.index(begins) :].split("</main>", maxsplit=1)[0]
    return html.unescape(re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", part)))


@pytest.fixture
async def home(house: OpenHouse) -> House:
    home = await house("registration")
    await load_event(home, FILE, DAYS)
    return home


async def agenda(client: httpx.AsyncClient) -> str:
    page = (await client.get(f"/events/{SLUG}")).text
    return said(page, '<section class="agenda"').split("What is still open")[0].split("At a glance")[0].strip()


async def test_the_agenda_stands_by_days_and_hours(home: House) -> None:
    async with signed_in(home) as client:
        assert await agenda(client) == (
            "Agenda On the clock of Seoul (KST, UTC+9) "
            "Thursday 9 December 2027 Day 1 11:00 to 12:30 Mayors Roundtable Room 3 11:30 CIO Forum "
            "19:00 to 00:30 the next morning Gala dinner River Hall "
            "Friday 10 December 2027 Day 2 Technical tour "
            "Day and hours to follow Closing"
        )
        assert "The hours" not in said((await client.get(f"/events/{SLUG}")).text, "What is still open")


async def test_beside_them_stands_the_reader_s_own_time_with_its_day_where_it_is_another(home: House) -> None:
    async with signed_in(home) as client:
        client.cookies.set("wego_zone", "America/Mexico_City")
        found = await agenda(client)
    assert "(KST, UTC+9) . Your time is that of Mexico City." in found
    assert "Room 3 Your time: 20:00 to 21:30, Wednesday 8 December 2027" in found
    assert "River Hall Your time: 04:00 to 09:30 Friday" in found


async def test_a_session_that_passes_midnight_for_the_reader_names_both_days_once(home: House) -> None:
    async with signed_in(home) as client:
        client.cookies.set("wego_zone", "Atlantic/Azores")
        found = await agenda(client)
        assert "Room 3 Your time: 01:00 to 02:30 11:30" in found
        client.cookies.set("wego_zone", "America/Toronto")
        await client.post(f"{PAGE}/closing", data={"title": "Closing", "day": "3", "begins": "13:30", "ends": "14:30"})
        found = await agenda(client)
    assert "Closing Your time: Friday 10 December, 23:30 to Saturday 11 December 2027, 00:30 " in f"{found} ", found


async def test_while_the_date_is_open_days_are_numbered_and_become_dates_when_it_is_fixed(home: House) -> None:
    await load_event(home, FILE, OPEN)
    async with signed_in(home) as client:
        assert await agenda(client) == (
            "Agenda Hours are those of the place; the days follow with the date. "
            "Day 1 11:00 to 12:30 Mayors Roundtable Room 3 11:30 CIO Forum "
            "19:00 to 00:30 the next morning Gala dinner River Hall "
            "Day 2 Technical tour Day and hours to follow Closing"
        )
        assert "Day 1, 11:00 to 12:30; Room 3" in said((await client.get(f"/events/{SLUG}/register")).text)
        body = {"first": "2027-12-16", "last": "2027-12-17", "timezone": "Asia/Seoul", "confirmed": "true"}
        assert (await client.post(f"/organize/events/{SLUG}/date", data=body)).status_code == 303
        assert "Thursday 16 December 2027 Day 1 11:00" in await agenda(client)


async def test_an_event_that_becomes_shorter_says_so_first_and_keeps_everything(home: House) -> None:
    async with signed_in(home) as client:
        body = {"first": "2027-12-09", "begins": "11:15", "ends": "18:00", "timezone": "Asia/Seoul"}
        asked = said((await client.post(f"/organize/events/{SLUG}/date", data=body)).text)
        assert (
            "Times of sessions to look at Mayors Roundtable : Day 1, 11:00 to 12:30, outside the hours of the event "
            "Gala dinner : Day 1, 19:00 to 00:30 the next morning, outside the hours of the event "
            "Technical tour : Day 2, the event has no such day "
            "Nothing of them is lost: they stay as they are until you change them."
        ) in asked
        done = await client.post(f"/organize/events/{SLUG}/date", data={**body, "confirmed": "true"})
        assert done.status_code == 303
        assert "Technical tour : Day 2, the event has no such day" in said((await client.get(PAGE)).text)
        assert "Day 2 day to be settled Technical tour" in await agenda(client)
        form = (await client.get(f"{PAGE}/technical-tour")).text
        assert '<option value="2" selected>Day 2, day to be settled</option>' in form


async def test_the_form_writes_them_and_leaves_up_and_down_to_those_of_one_time(home: House) -> None:
    async with signed_in(home) as client:
        form = (await client.get(f"{PAGE}/mayors-roundtable")).text
        assert ('value="11:00"' in form, 'value="12:30"' in form, 'value="Room 3"' in form) == (True, True, True)
        assert '<option value="1" selected>Thursday 9 December 2027, Day 1</option>' in form
        new = {"title": "Closing", "day": "3", "begins": "17:00", "ends": "16:30", "room": "Room 3"}
        bad = await client.post(f"{PAGE}/closing", data=new)
        assert (bad.status_code, 'id="error-ends"' in bad.text, 'value="16:30"' in bad.text) == (422, True, True)
        assert (await client.post(f"{PAGE}/closing", data={**new, "ends": "17:30"})).status_code == 303
        listed = (await client.get(PAGE)).text
        assert "Saturday 11 December 2027, 17:00 to 17:30 Seoul; Room 3" in said(listed)
        assert (listed.count(f'action="{PAGE}/closing/'), "/up" in listed, "/down" in listed) == (1, False, False)
        await client.post(f"{PAGE}/mayors-roundtable", data={"title": "Mayors", "day": "1", "begins": "11:30"})
        listed = (await client.get(PAGE)).text
        assert re.findall(r'action="[^"]+/([\w-]+/(?:up|down))"', listed) == [
            "mayors-roundtable/down",
            "cio-forum/up",
        ]
        history = said((await client.get(f"/organize/events/{SLUG}")).text)
        assert "Begins: 11:00 11:30" in history, history
        assert "Room: Room 3" in history


async def test_clashes_among_the_chosen_are_told_kindly_and_not_refused(home: House) -> None:
    async with signed_in(home) as client:
        for number, chosen, told in (
            (1, ["mayors-roundtable", "cio-forum", "closing"], True),
            (2, ["mayors-roundtable", "gala-dinner"], False),
        ):
            done = await register(home, SLUG, person(number, sessions=chosen), language="en", timezone="Asia/Seoul")
            mine = said((await client.get(f"/r/{done.token}")).text)
            clash = "take place at the same time Mayors Roundtable, CIO Forum You may keep them all."
            assert (clash in mine) == told
            assert "Mayors Roundtable Thursday 9 December 2027, 11:00 to 12:30 Seoul; Room 3" in mine


async def test_a_change_that_tells_people_asks_first_and_the_way_back_keeps_what_was_typed(home: House) -> None:
    for number in (1, 2):
        chosen = person(number, sessions=["mayors-roundtable"])
        await register(home, SLUG, chosen, language="en", timezone="")
    path = f"{PAGE}/mayors-roundtable"
    new = {"title": "Mayors Roundtable", "day": "1", "begins": "14:00", "ends": "15:00", "room": "Room 5"}
    async with signed_in(home) as client:
        await sent(home)
        asked = await client.post(path, data=new)
        assert (asked.status_code, "<h1>Tell 2 people of the change?</h1>" in asked.text) == (200, True)
        assert "From now on Thursday 9 December 2027, 14:00 to 15:00 Seoul; Room 5" in said(asked.text)
        assert await sent(home) == []
        back = await client.post(path, data={**new, "again": "true"})
        assert ('value="14:00"' in back.text, 'value="Room 5"' in back.text) == (True, True)
        done = await client.post(path, data={**new, "confirmed": "true", "at_once": "true"})
        assert done.status_code == 303
        assert [(type(job).__name__, getattr(job, "at_once", None)) for job in await sent(home)] == [
            ("CalendarPut", True)
        ]
        for act in ("remove", "restore"):
            asked = await client.post(f"{path}/{act}", data={"sent": "true"})
            assert "<h1>Tell 2 people of the change?</h1>" in asked.text
            assert (await client.post(f"{path}/{act}", data={"again": "true"})).headers["location"] == PAGE
            assert await sent(home) == []
            done = await client.post(f"{path}/{act}", data={"confirmed": "true"})
            assert (done.status_code, len(await sent(home))) == (303, 1)
        untold = await client.post(path, data={**new, "agenda": "One more point"})
        assert (untold.status_code, await sent(home)) == (303, [])


async def test_an_hour_that_the_clocks_skip_is_to_be_settled_and_no_day_has_another_s_letters(home: House) -> None:
    async with signed_in(home) as client:
        for slug, day, begins, ends in (
            ("closing", "2", "02:30", "04:00"),
            ("technical-tour", "2", "09:00", ""),
            ("cio-forum", "1", "10:00", "11:00"),
        ):
            data = {"title": slug, "day": day, "begins": begins, "ends": ends}
            assert (await client.post(f"{PAGE}/{slug}", data=data)).status_code == 303
        await client.post(f"{PAGE}/gala-dinner/remove")
        await client.post(f"{PAGE}/mayors-roundtable/remove")
        berlin = {"timezone": "Europe/Berlin", "confirmed": "true"}
        date = {"first": "2027-03-27", "last": "2027-03-28"}
        assert (await client.post(f"/organize/events/{SLUG}/date", data=date | berlin)).status_code == 303
        assert await agenda(client) == (
            "Agenda On the clock of Seoul "
            "Saturday 27 March 2027 Day 1 (CET, UTC+1) 10:00 to 11:00 cio-forum "
            "Sunday 28 March 2027 Day 2 (CEST, UTC+2) closing time to be settled 09:00 technical-tour"
        )
        assert "Sunday 28 March 2027, time to be settled" in said((await client.get(f"/events/{SLUG}/register")).text)
        date = {"first": "2027-03-28", "last": "2027-03-29"}
        for slug in ("closing", "cio-forum"):
            data = {"title": slug, "day": "1", "begins": "02:30" if slug == "closing" else "10:00"}
            assert (await client.post(f"{PAGE}/{slug}", data=data)).status_code == 303
        assert (await client.post(f"/organize/events/{SLUG}/date", data=date | berlin)).status_code == 303
        assert (await agenda(client)).startswith("Agenda On the clock of Seoul (CEST, UTC+2) Sunday 28 March 2027")


async def test_one_clock_has_one_name(home: House) -> None:
    async with signed_in(home) as client:
        moved = await client.patch(f"/api/v1/organize/events/{SLUG}", json={"city": "Busan"}, headers=await token(home))
        assert moved.status_code == 200
        body = {"first": "2027-12-10", "last": "2027-12-12", "timezone": "Asia/Seoul"}
        path = f"/organize/events/{SLUG}/date"
        asked = said((await client.post(path, data=body)).text)
        assert (
            "Until now Thursday 9 to Saturday 11 December 2027, Busan time "
            "From now on Friday 10 to Sunday 12 December 2027, Busan time"
        ) in asked
        elsewhere = said((await client.post(path, data=body | {"timezone": "Asia/Tokyo"})).text)
        assert "From now on Friday 10 to Sunday 12 December 2027, Tokyo time" in elsewhere
        for page in ("/organize", "/organize/events", f"{PAGE}/mayors-roundtable"):
            found = said((await client.get(page)).text)
            assert ("Busan" in found, "Seoul" in found.replace("Seoul time zone", "")) == (True, False), page


async def test_before_people_are_told_both_are_shown(home: House) -> None:
    await register(home, SLUG, person(1, sessions=["mayors-roundtable"]), language="en", timezone="")
    async with signed_in(home) as client:
        data = {"title": "Mayors", "day": "1", "begins": "14:00", "room": "Room 4"}
        asked = said((await client.post(f"{PAGE}/mayors-roundtable", data=data)).text)
        assert (
            "Until now Mayors Roundtable Thursday 9 December 2027, 11:00 to 12:30 Seoul; Room 3 "
            "From now on Mayors Thursday 9 December 2027, 14:00 Seoul; Room 4"
        ) in asked, asked
        gone = said((await client.post(f"{PAGE}/mayors-roundtable/remove")).text)
        assert ("Until now Thursday 9 December 2027, 11:00 to 12:30 Seoul; Room 3 From now on Out of view.") in gone
