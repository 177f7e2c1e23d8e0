"""Dates that move: who is told, once, with which number, and in which words."""

import asyncio
import email
import email.policy
from datetime import date, datetime
from uuid import UUID

import msgspec
import pytest

from services.notify.operations import feeds, updates
from shared.contracts.common import Person, Place
from shared.contracts.notify import MessageSend
from shared.house import House
from shared.when import Precision, When
from tests.notify.jobs import (
    ASHA,
    OPEN,
    apply,
    calendar_parts,
    cancelled,
    confirmed,
    letter,
    mails,
    mark_sent,
    put,
    written,
)  # fmt: skip
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

QUIET = 300
LATER = When(precision=Precision.TIME, start=datetime(2027, 6, 2, 15), end=datetime(2027, 6, 2, 17))
EVEN_LATER = When(precision=Precision.TIME, start=datetime(2027, 6, 9, 15), end=datetime(2027, 6, 9, 17))
LIA = Person(email="lia@example.org", name="Lia Cruz", language="es", timezone="America/Mexico_City")


@pytest.fixture
async def notify(house: OpenHouse) -> House:
    return await house("notify", update_quiet=QUIET)


@pytest.fixture
async def invited(notify: House) -> House:
    """Kim Min-su holds the invite, sent."""
    await apply(notify, put(), confirmed())
    await mark_sent(notify)
    return notify


async def quiet_over(house: House, clock: FakeClock) -> int:
    clock.advance(seconds=QUIET)
    return await updates.send_due(house)


def calendar(mail: bytes) -> dict[str, str]:
    part = next(
        part
        for part in email.message_from_bytes(mail, policy=email.policy.default).walk()
        if part.get_content_type() == "text/calendar"
    )
    lines = str(part.get_content()).replace("\r\n ", "").split("\r\n")
    return {line.partition(":")[0].partition(";")[0]: line.partition(":")[2] for line in lines}


def text(mail: bytes) -> str:
    body = email.message_from_bytes(mail, policy=email.policy.default).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


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


async def test_whoever_cancels_in_the_quiet_time_gets_the_cancellation_alone(invited: House, clock: FakeClock) -> None:
    await apply(invited, confirmed(ASHA))
    await mark_sent(invited)
    await apply(invited, put(2, when=LATER), cancelled())
    assert await quiet_over(invited, clock) == 1
    rows = (await written(invited))[2:]
    assert [(row.recipient, row.method, row.sequence) for row in rows] == [
        ("minsu@example.org", "CANCEL", 1),
        ("asha@example.org", "REQUEST", 2),
    ]
    assert calendar((await mails(invited))[2])["DTSTART"] == "20270526T060000Z", "the date that stands there"


async def test_cancelling_takes_it_out_of_every_calendar(invited: House, clock: FakeClock) -> None:
    await apply(invited, put(2, cancelled=True))
    assert await quiet_over(invited, clock) == 1
    (row,) = (await written(invited))[1:]
    assert (row.template, row.method, row.sequence) == ("event.cancelled", "CANCEL", 1)
    part = calendar((await mails(invited))[1])
    assert (part["STATUS"], part["DTSTART"]) == ("CANCELLED", "20270526T060000Z")
    await mark_sent(invited)
    await apply(invited, put(3))
    assert await quiet_over(invited, clock) == 1
    assert (await calendar_parts(invited))[-1] == ("REQUEST", 2, "queued")


async def test_what_takes_place_after_all_is_said_so(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(), confirmed(ASHA))
    await mark_sent(notify)
    for revision, off in ((2, True), (3, False)):
        await apply(notify, put(revision, cancelled=off))
        await quiet_over(notify, clock)
        await mark_sent(notify)
    assert "takes place after all" in text((await mails(notify))[-1])


async def test_a_cancellation_speaks_of_the_date_that_people_know(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(), confirmed(ASHA))
    await mark_sent(notify)
    await apply(notify, put(2, when=LATER, title="Smart Tech"), put(3, when=LATER, cancelled=True))
    await quiet_over(notify, clock)
    words = text((await mails(notify))[1])
    assert "Smart Tech Korea Expo" in words
    assert "26 May 2027" in words
    assert "2 June 2027" not in words


