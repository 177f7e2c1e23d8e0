"""Registering: confirmed, waitlisted or pending; once per person; once per key."""

import asyncio
from typing import Any

import asyncpg
import pytest

from services.registration.domain.registration import Status
from services.registration.operations import my_registration
from services.registration.operations.register import Registered, register
from shared.contracts.notify import CalendarInvite, MessageSend
from shared.errors import Conflict, Invalid, NotFound
from shared.house import House
from tests.registration.events import SLUG, counts, load_event, person, sent
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.support.waiting import until


async def come(house: House, number: int = 1, key: str = "", **changes: Any) -> Registered:
    body = person(number, **changes)
    return await register(house, SLUG, body, language="en", timezone="Africa/Nairobi", idempotency_key=key)


async def test_a_free_seat_is_confirmed_and_one_invite_goes_out(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home)
    done = await come(home, native_name="አበበ ናሙና", language="fr")
    assert done.answer.status is Status.CONFIRMED
    assert done.manage_url == f"http://wego.test/r/{done.token}"
    [job] = await sent(home)
    assert isinstance(job, CalendarInvite)
    [part] = job.parts
    assert part.attendee.id == done.answer.id
    assert part.attendee.person.email == "person1@example.org"
    assert (part.attendee.person.native_name, part.attendee.person.native_name_language) == ("አበበ ናሙና", "am")
    assert (part.attendee.person.language, part.attendee.person.timezone) == ("fr", "Africa/Nairobi")
    assert part.attendee.manage_url == done.manage_url
    assert part.message.template == "registration.confirmed"
    assert await counts(home) == {"confirmed": (1, 1), "waitlisted": (0, 0), "pending": (0, 0)}


async def test_a_full_event_puts_people_on_the_waiting_list_in_order(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home, "capacity = 1")
    statuses = [(await come(home, number)).answer.status for number in (1, 2, 3)]
    assert statuses == [Status.CONFIRMED, Status.WAITLISTED, Status.WAITLISTED]
    jobs = await sent(home)
    assert [type(job) for job in jobs] == [CalendarInvite, MessageSend, MessageSend]
    letters = [job for job in jobs if isinstance(job, MessageSend)]
    assert [(job.message.template, job.message.facts) for job in letters] == [
        ("registration.waitlisted", {"place": "1"}),
        ("registration.waitlisted", {"place": "2"}),
    ]
    assert await counts(home) == {"confirmed": (1, 1), "waitlisted": (2, 2), "pending": (0, 0)}


async def test_an_event_with_approval_lets_everybody_wait(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home, "approval = true")
    assert (await come(home)).answer.status is Status.PENDING
    [job] = await sent(home)
    assert isinstance(job, MessageSend)
    assert job.message.template == "registration.pending"


async def test_the_same_address_is_refused_and_gets_its_link_again(house: OpenHouse, clock: FakeClock) -> None:
    home = await house("registration")
    await load_event(home)
    first = await come(home)
    await sent(home)
    keys = []
    for later in (0, 1, 660):
        clock.advance(seconds=later)
        with pytest.raises(Conflict) as refused:
            await come(home, email="Person1@Example.org", name="Somebody else")
        assert refused.value.code == "already-registered"
        [job] = await sent(home)
        assert isinstance(job, MessageSend)
        assert (job.message.template, job.manage_url) == ("registration.link", first.manage_url)
        assert job.to.email == "person1@example.org", "to the address on file"
        keys.append(job.message.key)
    assert keys[0] == keys[1] != keys[2], "the same key is never sent twice: at most one mail in ten minutes"
    assert await counts(home) == {"confirmed": (1, 1), "waitlisted": (0, 0), "pending": (0, 0)}


async def test_the_same_key_and_body_is_the_same_registration(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home)
    first = await come(home, key="k")
    assert await come(home, key="k") == first
    assert len(await sent(home)) == 1
    with pytest.raises(Invalid) as refused:
        await come(home, key="k", name="Other")
    assert [problem.field for problem in refused.value.problems] == ["Idempotency-Key"]
    with pytest.raises(Conflict):
        await come(home, key="another")


async def test_a_key_is_of_its_event(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home)
    await load_event(home, slug="expo")
    first = await come(home, key="k")
    second = await register(home, "expo", person(2), language="en", timezone="", idempotency_key="k")
    assert first.answer.id != second.answer.id


