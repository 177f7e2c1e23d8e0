"""Reminders: once for each person and start, moved by a move, stopped by a cancellation, switched off by one click."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import pytest

from services.notify.operations import deliver, preferences, reminders, updates
from shared.contracts.common import Place
from shared.errors import NotFound
from shared.house import House
from shared.identity.people import person_id
from shared.when import Precision, When
from tests.notify.jobs import ASHA, MINSU, apply, cancelled, confirmed, mails, mark_sent, put, written
from tests.notify.updating import text
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

START = datetime(2027, 5, 26, 6, tzinfo=UTC)  # 15:00 in Seoul, 9:00 in Nairobi
WEEK, DAY, HOURS = START - timedelta(days=7), START - timedelta(days=1), START - timedelta(hours=2)
LATER = When(precision=Precision.TIME, start=datetime(2027, 5, 27, 15))
ONLINE = Place(format="online", platform="Zoom")


@pytest.fixture
async def notify(house: OpenHouse) -> House:
    return await house("notify", update_quiet=0)


@pytest.fixture
async def invited(notify: House) -> House:
    await apply(notify, put(), confirmed())
    await mark_sent(notify)
    return notify


async def sent(house: House) -> list[tuple[str, str]]:
    """(message, state) of all reminders, oldest first."""
    return [(row.template, row.state) for row in await written(house) if row.template.startswith("reminder.")]


async def test_each_goes_out_once_in_its_hour(invited: House, clock: FakeClock) -> None:
    for at, count in ((WEEK, 1), (DAY, 1), (HOURS, 1)):
        clock.move_to(at - timedelta(minutes=1))
        assert await reminders.send_due(invited) == 0
        clock.move_to(at)
        assert await reminders.send_due(invited) == count
        assert await reminders.send_due(invited) == 0
        clock.advance(minutes=59)
        assert await reminders.send_due(invited) == 0
        await mark_sent(invited)
    assert await sent(invited) == [("reminder.week", "sent"), ("reminder.day", "sent"), ("reminder.hours", "sent")]


async def test_what_is_late_by_more_than_an_hour_is_left_out(invited: House, clock: FakeClock) -> None:
    clock.move_to(DAY + timedelta(minutes=61))
    assert await reminders.send_due(invited) == 0


async def test_each_reader_by_their_own_clock(notify: House, clock: FakeClock) -> None:
    early = When(precision=Precision.TIME, start=datetime(2027, 5, 26, 10))  # 4:00 in Nairobi
    await apply(notify, put(when=early), confirmed(), confirmed(ASHA))
    clock.move_to(datetime(2027, 5, 24, 18, tzinfo=UTC))  # 21:00 in Nairobi
    assert await reminders.send_due(notify) == 1
    clock.move_to(datetime(2027, 5, 25, 1, tzinfo=UTC))  # 10:00 in Seoul
    assert await reminders.send_due(notify) == 1
    rows = [row.recipient for row in await written(notify) if row.template == "reminder.day"]
    assert rows == ["asha@example.org", "minsu@example.org"]


async def test_the_zone_chosen_on_the_preferences_page_counts(invited: House, clock: FakeClock) -> None:
    token = invited.links.token("preferences", person_id(MINSU.email))
    await preferences.keep(invited, token, language="ko", timezone="America/Mexico_City")
    clock.move_to(DAY)  # midnight there
    assert await reminders.send_due(invited) == 0
    clock.move_to(datetime(2027, 5, 25, 3, tzinfo=UTC))  # 21:00
    assert await reminders.send_due(invited) == 1


async def test_the_last_one_carries_the_link_to_join(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(place=ONLINE, join_url="https://zoom.test/j/1"), confirmed())
    for at in (WEEK, DAY, HOURS):
        clock.move_to(at)
        await reminders.send_due(notify)
    assert ["https://zoom.test/j/1" in text(mail) for mail in (await mails(notify))[1:]] == [False, False, True]


async def test_an_event_has_the_reminders_its_owner_names(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(reminders=("day", "something newer")), confirmed())
    for at in (WEEK, DAY, HOURS):
        clock.move_to(at)
        await reminders.send_due(notify)
    assert [name for name, _ in await sent(notify)] == ["reminder.day"]


async def test_a_move_moves_them(invited: House, clock: FakeClock) -> None:
    clock.move_to(DAY)
    assert await reminders.send_due(invited) == 1
    await mark_sent(invited)
    await apply(invited, put(2, when=LATER))
    await updates.send_due(invited)
    clock.move_to(HOURS)
    assert await reminders.send_due(invited) == 0
    clock.move_to(DAY + timedelta(days=1))
    assert await reminders.send_due(invited) == 1, "of the new start"
    clock.move_to(HOURS + timedelta(days=1))
    assert await reminders.send_due(invited) == 1


async def test_one_that_has_not_left_is_overtaken_by_the_move(invited: House, clock: FakeClock) -> None:
    clock.move_to(DAY)
    await reminders.send_due(invited)
    await apply(invited, put(2, when=LATER))
    assert await sent(invited) == [("reminder.day", "withheld")]


async def test_while_a_change_waits_to_be_told_nobody_is_reminded(house: OpenHouse, clock: FakeClock) -> None:
    notify = await house("notify", update_quiet=300)
    await apply(notify, put(), confirmed())
    clock.move_to(DAY)
    await apply(notify, put(2, title="Smart Tech"))
    assert await reminders.send_due(notify) == 0
    clock.advance(seconds=300)
    await updates.send_due(notify)
    assert await reminders.send_due(notify) == 1


@pytest.mark.parametrize("change", [{"cancelled": True}, {"withdrawn": True}])
async def test_none_of_what_is_off(invited: House, clock: FakeClock, change: dict[str, bool]) -> None:
    clock.move_to(DAY)
    await reminders.send_due(invited)
    await apply(invited, put(2, **change))
    await updates.send_due(invited)
    clock.move_to(HOURS)
    assert await reminders.send_due(invited) == 0
    assert await sent(invited) == [("reminder.day", "withheld")]


async def test_none_to_whoever_cancelled(invited: House, clock: FakeClock) -> None:
    clock.move_to(DAY)
    await reminders.send_due(invited)
    await apply(invited, cancelled())
    clock.move_to(HOURS)
    assert await reminders.send_due(invited) == 0
    assert await sent(invited) == [("reminder.day", "withheld")]


async def test_one_that_cannot_leave_within_its_hour_is_kept_back(invited: House, clock: FakeClock) -> None:
    clock.move_to(DAY)
    await reminders.send_due(invited)
    clock.advance(minutes=61)
    assert await deliver.claim(invited, 5) == []
    await reminders.send_due(invited)
    assert await sent(invited) == [("reminder.day", "withheld")]


async def test_whoever_wants_none_gets_none_but_every_change(invited: House, clock: FakeClock) -> None:
    token = invited.links.token("preferences", person_id(MINSU.email))
    clock.move_to(WEEK)
    await reminders.send_due(invited)
    await preferences.want(invited, token, "reminder", wanted=False)
    clock.move_to(DAY)
    await reminders.send_due(invited)
    assert await sent(invited) == [("reminder.week", "withheld"), ("reminder.day", "withheld")]
    await apply(invited, put(2, title="Smart Tech"), confirmed(revision=2))
    await updates.send_due(invited)
    assert [(row.template, row.state) for row in await written(invited)][3:] == [("registration.confirmed", "queued")]
    await preferences.want(invited, token, "reminder", wanted=True)
    clock.move_to(HOURS)
    await reminders.send_due(invited)
    assert (await sent(invited))[-1] == ("reminder.hours", "queued")


@pytest.mark.parametrize("category", ["transactional", "notice", "everything"])
async def test_nothing_else_can_be_switched_off(invited: House, category: str) -> None:
    token = invited.links.token("preferences", person_id(MINSU.email))
    with pytest.raises(NotFound):
        await preferences.want(invited, token, category, wanted=False)


async def test_two_workers_remind_each_once(
    committed_house: OpenHouse, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders, "CHUNK", 3)
    house = await committed_house("notify")
    people = [msgspec.structs.replace(ASHA, email=f"guest{number}@example.org") for number in range(15)]
    await apply(house, put(), *(confirmed(person, id=UUID(int=n)) for n, person in enumerate(people)))
    clock.move_to(DAY)

    async def worker() -> None:
        for _ in range(20):
            await reminders.send_due(house)
            await asyncio.sleep(0.02)

    await asyncio.gather(worker(), worker())
    rows = [row.recipient for row in await written(house) if row.template == "reminder.day"]
    assert sorted(rows) == sorted(person.email for person in people)
