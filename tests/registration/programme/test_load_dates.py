"""A load that changes a date tells who waits for a place and who asked for the date, as an organizer's change does."""

import pytest

from services.registration.operations.interest import ask_to_be_told
from services.registration.operations.load_programme import load_programme
from services.registration.operations.register import register
from shared.contracts.notify import CalendarPut, MessageSend
from shared.errors import Conflict
from shared.house import House
from shared.programme import ParsedProgramme, parse
from tests.registration.events import SLUG, load_event, person, programme_of, sent
from tests.registration.programme.stored import run
from tests.support.statements import counted

OPEN = '{ precision = "quarter", year = 2027, quarter = 3 }'
FIXED = '{ precision = "day", first = 2027-09-07, last = 2027-09-09 }'
MOVED = '{ precision = "day", first = 2027-09-14, last = 2027-09-16 }'
PAST = '{ precision = "day", first = 2024-09-14, last = 2024-09-16 }'


@pytest.fixture
async def home(registration: House) -> House:
    """An event of one seat with an open date: one takes part, one waits, two asked, and one of them registered."""
    await load_event(registration, "capacity = 1", OPEN)
    for email in ("asked@example.org", "person1@example.org"):
        await ask_to_be_told(registration, SLUG, {"email": email}, language="es", timezone="Asia/Seoul")
    for number in (1, 2):
        await register(registration, SLUG, person(number), language="en", timezone="Asia/Seoul")
    await sent(registration)
    return registration


async def load(home: House, when: str, capacity: int = 1, *, notify: bool = True) -> int:
    """The people that the load counts."""
    file = parse(programme_of(SLUG, when, f"capacity = {capacity}"), "test.toml")
    return (await load_programme(home, file, notify=notify)).concerned


async def refused(home: House, when: str, capacity: int = 1) -> object:
    """How many would be told, which is asked for first."""
    with pytest.raises(Conflict) as error:
        await load(home, when, capacity, notify=False)
    return error.value.params["people"]


async def letters(home: House) -> list[tuple[str, str]]:
    """Template and address of what waits for the update; each is of the revision that the calendar got."""
    jobs = await sent(home)
    [item] = [job for job in jobs if isinstance(job, CalendarPut)]
    told = [job for job in jobs if isinstance(job, MessageSend) and job.with_update]
    assert {job.item_revision for job in told} <= {item.revision}
    return [(job.message.template, job.to.email) for job in told]


async def test_a_date_fixed_moved_and_opened_again_is_told_to_who_waits_and_who_asked(home: House) -> None:
    assert (await refused(home, FIXED), await load(home, FIXED)) == (3, 3)
    assert await letters(home) == [("interest.fixed", "asked@example.org"), ("waiting.fixed", "person2@example.org")]
    assert (await refused(home, MOVED), await load(home, MOVED)) == (3, 3)
    assert await letters(home) == [("interest.moved", "asked@example.org"), ("waiting.moved", "person2@example.org")]
    assert (await refused(home, OPEN), await load(home, OPEN)) == (3, 3)
    assert await letters(home) == [
        ("interest.reopened", "asked@example.org"),
        ("waiting.reopened", "person2@example.org"),
    ]
    assert await load(home, OPEN, notify=False) == 0
    assert await sent(home) == []


async def test_an_open_date_that_is_another_open_one_is_told_to_who_takes_part_alone(home: House) -> None:
    assert await load(home, '{ precision = "quarter", year = 2027, quarter = 4 }') == 1
    assert await letters(home) == []


async def test_nobody_who_takes_part_is_needed_for_a_load_to_ask_first(registration: House) -> None:
    await load_event(registration, "capacity = 1", OPEN)
    await ask_to_be_told(registration, SLUG, {"email": "a@example.org"}, language="en", timezone="Asia/Seoul")
    assert await refused(registration, FIXED) == 1


async def test_a_date_that_is_past_is_kept_and_told_to_nobody(home: House) -> None:
    assert await load(home, PAST, notify=False) == 0
    assert await letters(home) == []


async def test_whoever_gets_a_seat_by_the_same_load_is_invited_and_not_written_to_as_waiting(home: House) -> None:
    assert (await refused(home, FIXED, 2), await load(home, FIXED, 2)) == (3, 3)
    assert await letters(home) == [("interest.fixed", "asked@example.org")]


async def test_of_a_cancelled_event_nobody_hears(home: House) -> None:
    await run(home, "UPDATE events SET cancelled_at = now()")
    assert await load(home, FIXED, notify=False) == 0
    assert await letters(home) == []


async def test_of_a_closed_event_only_calendars_hear(home: House) -> None:
    await run(home, "UPDATE events SET closed_at = now(), activity_revision = 1")
    assert await load(home, FIXED) == 1
    assert await letters(home) == []


async def test_dates_of_three_events_are_told_in_as_many_statements_as_that_of_one(registration: House) -> None:
    async def statements(number: int) -> int:
        slugs = [f"event-{number}-{place}" for place in range(number)]
        await load_programme(registration, _together(slugs, OPEN))
        for slug in slugs:
            await ask_to_be_told(registration, slug, {"email": "a@example.org"}, language="en", timezone="Asia/Seoul")
        await sent(registration)
        async with counted(registration) as seen:
            await load_programme(registration, _together(slugs, FIXED), notify=True)
        told = [job.item for job in await sent(registration) if isinstance(job, MessageSend)]
        assert len(set(told)) == number
        return len(seen)

    assert await statements(1) == await statements(3)


def _together(slugs: list[str], when: str) -> ParsedProgramme:
    """One file of them all."""
    head, _, _ = programme_of("", when).partition("[[events]]")
    entries = [programme_of(slug, when).partition("[[events]]")[2] for slug in slugs]
    return parse("[[events]]".join([head, *entries]), "test.toml")
