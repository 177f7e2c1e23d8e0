"""Day, hours and room of a session: kept, told in the trail, taken over, and they decide the order."""

from datetime import UTC, datetime, time

import pytest

from services.registration.operations import create_event, decide, my_registration, sessions
from services.registration.operations.load_programme import load_programme
from services.registration.operations.programme import event_page
from services.registration.operations.register import register
from shared.contracts.notify import CalendarInvite, CalendarPut, CalendarRename, ItemSession
from shared.errors import Conflict, Invalid
from shared.house import House
from shared.programme import parse
from shared.when import Precision, When
from tests.registration.desk import staff, trail
from tests.registration.events import SLUG, load_event, person, programme_of, sent
from tests.support.clock import FakeClock
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
    await sessions.change(home, ada, SLUG, "closing", ROOM)
    await sessions.change(home, ada, SLUG, "closing", {"begins": "11:00", "ends": "12:00"})
    await sessions.change(home, ada, SLUG, "closing", {"begins": "11:00"})
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
    await sessions.change(home, ada, SLUG, "closing", ROOM)
    await sessions.rewrite(home, ada, SLUG, "closing", {"title": "Closing"}, read="")
    assert (await shown(home))[2] == ("closing", None, "", "")


async def test_they_stand_by_their_time_and_moving_changes_the_order_of_equals_alone(home: House) -> None:
    ada = await staff(home)
    for slug, begins in (("opening", "10:00"), ("mayors-roundtable", "09:00"), ("closing", "10:00")):
        await sessions.change(home, ada, SLUG, slug, {"day": 1, "begins": begins})
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
    await sessions.change(home, ada, SLUG, "closing", ROOM)
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


async def _chosen(home: House, number: int, *slugs: str) -> str:
    """Registered, with these sessions; the personal token."""
    done = await register(home, SLUG, person(number, sessions=list(slugs)), language="en", timezone="")
    await sent(home)
    return done.token


async def _calendar(home: House) -> list[tuple[int, list[ItemSession]]]:
    """Revision and sessions of the items that notify was told of since the last call."""
    return [(job.revision, list(job.sessions)) for job in await sent(home) if isinstance(job, CalendarPut)]


def closing(begins: int) -> ItemSession:
    when = When(precision=Precision.TIME, start=datetime(2027, 12, 10, begins, 30))
    return ItemSession(key="closing", title="Closing", when=when, place="Room 3")


REST = [ItemSession(key="opening", title="Opening"), ItemSession(key="mayors-roundtable", title="Mayors Roundtable")]
AT_NINE = {"day": 2, "begins": "09:30", "ends": "", "room": "Room 3"}


async def test_calendars_hear_of_a_time_and_what_would_be_is_counted_first(home: House) -> None:
    ada = await staff(home)
    for number, slugs in enumerate((["closing"], ["closing", "opening"], ["opening"], []), start=1):
        await _chosen(home, number, *slugs)
    seen = await sessions.change(home, ada, SLUG, "closing", AT_NINE, keep=False)
    assert (seen.told, seen.sessions[0].begins, await _calendar(home)) == (2, time(9, 30), [])
    assert await trail(home, "session.") == []
    kept = await sessions.change(home, ada, SLUG, "closing", AT_NINE)
    assert (kept.told, await _calendar(home)) == (2, [(2, [closing(9), *REST])])
    for body, told in (({"begins": "11:30"}, 2), ({"begins": "11:30"}, 0), ({"agenda": ["Thanks"]}, 0)):
        assert (await sessions.change(home, ada, SLUG, "closing", body)).told == told
    assert (await sessions.change(home, ada, SLUG, "opening", {"room": "Room 1"})).told == 2
    assert (await sessions.remove(home, ada, SLUG, "closing", keep=False)).told == 2
    assert (await sessions.remove(home, ada, SLUG, "opening", keep=False)).told == 2
    assert (await sessions.replace(home, ada, SLUG, {"items": []})).told == 3
    assert (await sessions.remove(home, ada, SLUG, "closing", gone=False, keep=False)).told == 2


async def test_of_what_is_past_or_open_nobody_is_told(home: House, clock: FakeClock) -> None:
    ada = await staff(home)
    await _chosen(home, 1, "closing")
    await decide.fix_date(home, ada, SLUG, {"precision": "month", "year": 2027, "month": 12}, at_once=False)
    await sent(home)
    assert (await sessions.change(home, ada, SLUG, "closing", AT_NINE)).told == 0
    fixed = {"first": "2027-12-09", "last": "2027-12-11", "timezone": "Asia/Seoul"}
    await decide.fix_date(home, ada, SLUG, fixed, at_once=False)
    assert [found for _, found in await _calendar(home)] == [
        [ItemSession(key="closing", title="Closing", place="Room 3"), *REST],
        [closing(9), *REST],
    ]
    assert (await sessions.change(home, ada, SLUG, "closing", {"begins": "10:30"})).told == 1
    clock.move_to(datetime(2027, 12, 12, tzinfo=UTC))
    assert (await sessions.change(home, ada, SLUG, "closing", {"begins": "12:30"})).told == 0


async def test_a_file_that_would_tell_somebody_needs_to_be_told_so(home: House) -> None:
    timed = FILE.replace('title = "Closing"', 'title = "Closing"\nday = 2\nbegins = 09:30:00\nroom = "Room 3"')
    await _chosen(home, 1, "closing")
    await _chosen(home, 2, "opening")
    programme = parse(programme_of(SLUG, DAYS, timed), "test.toml")
    with pytest.raises(Conflict) as caught:
        await load_programme(home, programme)
    assert (caught.value.code, caught.value.params) == ("would-notify", {"people": 1, "slugs": SLUG})
    assert (await load_programme(home, programme, notify=True)).concerned == 1
    assert await _calendar(home) == [(2, [closing(9), *REST])]
    assert (await load_programme(home, programme)).concerned == 0
    for old, new in (('"Opening"', '"Welcome"'), ('"Welcome"', '"Welcome"\nroom = "Room 1"')):
        timed = timed.replace(f"title = {old}", f"title = {new}", 1)
        programme = parse(programme_of(SLUG, DAYS, timed), "test.toml")
        with pytest.raises(Conflict) as caught:
            await load_programme(home, programme)
        assert caught.value.params == {"people": 1, "slugs": SLUG}, "it has no time, but stands in an entry"
        assert (await load_programme(home, programme, notify=True)).concerned == 1


async def test_what_somebody_chooses_goes_with_their_invitation_and_follows_them(home: House) -> None:
    done = await register(home, SLUG, person(1, sessions=["closing"]), language="en", timezone="")
    [invite] = await sent(home)
    assert isinstance(invite, CalendarInvite)
    assert invite.parts[0].attendee.sessions == ("closing",)
    for body, told in (({"sessions": ["opening"]}, [("opening",)]), ({"sessions": ["opening"]}, [])):
        await my_registration.change(home, done.token, body)
        assert [job.attendee.sessions for job in await sent(home) if isinstance(job, CalendarRename)] == told
