"""Loading a programme that moves people or lets them in: only with `notify`, and then they are told."""

import pytest

from services.registration.operations.load_programme import load_programme
from services.registration.operations.register import register
from shared.contracts.notify import CalendarInvite, CalendarPut
from shared.errors import Conflict
from shared.house import House
from shared.programme.report import Touched
from tests.registration.events import counts, person, sent
from tests.registration.programme.files import ASSEMBLY, EXPO, programme
from tests.registration.programme.stored import rows, run
from tests.support.outbox import clear, jobs


async def test_moving_people_needs_notify(registration: House) -> None:
    await load_programme(registration, programme(EXPO, ASSEMBLY))
    await run(registration, "UPDATE events SET confirmed_count = 14 WHERE slug = 'expo'")
    await clear(registration)
    before = await rows(registration)
    moved = programme(EXPO.replace("2027-06-23", "2027-06-24"), ASSEMBLY.replace("CIO Forum", "CIO Day"))
    with pytest.raises(Conflict) as refused:
        await load_programme(registration, moved)
    assert (refused.value.code, refused.value.params) == ("would-notify", {"people": 14, "slugs": "expo"})
    assert await rows(registration) == before
    assert await jobs(registration, CalendarPut) == []

    report = await load_programme(registration, moved, notify=True)
    assert report.concerned == 14
    assert {put.slug: put.revision for put in await jobs(registration, CalendarPut)} == {"expo": 2, "assembly": 2}


async def test_changes_that_move_nobody_need_no_notify(registration: House) -> None:
    await load_programme(registration, programme(EXPO))
    await run(registration, "UPDATE events SET confirmed_count = 14 WHERE slug = 'expo'")
    report = await load_programme(registration, programme(EXPO.replace("Part II", "Part 2")))
    assert (report.concerned, report.changed) == (0, (Touched("expo", ("session 시장-라운드테이블",)),))


async def test_a_raised_capacity_lets_the_first_of_the_waiting_list_in(registration: House) -> None:
    text = EXPO.replace("capacity = 40", "capacity = 1").replace("registration_opens = 2027-03-28T01:30:00\n", "")
    await load_programme(registration, programme(text))
    for number in (1, 2, 3):
        await register(registration, "expo", person(number), language="en", timezone="Asia/Seoul")
    await sent(registration)
    two_seats = programme(text.replace("capacity = 1", "capacity = 2"))
    with pytest.raises(Conflict) as refused:
        await load_programme(registration, two_seats)
    assert refused.value.params == {"people": 1, "slugs": "expo"}
    assert await sent(registration) == []

    report = await load_programme(registration, two_seats, notify=True)
    assert (report.changed, report.concerned) == ((Touched("expo", ("capacity",)),), 1)
    (invite,) = await sent(registration)
    assert isinstance(invite, CalendarInvite)
    assert [part.attendee.person.email for part in invite.parts] == ["person2@example.org"]
    assert await counts(registration, "expo") == {"confirmed": (2, 2), "waitlisted": (1, 1), "pending": (0, 0)}