async def test_a_confirmation_that_comes_after_the_cancellation(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(cancelled=True), confirmed())
    assert await quiet_over(notify, clock) == 1
    assert [(row.template, row.method, row.state) for row in await written(notify)] == [
        ("registration.confirmed", None, "withheld"),
        ("event.cancelled", None, "queued"),
    ]


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


async def test_a_day_that_is_open_again_leaves_the_calendar_and_comes_back(invited: House, clock: FakeClock) -> None:
    await apply(invited, put(2, when=OPEN))
    assert await quiet_over(invited, clock) == 1
    part = calendar((await mails(invited))[1])
    assert (part["METHOD"], part["SEQUENCE"], "STATUS" in part) == ("CANCEL", "1", False)
    await mark_sent(invited)
    await apply(invited, put(3, when=LATER))
    assert await quiet_over(invited, clock) == 1
    assert (await calendar_parts(invited))[-1] == ("REQUEST", 2, "queued")


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


async def test_those_who_asked_are_told_with_the_update_and_with_its_facts(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(when=OPEN, timezone=""))
    wish = msgspec.structs.replace(letter(ASHA, "interest.fixed"), with_update=True)
    await apply(notify, wish, put(2), put(3, when=LATER), wish)
    assert await written(notify) == []
    await quiet_over(notify, clock)
    assert [(row.recipient, row.template, row.method) for row in await written(notify)] == [
        ("asha@example.org", "interest.fixed", None)
    ]
    words = text((await mails(notify))[0])
    assert "2 June 2027" in words
    assert "because of a registration" not in words
    assert "http://wego.test/r/" not in words


async def test_who_waits_is_told_the_last_of_several_dates_once_and_of_a_cancellation_only_that(
    notify: House, clock: FakeClock
) -> None:
    moved = [msgspec.structs.replace(letter(ASHA, "waiting.moved", str(n)), with_update=True) for n in (2, 3)]
    await apply(notify, put(), put(2, when=LATER), moved[0], put(3, when=EVEN_LATER), moved[1])
    await quiet_over(notify, clock)
    assert [row.template for row in await written(notify)] == ["waiting.moved"]
    assert "9 June 2027" in text((await mails(notify))[0])
    again = msgspec.structs.replace(letter(ASHA, "waiting.moved", "4"), with_update=True)
    over = msgspec.structs.replace(letter(ASHA, "event.cancelled", "5"), with_update=True)
    await apply(notify, put(4, when=LATER), again, put(5, when=LATER, cancelled=True), over)
    await quiet_over(notify, clock)
    assert [row.template for row in await written(notify)] == ["waiting.moved", "event.cancelled"]


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


def kept(template: str, occasion: str) -> MessageSend:
    return msgspec.structs.replace(letter(ASHA, template, f"{template}:{occasion}"), with_update=True)


async def test_who_asked_is_told_of_each_new_date_once(notify: House, clock: FakeClock) -> None:
    later = put(4, when=LATER, at_once=True)
    await apply(notify, put(when=OPEN, timezone=""), put(2), kept("interest.fixed", "2"))
    await apply(notify, put(3, when=OPEN, timezone=""), later)
    await updates.send_due(notify)
    await apply(notify, kept("interest.fixed", "4"))  # late: the one before it said the date
    await quiet_over(notify, clock)
    assert [row.template for row in await written(notify)] == ["interest.fixed"]
    await apply(notify, put(5, when=OPEN, timezone=""))
    await quiet_over(notify, clock)
    await apply(notify, put(6, when=LATER), kept("interest.fixed", "6"))
    await quiet_over(notify, clock)
    assert [row.template for row in await written(notify)] == ["interest.fixed"] * 2


async def test_who_asked_is_told_of_a_cancellation_alone(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(when=OPEN, timezone=""), put(2), kept("interest.fixed", "2"))
    await apply(notify, put(3, cancelled=True), kept("interest.cancelled", "3"))
    await quiet_over(notify, clock)
    assert [row.template for row in await written(notify)] == ["interest.cancelled"]
    assert "It does not take place." in text((await mails(notify))[0])


