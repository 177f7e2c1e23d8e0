"""Dates that move: who is told, once, with which number, and in which words."""

import asyncio
from uuid import UUID

import msgspec
import pytest

from services.notify.operations import feeds, updates
from shared.contracts.common import Person, Place
from shared.house import House
from tests.notify.jobs import (
    ASHA,
    OPEN,
    apply,
    calendar_parts,
    confirmed,
    mails,
    mark_sent,
    put,
    written,
)  # fmt: skip
from tests.notify.updating import EVEN_LATER, LATER, QUIET, calendar, quiet_over, text
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse


async def test_a_move_is_one_update_with_the_same_uid_and_the_next_number(invited: House, clock: FakeClock) -> None:
    await apply(invited, confirmed(ASHA), put(2, when=LATER))
    assert await updates.send_due(invited) == 0, "the quiet time is not over"
    assert await quiet_over(invited, clock) == 2
    assert await updates.send_due(invited) == 0
    rows = (await written(invited))[2:]
    assert {(row.recipient, row.template, row.method, row.sequence) for row in rows} == {
        ("minsu@example.org", "event.moved", "REQUEST", 1),
        ("asha@example.org", "event.moved", "REQUEST", 1),
    }
    first, *_, last = [calendar(mail) for mail in await mails(invited)]
    assert first["UID"] == last["UID"]
    assert (first["DTSTART"], last["DTSTART"]) == ("20270526T060000Z", "20270602T060000Z")


async def test_several_edits_are_one_update_and_the_quiet_time_begins_anew(invited: House, clock: FakeClock) -> None:
    await apply(invited, put(2, when=LATER))
    clock.advance(seconds=QUIET - 1)
    await apply(invited, put(3, when=EVEN_LATER, title="Smart Tech Korea"))
    clock.advance(seconds=QUIET - 1)
    assert await updates.send_due(invited) == 0
    assert await quiet_over(invited, clock) == 1
    assert (await calendar_parts(invited))[1:] == [("REQUEST", 1, "queued")]
    assert calendar((await mails(invited))[1])["DTSTART"] == "20270609T060000Z"


async def test_send_now_does_not_wait(invited: House) -> None:
    await apply(invited, put(2, when=LATER), put(3, when=LATER, at_once=True))
    assert await updates.send_due(invited) == 1
    assert (await calendar_parts(invited))[1:] == [("REQUEST", 1, "queued")]


async def test_a_change_back_to_what_was_sent_is_nothing(invited: House, clock: FakeClock) -> None:
    await apply(invited, put(2, when=LATER), put(3))
    assert await quiet_over(invited, clock) == 0
    await apply(invited, put(4, when=LATER))
    assert await quiet_over(invited, clock) == 1
    assert (await calendar_parts(invited))[1:] == [("REQUEST", 1, "queued")]


async def test_an_older_put_after_a_newer_one_mails_nobody(invited: House, clock: FakeClock) -> None:
    await apply(invited, put(3, when=LATER))
    assert await quiet_over(invited, clock) == 1
    await apply(invited, put(2, when=EVEN_LATER, at_once=True), put(3, when=EVEN_LATER, cancelled=True, at_once=True))
    assert await quiet_over(invited, clock) == 0
    async with invited.db.reading() as tx:
        found = await tx.conn.fetchrow("SELECT revision, sequence, cancelled_at, due_at FROM items")
    assert tuple(found) == (3, 1, None, None)


async def test_what_is_not_shown_in_calendars_mails_nobody(invited: House, clock: FakeClock) -> None:
    await apply(invited, put(2, description="Halls A and B", feeds=("programme",), reminders=()))
    assert await quiet_over(invited, clock) == 0


async def test_whoever_comes_in_the_quiet_time_gets_one_mail_with_the_new_date(
    invited: House, clock: FakeClock
) -> None:
    await apply(invited, put(2, when=LATER), confirmed(ASHA))
    assert await quiet_over(invited, clock) == 1
    assert [(row.recipient, row.template, row.sequence) for row in (await written(invited))[1:]] == [
        ("asha@example.org", "registration.confirmed", 1),
        ("minsu@example.org", "event.moved", 1),
    ]
    assert {calendar(mail)["DTSTART"] for mail in (await mails(invited))[1:]} == {"20270602T060000Z"}


async def test_a_second_edit_after_a_newcomer_raises_the_number_for_both(invited: House, clock: FakeClock) -> None:
    await apply(invited, put(2, when=LATER), confirmed(ASHA), put(3, when=EVEN_LATER))
    assert await quiet_over(invited, clock) == 2
    assert [(row.method, row.sequence) for row in await written(invited)] == [
        ("REQUEST", 0), ("REQUEST", 1), ("REQUEST", 2), ("REQUEST", 2)
    ]  # fmt: skip


async def test_a_newcomer_alone_is_told_when_it_moves_back(invited: House, clock: FakeClock) -> None:
    await apply(invited, put(2, when=LATER), confirmed(ASHA), put(3))
    assert await quiet_over(invited, clock) == 1
    last = (await written(invited))[-1]
    assert (last.recipient, last.method, last.sequence) == ("asha@example.org", "REQUEST", 2)


async def test_a_date_that_is_fixed_brings_the_first_invite(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(when=OPEN, timezone=""), confirmed(ASHA))
    assert await calendar_parts(notify) == [(None, None, "queued")]
    await apply(notify, put(2))
    assert await quiet_over(notify, clock) == 1
    (row,) = (await written(notify))[1:]
    assert (row.template, row.method, row.sequence) == ("event.fixed", "REQUEST", 1)
    words = " ".join(text((await mails(notify))[1]).split())
    assert "Until now: 3rd quarter 2027, to be confirmed." in words
    assert "From now on: Wednesday 26 May 2027, 15:00 to 17:00 Seoul (09:00 to 11:00 Nairobi)." in words


