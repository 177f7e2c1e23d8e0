"""A fixed date is taken back: who waits and who asked hear of it as all others do, and the page counts them."""

from datetime import datetime, timedelta

import httpx
import pytest

from services.registration import jobs
from services.registration.domain.calendar import item_key
from services.registration.operations import decide
from services.registration.operations.interest import ask_to_be_told
from services.registration.operations.register import register
from services.registration.store import programme
from shared.contracts.notify import CalendarInvite, CalendarPut, MessageSend
from shared.contracts.registration import WishEnded
from shared.house import House
from shared.identity.staff import Staff
from tests.registration.desk import staff
from tests.registration.events import SLUG, load_event, person, sent

OPEN = '{ precision = "quarter", year = 2027, quarter = 3, tentative = true }'
DATE = {"first": "2027-09-07", "last": "2027-09-09", "timezone": "Asia/Seoul"}
QUARTER = {"precision": "quarter", "year": "2027", "quarter": "4", "timezone": "Asia/Seoul"}


@pytest.fixture
async def home(desk_house: House) -> House:
    """An event of one seat whose date is open, and the address of somebody who asked for it."""
    await load_event(desk_house, "capacity = 1", OPEN)
    await ask(desk_house, "first@example.org")
    return desk_house


@pytest.fixture
async def ada(home: House) -> Staff:
    return await staff(home)


async def ask(home: House, email: str) -> None:
    await ask_to_be_told(home, SLUG, {"email": email}, language="en", timezone="Asia/Seoul")


async def letters(home: House) -> list[tuple[str, str]]:
    return [(job.message.template, job.to.email) for job in await sent(home) if isinstance(job, MessageSend)]


async def test_who_waits_and_who_was_told_hear_of_it_and_the_page_counts_them(
    desk: httpx.AsyncClient, home: House, ada: Staff
) -> None:
    await decide.fix_date(home, ada, SLUG, DATE, at_once=False)
    for number in (1, 2):
        await register(home, SLUG, person(number), language="en", timezone="")
    await sent(home)
    shown = (await desk.post(f"/organize/events/{SLUG}/date", data=QUARTER)).text
    assert "Tell 1 person who takes part, 1 who waits for a place, and 1 who asked to be told of the new date?" in shown
    assert "The entry leaves the calendar of those who have a seat until the date is fixed again." in shown
    await decide.fix_date(home, ada, SLUG, QUARTER, at_once=False)
    item, *told = await sent(home)
    assert isinstance(item, CalendarPut)
    assert [
        (job.message.template, job.to.email, job.with_update, job.item_revision)
        for job in told
        if isinstance(job, MessageSend)
    ] == [
        ("interest.reopened", "first@example.org", True, item.revision),
        ("waiting.reopened", "person2@example.org", True, item.revision),
    ]


async def test_who_asked_waits_again_when_the_date_is_open_again(home: House, ada: Staff) -> None:
    await decide.fix_date(home, ada, SLUG, DATE, at_once=False)
    assert await letters(home) == [("interest.fixed", "first@example.org")]
    assert ((await decide.concerned(home, ada, SLUG)).asked, (await decide.concerned(home, ada, SLUG)).told) == (0, 1)
    await decide.fix_date(home, ada, SLUG, QUARTER, at_once=False)
    await ask(home, "First@example.org")
    await ask(home, "second@example.org")
    assert (await decide.concerned(home, ada, SLUG)).asked == 2
    await sent(home)
    await decide.fix_date(home, ada, SLUG, DATE, at_once=False)
    assert sorted(await letters(home)) == [
        ("interest.fixed", "first@example.org"),
        ("interest.fixed", "second@example.org"),
    ]