async def test_a_date_fixed_and_moved_before_it_was_told_is_told_as_fixed(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(when=OPEN, timezone=""), put(2), kept("waiting.fixed", "2"))
    await apply(notify, put(3, when=LATER), kept("waiting.moved", "3"))
    await quiet_over(notify, clock)
    assert [row.template for row in await written(notify)] == ["waiting.fixed"]
    await apply(notify, put(4, when=EVEN_LATER), kept("waiting.moved", "4"))
    await quiet_over(notify, clock)
    assert [row.template for row in await written(notify)] == ["waiting.fixed", "waiting.moved"]


async def test_who_waited_and_takes_part_meanwhile_gets_the_update_alone(notify: House, clock: FakeClock) -> None:
    both = [kept(template, "2") for template in ("waiting.moved", "interest.fixed")]
    await apply(notify, put(), put(2, when=LATER), *both, confirmed(person=ASHA))
    await quiet_over(notify, clock)
    assert [row.template for row in await written(notify)] == ["registration.confirmed"]


async def test_a_wish_waits_on_when_the_date_is_open_again(notify: House, clock: FakeClock) -> None:
    wish = msgspec.structs.replace(letter(ASHA, "interest.fixed"), with_update=True)
    await apply(notify, put(when=OPEN, timezone=""), put(2), wish, put(3, when=OPEN, timezone=""))
    await quiet_over(notify, clock)
    assert await written(notify) == []
    await apply(notify, put(4))
    await quiet_over(notify, clock)
    assert [row.template for row in await written(notify)] == ["interest.fixed"]


async def test_a_wish_that_comes_after_its_update_is_not_lost(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(when=OPEN, timezone=""), put(2))
    await quiet_over(notify, clock)
    await apply(notify, msgspec.structs.replace(letter(ASHA, "interest.fixed"), with_update=True))
    await quiet_over(notify, clock)
    assert [row.template for row in await written(notify)] == ["interest.fixed"]


async def test_nobody_is_told_of_what_is_not_public_but_of_all_when_it_is_again(
    invited: House, clock: FakeClock
) -> None:
    await apply(invited, put(2, when=LATER, withdrawn=True))
    assert await quiet_over(invited, clock) == 0
    await apply(invited, put(3, when=LATER))
    assert await quiet_over(invited, clock) == 1
    assert (await calendar_parts(invited))[1:] == [("REQUEST", 1, "queued")]


async def test_what_is_over_is_mended_in_silence(invited: House, clock: FakeClock) -> None:
    clock.move_to(datetime.fromisoformat("2027-05-27T00:00:00+00:00"))
    await apply(invited, put(2, title="Smart Tech Korea Expo 2027"))
    assert await quiet_over(invited, clock) == 0
    await apply(invited, put(3, when=LATER))
    assert await quiet_over(invited, clock) == 1, "but whoever thinks that it was is told that it comes"


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


async def test_a_date_that_is_past_is_told_to_nobody_until_it_is_ahead_again(invited: House, clock: FakeClock) -> None:
    past = When(precision=Precision.DAY, first=date(2020, 5, 4), last=date(2020, 5, 4))
    await apply(invited, put(2, when=past))
    assert await quiet_over(invited, clock) == 0
    ahead = When(precision=Precision.DAY, first=date(2030, 5, 4), last=date(2030, 5, 4))
    await apply(invited, put(3, when=ahead))
    assert await quiet_over(invited, clock) == 1


async def test_moved_into_the_past_by_mistake_and_then_cancelled_takes_back_what_people_hold(
    invited: House, clock: FakeClock
) -> None:
    past = When(precision=Precision.DAY, first=date(2020, 5, 4), last=date(2020, 5, 4))
    await apply(invited, put(2, when=past))
    assert await quiet_over(invited, clock) == 0
    await apply(invited, put(3, when=past, cancelled=True))
    assert await quiet_over(invited, clock) == 1
    gone = calendar((await mails(invited))[-1])
    assert (gone["METHOD"], gone["SEQUENCE"], gone["DTSTART"]) == ("CANCEL", "1", "20270526T060000Z")
