"""The personal link: see, change, correct the address, cancel; and who moves up."""

import asyncio
from datetime import UTC, datetime

import pytest

from services.registration.domain.registration import Status
from services.registration.operations import after, registrants, sessions
from services.registration.operations.decide import cancel_event
from services.registration.operations.my_registration import cancel, change, show
from services.registration.operations.register import register
from shared.contracts.notify import CalendarInvite, CalendarRename, CalendarWithdraw, MessageSend
from shared.errors import Conflict, Gone, Invalid, NotFound
from shared.house import House
from shared.identity.accounts import add_staff
from tests.registration.desk import staff
from tests.registration.events import SLUG, counts, load_event, person, sent
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.support.web import client_at


async def come(house: House, number: int = 1, **changes: object) -> str:
    """The token of a new registration; what it sent is forgotten."""
    done = await register(house, SLUG, person(number, **changes), language="en", timezone="Asia/Seoul")
    await sent(house)
    return done.token


async def test_the_link_shows_what_was_said(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home, 'join_url = "https://meet.example.org/1"')
    mine = await show(home, await come(home, native_name="김민수"))
    assert mine.registration.participant.native_name == "김민수"
    assert mine.join_url == "https://meet.example.org/1"
    assert [line.what for line in mine.history] == ["registered"]


async def test_the_joining_link_is_for_the_confirmed_only(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home, 'capacity = 1\njoin_url = "https://meet.example.org/1"')
    await come(home, 1)
    waiting = await show(home, await come(home, 2))
    assert (waiting.registration.status, waiting.join_url, waiting.registration.place) == (Status.WAITLISTED, "", 1)


@pytest.mark.parametrize("token", ["", "x", "A" * 46, "é", "../../etc/passwd"])
async def test_a_made_up_link_finds_nothing(house: OpenHouse, token: str) -> None:
    home = await house("registration")
    with pytest.raises(NotFound):
        await show(home, token)


async def test_a_link_of_another_purpose_finds_nothing(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home)
    mine = await show(home, await come(home))
    with pytest.raises(NotFound):
        await show(home, home.links.token("calendar", mine.registration.id))


async def test_answers_change_without_a_mail(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home)
    token = await come(home, native_name="李", country="CN")
    after = (await change(home, token, {"job_title": "Director", "country": "TW"})).registration.participant
    assert (after.job_title, after.native_name_language) == ("Director", "zh-Hant")
    assert (after.name, after.email) == ("Person 1", "person1@example.org")
    assert [type(job) for job in await sent(home)] == [CalendarRename], "later mails know the language; none goes out"


async def test_a_bad_change_changes_nothing(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home)
    token = await come(home)
    with pytest.raises(Invalid) as refused:
        await change(home, token, {"name": "", "country": "ZZ", "job_title": "Director"})
    assert [problem.field for problem in refused.value.problems] == ["name", "country"]
    assert (await show(home, token)).registration.participant.job_title == ""


async def test_a_corrected_address_gets_the_invite_and_a_new_link(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home)
    old = await come(home)
    mine = await change(home, old, {"email": "right@example.org"})
    farewell, welcome = await sent(home)
    assert isinstance(farewell, CalendarWithdraw)
    assert farewell.parts[0].attendee.person.email == "person1@example.org"
    assert farewell.parts[0].attendee.manage_url == "", "the old address may be a stranger's"
    assert farewell.parts[0].message.template == "registration.moved_address"
    assert isinstance(welcome, CalendarInvite)
    assert welcome.parts[0].attendee.person.email == "right@example.org"
    assert welcome.parts[0].attendee.manage_url == mine.manage_url
    with pytest.raises(Gone):
        await show(home, old)
    assert (await show(home, mine.token)).registration.participant.email == "right@example.org"


async def test_an_address_that_is_registered_cannot_be_taken(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home)
    token = await come(home, 1)
    await come(home, 2)
    with pytest.raises(Conflict) as refused:
        await change(home, token, {"email": "PERSON2@example.org"})
    assert refused.value.code == "already-registered"
    assert await sent(home) == []
    assert (await show(home, token)).registration.participant.email == "person1@example.org"


async def test_cancelling_withdraws_once_and_the_first_in_the_queue_moves_up(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home, "capacity = 1")
    tokens = [await come(home, number) for number in (1, 2, 3)]
    assert (await cancel(home, tokens[0])).registration.status is Status.CANCELLED
    withdrawn, promoted = await sent(home)
    assert isinstance(withdrawn, CalendarWithdraw)
    assert withdrawn.parts[0].message.template == "registration.cancelled"
    assert isinstance(promoted, CalendarInvite)
    assert promoted.parts[0].attendee.person.email == "person2@example.org"
    assert promoted.parts[0].message.template == "registration.promoted"
    assert (await cancel(home, tokens[0])).registration.status is Status.CANCELLED
    assert await sent(home) == [], "twice is once"
    assert [(await show(home, token)).registration.place for token in tokens[1:]] == [None, 1]
    assert await counts(home) == {"confirmed": (1, 1), "waitlisted": (1, 1), "pending": (0, 0)}