async def test_whoever_asked_and_registered_since_hears_of_it_as_registered_alone(home: House, ada: Staff) -> None:
    await ask(home, "person1@example.org")
    await decide.fix_date(home, ada, SLUG, DATE, at_once=False)
    await register(home, SLUG, person(1), language="en", timezone="")
    await sent(home)
    move = await decide.preview_date(home, ada, SLUG, QUARTER)
    assert (move.seen.taking_part, move.seen.waiting, move.seen.asked) == (1, 0, 1)
    await decide.fix_date(home, ada, SLUG, QUARTER, at_once=False)
    assert await letters(home) == [("interest.reopened", "first@example.org")]


async def test_a_move_is_told_to_who_asked_and_the_page_counts_them(
    desk: httpx.AsyncClient, home: House, ada: Staff
) -> None:
    await decide.fix_date(home, ada, SLUG, DATE, at_once=False)
    await sent(home)
    week_later = {"first": "2027-09-14", "last": "2027-09-16", "timezone": "Asia/Seoul"}
    shown = (await desk.post(f"/organize/events/{SLUG}/date", data=week_later)).text
    assert "Tell 1 who asked to be told of the new date?" in shown
    assert "the entry in their calendar" not in shown
    assert "<dt>Asked to be told of the date</dt><dd>1</dd>" in (await desk.get(f"/organize/events/{SLUG}")).text
    await decide.fix_date(home, ada, SLUG, week_later, at_once=False)
    assert await letters(home) == [("interest.moved", "first@example.org")]


async def test_withdrawing_and_publishing_say_what_those_who_asked_hear(
    desk: httpx.AsyncClient, home: House, ada: Staff
) -> None:
    page = f"/organize/events/{SLUG}"
    shown = (await desk.get(f"{page}/withdraw")).text
    assert "1 person asked to be told of the date. They are not told that it leaves the programme" in shown
    assert "no message goes out" not in shown
    await sent(home)
    await desk.post(f"{page}/withdraw")
    assert await letters(home) == []
    shown = (await desk.get(f"{page}/publish")).text
    assert "1 person asked to be told of the date and gets a message if it is another than they know." in shown
    assert "No message goes out." not in shown


async def end(home: House, email: str, at: datetime) -> None:
    async with home.db.transaction() as tx:
        event = await programme.event_by_slug(tx, SLUG)
        assert event is not None
        job = WishEnded(key=item_key(event.id), email=email, at=at)
        await jobs.HANDLERS[WishEnded](home, tx, job)


async def test_who_wants_no_more_of_it_is_counted_no_more_and_told_no_more(home: House, ada: Staff) -> None:
    await ask(home, "second@example.org")
    await end(home, "First@example.org", home.clock())
    await end(home, "second@example.org", home.clock() - timedelta(seconds=1))  # asked after that
    assert (await decide.concerned(home, ada, SLUG)).asked == 1
    await decide.fix_date(home, ada, SLUG, DATE, at_once=False)
    letters = [job for job in await sent(home) if isinstance(job, MessageSend)]
    assert [(job.to.email, job.asked_at) for job in letters] == [("second@example.org", home.clock())]


async def test_a_date_taken_back_to_a_time_that_is_past_is_told_to_nobody(home: House, ada: Staff) -> None:
    await decide.fix_date(home, ada, SLUG, DATE, at_once=False)
    await sent(home)
    past = {**QUARTER, "year": str((home.clock() - timedelta(days=400)).year)}
    assert (await decide.preview_date(home, ada, SLUG, past)).seen.people == 0
    await decide.fix_date(home, ada, SLUG, past, at_once=False)
    assert await letters(home) == []


async def test_what_notify_is_told_of_somebody_names_the_event_as_it_was_then(home: House, ada: Staff) -> None:
    await sent(home)
    await register(home, SLUG, person(1), language="en", timezone="")
    await decide.fix_date(home, ada, SLUG, DATE, at_once=False)
    await register(home, SLUG, person(2), language="en", timezone="")
    jobs = await sent(home)
    assert [(type(job), job.item_revision) for job in jobs if isinstance(job, CalendarInvite | MessageSend)] == [
        (CalendarInvite, 1),
        (MessageSend, 2),
        (MessageSend, 2),
    ]
