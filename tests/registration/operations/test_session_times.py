"""Day, hours and room of a session: kept, told in the trail, taken over, and they decide the order."""

import pytest

from services.registration.operations import create_event, decide, sessions
from services.registration.operations.programme import event_page
from shared.errors import Invalid
from shared.house import House
from tests.registration.desk import staff, trail
from tests.registration.events import SLUG, load_event
from tests.support.house import OpenHouse

FILE = """
[[events.sessions]]
title = "Opening"
[[events.sessions]]
title = "Mayors Roundtable"
[[events.sessions]]
title = "Closing"
"""
DAYS = '{ precision = "day", first = 2027-12-09, last = 2027-12-11 }'
ROOM = {"day": 2, "begins": "09:30", "ends": "10:30", "room": "Room 3"}


@pytest.fixture
async def home(house: OpenHouse) -> House:
    home = await house("registration")
    await load_event(home, FILE, DAYS)
    return home


async def shown(home: House, slug: str = SLUG) -> list[tuple[str, int | None, str, str]]:
    """Slug, day, beginning and room, as the public page has them."""
    found = (await event_page(home, slug)).event.sessions
    return [(one.slug, one.day, str(one.begins or "")[:5], one.room) for one in found]


async def test_a_time_is_kept_and_the_trail_says_what_it_was(home: House) -> None:
    ada = await staff(home)
    await sessions.change(home, ada, SLUG, "closing", ROOM, whole=False)
    await sessions.change(home, ada, SLUG, "closing", {"begins": "11:00", "ends": "12:00"}, whole=False)
    await sessions.change(home, ada, SLUG, "closing", {"begins": "11:00"}, whole=False)
    assert await shown(home) == [
        ("closing", 2, "11:00", "Room 3"),
        ("opening", None, "", ""),
        ("mayors-roundtable", None, "", ""),
    ]
    was = {"session": "closing", **ROOM, "day": "2"}
    assert await trail(home, "session.") == [
        ("session.changed", {"day": "", "begins": "", "ends": "", "room": ""}, was),
        (
            "session.changed",
            {"begins": "09:30", "ends": "10:30"},
            {"session": "closing", "begins": "11:00", "ends": "12:00"},
        ),
    ]


async def test_what_is_not_named_in_a_whole_form_is_taken_away(home: House) -> None:
    ada = await staff(home)
    await sessions.change(home, ada, SLUG, "closing", ROOM, whole=False)
    await sessions.change(home, ada, SLUG, "closing", {"title": "Closing"})
    assert (await shown(home))[2] == ("closing", None, "", "")


async def test_they_stand_by_their_time_and_moving_changes_the_order_of_equals_alone(home: House) -> None:
    ada = await staff(home)
    for slug, begins in (("opening", "10:00"), ("mayors-roundtable", "09:00"), ("closing", "10:00")):
        await sessions.change(home, ada, SLUG, slug, {"day": 1, "begins": begins}, whole=False)
    assert [one[0] for one in await shown(home)] == ["mayors-roundtable", "opening", "closing"]
    await sessions.move(home, ada, SLUG, "opening", -1)
    assert await trail(home, "session.order") == []
    await sessions.move(home, ada, SLUG, "closing", -1)
    assert [one[0] for one in await shown(home)] == ["mayors-roundtable", "closing", "opening"]
    assert len(await trail(home, "session.order")) == 1


async def test_the_list_as_it_was_read_may_be_sent_back_after_the_event_became_shorter(home: House) -> None:
    ada = await staff(home)
    items = {"items": [{"slug": "closing", "title": "Closing", **ROOM, "day": 3}]}
    await sessions.replace(home, ada, SLUG, items)
    await decide.fix_date(home, ada, SLUG, {"first": "2027-12-09", "timezone": "Asia/Seoul"}, at_once=False)
    await sessions.replace(home, ada, SLUG, items)
    assert await shown(home) == [("closing", 3, "09:30", "Room 3")]
    with pytest.raises(Invalid) as caught:
        await sessions.replace(home, ada, SLUG, {"items": [*items["items"], {"title": "Dinner", "day": 2}]})
    assert [problem.field for problem in caught.value.problems] == ["items.1.day"]


async def test_next_years_takes_the_times_over(home: House) -> None:
    ada = await staff(home)
    await sessions.change(home, ada, SLUG, "closing", ROOM, whole=False)
    slug = await create_event.duplicate_event(home, ada, SLUG, {"copy_sessions": True})
    found = await sessions.show(home, ada, slug)
    assert found.event.when.is_open
    assert next((one.slug, one.day, str(one.begins), str(one.ends), one.room) for one in found.sessions) == (
        "closing",
        2,
        "09:30:00",
        "10:30:00",
        "Room 3",
    )