async def test_leaving_the_queue_promotes_nobody(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home, "capacity = 1")
    tokens = [await come(home, number) for number in (1, 2, 3)]
    await cancel(home, tokens[1])
    [letter] = await sent(home)
    assert isinstance(letter, MessageSend)
    assert letter.message.template == "registration.cancelled"
    assert (await show(home, tokens[2])).registration.place == 1


async def test_who_cancelled_may_come_again_with_a_greater_revision(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home)
    first = await show(home, await come(home))
    await cancel(home, first.token)
    again = await show(home, await come(home))
    assert again.registration.id != first.registration.id
    assert again.registration.revision > first.registration.revision
    with pytest.raises(Conflict):
        await change(home, first.token, {"job_title": "Director"})


async def test_after_the_event_it_stays_as_it_is(house: OpenHouse, clock: FakeClock) -> None:
    home = await house("registration")
    await load_event(home)
    token = await come(home)
    clock.advance(days=300)
    assert (await show(home, token)).over is True
    with pytest.raises(Conflict, match="is over"):
        await cancel(home, token)
    with pytest.raises(Conflict, match="is over"):
        await change(home, token, {"job_title": "Director"})


async def test_cancelling_and_coming_at_once_keeps_the_counters(committed_house: OpenHouse) -> None:
    home = await committed_house("registration")
    await load_event(home, "capacity = 3")
    tokens = [await come(home, number) for number in range(8)]
    newcomers = [register(home, SLUG, person(number), language="en", timezone="") for number in range(8, 14)]
    await asyncio.gather(*(cancel(home, token) for token in tokens[:5]), *newcomers)
    assert await counts(home) == {"confirmed": (3, 3), "waitlisted": (6, 6), "pending": (0, 0)}


async def test_an_address_corrected_while_its_owner_registers_is_one_registration(committed_house: OpenHouse) -> None:
    """Whoever is second is told so; which one it is, chance decides."""
    home = await committed_house("registration")
    await load_event(home)
    for number in range(0, 60, 2):
        token, wanted = await come(home, number), person(number + 1)
        corrected = change(home, token, {"email": wanted["email"]})
        registered = register(home, SLUG, wanted, language="en", timezone="")
        both = await asyncio.gather(corrected, registered, return_exceptions=True)
        assert [each.code for each in both if isinstance(each, Conflict)] == ["already-registered"]
        assert len([each for each in both if not isinstance(each, Exception)]) == 1


async def test_of_a_cancelled_event_nobody_moves_up(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home, "capacity = 1")
    first, _ = await come(home, 1), await come(home, 2)
    ada = await add_staff(home.db, email="ada@office.example", role="organizer", name="Ada Sample")
    await cancel_event(home, ada, SLUG, at_once=False)
    await cancel(home, first)
    assert await counts(home) == {"confirmed": (0, 0), "waitlisted": (1, 1), "pending": (0, 0)}


async def test_a_choice_that_left_the_programme_refuses_no_change(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home, '[[events.sessions]]\ntitle = "시장 회의"\n[[events.sessions]]\ntitle = "الافتتاح"')
    token, ada = await come(home, sessions=["시장-회의", "الافتتاح"]), await staff(home)
    await sessions.remove(home, ada, SLUG, "시장-회의")
    async with client_at(home) as client:
        form = (await client.get(f"/r/{token}/change")).text
    assert "1 part you chose is no longer in the programme" in form
    for body, chosen in (
        ({"email": "moved@example.org"}, ("시장-회의", "الافتتاح")),
        ({"job_title": "Director", "sessions": ["시장-회의"]}, ("시장-회의",)),
        ({"sessions": []}, ()),
    ):
        mine = await change(home, token, body)
        token = mine.token
        assert mine.registration.participant.sessions == chosen
    with pytest.raises(Invalid):
        await change(home, token, {"sessions": ["시장-회의"]})


async def test_a_closed_event_gives_no_seat_and_takes_none(house: OpenHouse, clock: FakeClock) -> None:
    home = await house("registration")
    await load_event(home, "capacity = 1")
    came, waits, ada = await come(home, 1), await come(home, 2), await staff(home)
    ids = [(await show(home, token)).registration.id for token in (came, waits)]
    clock.move_to(datetime(2027, 12, 9, 7, tzinfo=UTC))  # it ends at 8
    await registrants.note_came(home, ada, SLUG, ids[:1], came=True)
    await after.close(home, ada, SLUG)
    await sent(home)
    for act, code in (
        (cancel(home, came), "over"),
        (change(home, came, {"job_title": "Mayor"}), "over"),
        (registrants.cancel(home, ada, SLUG, ids), "closed"),
        (registrants.approve(home, ada, SLUG, ids), "closed"),
        (sessions.replace(home, ada, SLUG, {"items": []}), "closed"),
    ):
        with pytest.raises(Conflict) as refused:
            await act
        assert refused.value.code == code
    assert (await show(home, came)).over
    assert await sent(home) == []
    assert await counts(home) == {"confirmed": (1, 1), "waitlisted": (1, 1), "pending": (0, 0)}
    await after.reopen(home, ada, SLUG)
    await cancel(home, came)
    assert (await show(home, waits)).registration.status is Status.CONFIRMED