async def test_a_refused_form_leaves_nothing_behind(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home)
    bad: list[dict[str, Any]] = [
        {"name": "x" * 10_000},
        {"name": "A\r\nBcc: b@example.org"},
        {"timezone": "Mars/Olympus"},
    ]
    for changes in bad:
        with pytest.raises(Invalid):
            await come(home, key="k", **changes)
    assert await sent(home) == []
    assert await counts(home) == {"confirmed": (0, 0), "waitlisted": (0, 0), "pending": (0, 0)}
    assert (await come(home, key="k")).answer.status is Status.CONFIRMED, "a refused request does not use its key up"


@pytest.mark.parametrize(
    ("more", "when", "words"),
    [
        ("", "{ precision = 'day', first = 2027-02-01, last = 2027-02-02 }", "is over"),
        ("", "{ precision = 'month', year = 2027, month = 2 }", "is over"),
        ("registration_closes = 2027-02-20T00:00:00", "", "has closed"),
        ("registration_opens = 2027-04-01T00:00:00", "", "not opened yet"),
    ],
)
async def test_outside_the_window_it_says_why(
    house: OpenHouse, clock: FakeClock, more: str, when: str, words: str
) -> None:
    home = await house("registration")
    await load_event(home, more, when)
    with pytest.raises(Conflict, match=words) as refused:
        await come(home)
    assert refused.value.code == "registration-closed"


async def test_an_unknown_event_is_not_found(house: OpenHouse) -> None:
    with pytest.raises(NotFound):
        await register(await house("registration"), "nope", person(), language="en", timezone="")


async def test_a_rush_never_oversells_and_keeps_the_order(committed_house: OpenHouse) -> None:
    home = await committed_house("registration")
    await load_event(home, "capacity = 5")
    done = await asyncio.gather(*(come(home, number) for number in range(40)))
    statuses = [each.answer.status for each in done]
    assert statuses.count(Status.CONFIRMED) == 5
    assert await counts(home) == {"confirmed": (5, 5), "waitlisted": (35, 35), "pending": (0, 0)}
    waiting = [await my_registration.show(home, each.token) for each in done if each.answer.status is Status.WAITLISTED]
    assert sorted(each.registration.place or 0 for each in waiting) == list(range(1, 36))
    assert len(await sent(home)) == 40


async def test_twenty_at_once_with_one_key_are_one(committed_house: OpenHouse) -> None:
    home = await committed_house("registration")
    await load_event(home)
    done = await asyncio.gather(*(come(home, key="k") for _ in range(20)))
    assert len({each.answer.id for each in done}) == 1
    assert len(await sent(home)) == 1


async def _waits(home: House) -> bool:
    """Somebody does, for the event's lock: only a superuser sees it."""
    conn = await asyncpg.connect(home.settings.database_url)
    try:
        return bool(
            await conn.fetchval(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
        )
    finally:
        await conn.close()


async def test_nobody_gets_into_an_event_that_is_cancelled_that_moment(committed_house: OpenHouse) -> None:
    """They have read it before it was cancelled, and take their seats after it."""
    home = await committed_house("registration")
    await load_event(home)
    async with home.db.transaction() as tx:
        await tx.conn.execute("UPDATE events SET cancelled_at = $1", tx.now)
        coming = asyncio.gather(*(come(home, number) for number in range(3)), return_exceptions=True)
        await until(lambda: _waits(home))
    assert [isinstance(each, Conflict) and each.code for each in await coming] == ["registration-closed"] * 3
    assert await counts(home) == {"confirmed": (0, 0), "waitlisted": (0, 0), "pending": (0, 0)}


async def test_nobody_gets_into_an_event_that_is_withdrawn_that_moment(committed_house: OpenHouse) -> None:
    home = await committed_house("registration")
    await load_event(home)
    async with home.db.transaction() as tx:
        await tx.conn.execute("UPDATE events SET published = false")
        coming = asyncio.gather(*(come(home, number) for number in range(3)), return_exceptions=True)
        await until(lambda: _waits(home))
    assert [isinstance(each, Conflict) and each.code for each in await coming] == ["registration-closed"] * 3
    assert await counts(home) == {"confirmed": (0, 0), "waitlisted": (0, 0), "pending": (0, 0)}