async def test_words_name_old_and_new_date_place_and_title(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(), confirmed(ASHA))
    hall = Place(format="in_person", venue="KINTEX", city="Goyang", country="KR")
    await apply(notify, put(2, when=LATER, place=hall, title="Smart Tech"))
    await quiet_over(notify, clock)
    words = " ".join(text((await mails(notify))[1]).split())
    for said in (
        "Until now: Wednesday 26 May 2027, 15:00 to 17:00 Seoul (09:00 to 11:00 Nairobi).",
        "From now on: Wednesday 2 June 2027, 15:00 to 17:00",
        "Until now: COEX, Seoul, South Korea. From now on: KINTEX, Goyang, South Korea.",
        "Until now: Smart Tech Korea Expo.",
    ):
        assert said in words


async def test_another_link_is_told_in_the_same_mail_and_alone_keeps_the_number(
    notify: House, clock: FakeClock
) -> None:
    zoom = "https://zoom.test/j/"
    await apply(notify, put(join_url=zoom + "1"), confirmed(ASHA), put(2, join_url=zoom + "2"))
    assert await updates.send_due(notify) == 0, "the quiet time is not over"
    await apply(notify, put(3, join_url=zoom + "3", title="Smart Tech"))
    assert await quiet_over(notify, clock) == 1
    await apply(notify, put(4, join_url=zoom + "4", title="Smart Tech"))
    assert await quiet_over(notify, clock) == 1
    await apply(notify, put(5, title="Smart Tech"))
    assert await quiet_over(notify, clock) == 1
    assert [(row.template, row.method, row.sequence) for row in await written(notify)] == [
        ("registration.confirmed", "REQUEST", 0),
        ("event.moved", "REQUEST", 1),
        ("event.moved", "REQUEST", 1),
        ("event.moved", "REQUEST", 1),
    ]
    words = [text(mail) for mail in await mails(notify)]
    assert [[zoom + n in each for n in "1234"] for each in words] == [
        [True, False, False, False],
        [False, False, True, False],
        [False, False, False, True],
        [False, False, False, False],
    ]
    assert ["The link to join is a new one" in each for each in words] == [False, True, True, False]
    assert "The link to join that you had leads nowhere any more" in words[-1]
    assert calendar((await mails(notify))[2])["CONFERENCE"] == zoom + "4"


async def test_whoever_comes_while_a_link_changes_gets_the_confirmation_and_the_new_link_once(
    notify: House, clock: FakeClock
) -> None:
    await apply(notify, put(join_url="https://zoom.test/1"), put(2, join_url="https://zoom.test/2"), confirmed(ASHA))
    assert await quiet_over(notify, clock) == 0
    [confirmation] = await mails(notify)
    assert "https://zoom.test/2" in text(confirmation)


async def test_two_registrations_of_one_person_get_one_update(notify: House, clock: FakeClock) -> None:
    other = confirmed(msgspec.structs.replace(ASHA, email="MinSu@example.org"))
    await apply(notify, put(), confirmed(), other)
    await apply(notify, put(2, when=LATER))
    assert await quiet_over(notify, clock) == 1


async def test_a_person_whose_mail_cannot_be_written_holds_up_nobody(notify: House, clock: FakeClock) -> None:
    nowhere = msgspec.structs.replace(ASHA, email="아샤@example.org")
    await apply(notify, put(when=OPEN, timezone=""), confirmed(nowhere), confirmed())
    await apply(notify, put(2))
    assert await quiet_over(notify, clock) == 2
    rows = (await written(notify))[2:]
    assert sorted((row.recipient, row.state) for row in rows) == [
        ("minsu@example.org", "queued"),
        ("아샤@example.org", "dead"),
    ]
    assert await updates.send_due(notify) == 0


async def test_many_are_told_in_chunks_by_two_workers_each_once(
    committed_house: OpenHouse, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "CHUNK", 7)
    house = await committed_house("notify", update_quiet=QUIET)
    guests = [Person(email=f"guest{n}@example.org", name=f"Guest {n}") for n in range(40)]
    await apply(house, put(), *(confirmed(guest, id=UUID(int=n)) for n, guest in enumerate(guests)))
    await mark_sent(house)
    await apply(house, put(2, when=LATER))
    clock.advance(seconds=QUIET)

    async def worker() -> int:
        told = 0
        for _ in range(40):
            told += await updates.send_due(house)
            if await updates.next_due(house) is None:
                break
            await asyncio.sleep(0.05)
        return told

    assert sum(await asyncio.gather(worker(), worker())) == 40
    told = (await written(house))[40:]
    assert sorted(row.recipient for row in told) == sorted(guest.email for guest in guests)
    assert {(row.method, row.sequence) for row in told} == {("REQUEST", 1)}


async def test_the_feed_shows_the_change_at_once_with_the_number_of_the_update(
    invited: House, clock: FakeClock
) -> None:
    async def number() -> str:
        lines = (await feeds.programme(invited)).content().decode().split("\r\n")
        return next(line for line in lines if line.startswith("SEQUENCE"))

    assert await number() == "SEQUENCE:0"
    await apply(invited, put(2, when=LATER))
    assert await number() == "SEQUENCE:1"
    await quiet_over(invited, clock)
    assert await number() == "SEQUENCE:1"
