"""The sessions that somebody chose: in their entry and their mails, and told when their time, room or title changes."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
import pytest

from services.notify.operations import feeds, updates
from shared.contracts.common import Person, Place
from shared.contracts.notify import CalendarInvite, CalendarPut, CalendarRename, ItemSession
from shared.house import House
from shared.identity.people import person_id
from shared.when import Precision, When
from tests.notify.jobs import ASHA, MINSU, OPEN, apply, confirmed, mails, put, renamed, written
from tests.notify.updating import LATER, QUIET, calendar, quiet_over, text
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

TALKS = ItemSession(
    key="talks",
    title="Talks",
    when=When(precision=Precision.TIME, start=datetime(2027, 5, 26, 15), end=datetime(2027, 5, 26, 16)),
    place="Room 3",
)
DINNER = ItemSession(
    key="dinner", title="Dinner", when=When(precision=Precision.TIME, start=datetime(2027, 5, 26, 16, 30))
)
CLOSING = ItemSession(key="closing", title="Closing")
LIA = Person(email="lia@example.org", name="Lia Cruz")


def event(revision: int = 1, *sessions: ItemSession, **changes: Any) -> CalendarPut:
    return put(revision, description="Talks\nDinner\nClosing", sessions=sessions or (TALKS, DINNER, CLOSING), **changes)


def choosing(person: Person, *keys: str, **more: Any) -> CalendarInvite:
    job = confirmed(person, **more)
    part = job.parts[0]
    chosen = msgspec.structs.replace(part, attendee=msgspec.structs.replace(part.attendee, sessions=keys))
    return msgspec.structs.replace(job, parts=(chosen,))


def now_choosing(person: Person, *keys: str, revision: int = 2) -> CalendarRename:
    job = renamed(person, revision)
    return msgspec.structs.replace(job, attendee=msgspec.structs.replace(job.attendee, sessions=keys))


def at(session: ItemSession, hour: int, **changes: Any) -> ItemSession:
    when = When(precision=Precision.TIME, start=datetime(2027, 5, 26, hour), end=datetime(2027, 5, 26, hour + 1))
    return msgspec.structs.replace(session, when=when, **changes)


@pytest.fixture
async def invited(house: OpenHouse) -> House:
    """Asha chose the talks and the closing, Min-su the dinner, Lia nothing."""
    home = await house("notify")
    await apply(home, event(), choosing(ASHA, "talks", "closing"), choosing(MINSU, "dinner"), choosing(LIA))
    return home


async def told(home: House) -> list[tuple[str, str, str | None, int | None]]:
    """What was written after the three confirmations."""
    return [(row.recipient, row.template, row.method, row.sequence) for row in (await written(home))[3:]]


async def test_an_entry_and_its_mail_name_what_somebody_chose_with_its_time(invited: House) -> None:
    asha, minsu, lia = [calendar(mail).get("DESCRIPTION") for mail in await mails(invited)]
    assert asha == r"Talks: Wednesday 26 May 2027\, 15:00 to 16:00 Seoul\; Room 3\nClosing: no time yet"
    assert minsu == r"Dinner: 서울 시간 2027년 5월 26일 수요일 16:30\, 종료 시간 안내 없음"
    assert lia is None, "who chose none has nothing in the entry that could change untold"
    mail = (await mails(invited))[0]
    kinds: tuple[Literal["plain", "html"], ...] = ("plain", "html")
    for kind in kinds:
        said = " ".join(text(mail, kind).split())
        assert "Parts you will join" in said
        assert "Talks: Wednesday 26 May 2027, 15:00 to 16:00 Seoul (09:00 to 10:00 Nairobi); Room 3" in said
        assert "Closing: no time yet" in said
    assert "Parts you will join" not in text((await mails(invited))[2])


async def test_another_time_is_told_to_who_chose_it_alone_with_the_same_number(
    invited: House, clock: FakeClock
) -> None:
    await apply(invited, event(2, at(TALKS, 16), DINNER, CLOSING))
    assert await updates.send_due(invited) == 0, "the quiet time is not over"
    assert await quiet_over(invited, clock) == 1
    assert await told(invited) == [("asha@example.org", "event.moved", "REQUEST", 0)]
    mail = (await mails(invited))[3]
    first = calendar((await mails(invited))[0])
    assert (
        "Talks. Until now: Wednesday 26 May 2027, 15:00 to 16:00 Seoul (09:00 to 10:00 Nairobi); Room 3. "
        "From now on: Wednesday 26 May 2027, 16:00 to 17:00 Seoul (10:00 to 11:00 Nairobi); Room 3."
    ) in " ".join(text(mail).split())
    entry = calendar(mail)
    assert (entry["UID"], entry["SEQUENCE"], entry["DTSTART"]) == (first["UID"], "0", first["DTSTART"])
    assert entry["DTSTAMP"] > first["DTSTAMP"]
    assert entry["DESCRIPTION"].startswith(r"Talks: Wednesday 26 May 2027\, 16:00 to 17:00 Seoul")
    assert await quiet_over(invited, clock) == 0


async def test_several_edits_of_the_quiet_time_are_one_mail_and_one_taken_back_is_none(
    invited: House, clock: FakeClock
) -> None:
    await apply(invited, event(2, at(TALKS, 16), at(DINNER, 18), CLOSING))
    clock.advance(seconds=QUIET - 1)
    await apply(invited, event(3, at(TALKS, 16, place="Room 4", title="Debate"), DINNER, CLOSING))
    assert await quiet_over(invited, clock) == 1
    assert await told(invited) == [("asha@example.org", "event.moved", "REQUEST", 0)]
    words = " ".join(text((await mails(invited))[3]).split())
    assert "Debate (until now: Talks). Until now:" in words
    assert "16:00 to 17:00 Seoul (10:00 to 11:00 Nairobi); Room 4." in words


async def test_a_session_that_goes_or_gets_its_time_is_told(invited: House, clock: FakeClock) -> None:
    await apply(invited, event(2, DINNER, at(CLOSING, 16)))
    assert await quiet_over(invited, clock) == 1
    words = " ".join(text((await mails(invited))[3]).split())
    assert "Closing. Until now: No time yet. From now on: Wednesday 26 May 2027, 16:00 to 17:00 Seoul" in words
    assert "No longer: Talks. It was: Wednesday 26 May 2027, 15:00 to 16:00 Seoul" in words


async def test_a_move_of_the_event_takes_its_sessions_along_in_one_mail_each(invited: House, clock: FakeClock) -> None:
    moved = When(precision=Precision.TIME, start=datetime(2027, 6, 2, 15), end=datetime(2027, 6, 2, 16))
    await apply(invited, event(2, msgspec.structs.replace(TALKS, when=moved), CLOSING, when=LATER))
    assert await quiet_over(invited, clock) == 3
    assert {line[1:] for line in await told(invited)} == {("event.moved", "REQUEST", 1)}
    [asha] = [mail for mail in (await mails(invited))[3:] if b"asha@example.org" in mail]
    words = " ".join(text(asha).split())
    assert words.count("The date has changed.") == 1
    assert "Talks. Until now" not in words
    assert calendar(asha)["DESCRIPTION"].startswith(r"Talks: Wednesday 2 June 2027\, 15:00 to 16:00 Seoul")


async def test_an_open_date_tells_no_session_until_it_is_fixed(house: OpenHouse, clock: FakeClock) -> None:
    home = await house("notify")
    untimed = msgspec.structs.replace(TALKS, when=None)
    await apply(home, event(1, untimed, when=OPEN), choosing(ASHA, "talks"))
    await apply(home, event(2, msgspec.structs.replace(untimed, place="Room 9"), when=OPEN))
    assert await quiet_over(home, clock) == 0
    await apply(home, event(3, TALKS))
    assert await quiet_over(home, clock) == 1
    row = (await written(home))[1]
    assert (row.template, row.method, row.sequence) == ("event.fixed", "REQUEST", 1)
    assert calendar((await mails(home))[1])["DESCRIPTION"].startswith("Talks: Wednesday 26 May 2027")


async def test_whoever_chooses_others_has_an_entry_that_follows(invited: House, clock: FakeClock) -> None:
    await apply(invited, now_choosing(ASHA, "dinner"), now_choosing(LIA, "closing"))
    assert await quiet_over(invited, clock) == 2
    assert sorted(await told(invited)) == [
        ("asha@example.org", "event.moved", "REQUEST", 0),
        ("lia@example.org", "event.moved", "REQUEST", 0),
    ]
    asha, lia = sorted((await mails(invited))[3:], key=lambda mail: b"lia@example.org" in mail)
    assert calendar(asha)["DESCRIPTION"].startswith("Dinner: Wednesday 26 May 2027")
    assert calendar(lia)["DESCRIPTION"] == "Closing: no time yet"
    assert "New: Closing. No time yet." in text(lia)
    await apply(invited, now_choosing(ASHA, "dinner", revision=3), now_choosing(LIA, "talks", revision=2))
    assert await quiet_over(invited, clock) == 0


async def test_two_registrations_of_one_person_are_told_once_of_what_both_chose(
    invited: House, clock: FakeClock
) -> None:
    second = UUID(int=7)
    await apply(invited, choosing(ASHA, "dinner", id=second))
    await apply(invited, event(2, at(TALKS, 16), at(DINNER, 18), CLOSING))
    assert await quiet_over(invited, clock) == 2, "Asha and Min-su"
    for _ in range(2):
        clock.advance(seconds=QUIET)
        assert await updates.send_due(invited) == 0


async def test_feeds_show_all_to_the_public_and_to_a_person_what_they_chose(invited: House) -> None:
    public = await feeds.public(invited, "event", "smart-tech-korea")
    assert public.entries[0].description == (
        "Talks: Wednesday 26 May 2027, 15:00 to 16:00 Seoul; Room 3\n"
        "Dinner: Wednesday 26 May 2027, 16:30 Seoul; no end time given\nClosing: no time yet"
    )
    token = invited.links.token("calendar", person_id(ASHA.email), 0)
    own = await feeds.personal(invited, token)
    assert (
        own.entries[0].description == "Talks: Wednesday 26 May 2027, 15:00 to 16:00 Seoul; Room 3\nClosing: no time yet"
    )
    day = When(precision=Precision.DAY, first=date(2027, 5, 26), last=date(2027, 5, 26))
    await apply(invited, event(2, msgspec.structs.replace(TALKS, when=day), CLOSING))
    again = await feeds.public(invited, "event", "smart-tech-korea")
    assert again.entries[0].sequence == public.entries[0].sequence
    assert again.tag != public.tag


async def test_a_session_without_a_time_is_told_too_for_it_stands_in_the_entry(
    invited: House, clock: FakeClock
) -> None:
    await apply(invited, event(2, TALKS, DINNER, msgspec.structs.replace(CLOSING, place="Room 7", title="Farewell")))
    assert await quiet_over(invited, clock) == 1
    assert await told(invited) == [("asha@example.org", "event.moved", "REQUEST", 0)]
    mail = (await mails(invited))[3]
    assert ("Farewell (until now: Closing). Until now: No time yet. From now on: No time yet; Room 7.") in " ".join(
        text(mail).split()
    )
    assert calendar(mail)["DESCRIPTION"].endswith(r"\nFarewell: no time yet\; Room 7")
    await apply(invited, event(3, TALKS, DINNER))
    assert await quiet_over(invited, clock) == 1
    assert "No longer: Farewell. It was: No time yet; Room 7." in " ".join(text((await mails(invited))[4]).split())


async def test_another_order_alone_tells_nobody(invited: House, clock: FakeClock) -> None:
    welcome = ItemSession(key="welcome", title="Welcome")
    await apply(invited, event(2, TALKS, DINNER, CLOSING, welcome), now_choosing(ASHA, "closing", "welcome"))
    assert await quiet_over(invited, clock) == 1
    await apply(invited, event(3, TALKS, DINNER, welcome, CLOSING))
    assert await quiet_over(invited, clock) == 0


async def test_an_hour_that_falls_away_with_a_move_is_said_and_stands_as_such(invited: House, clock: FakeClock) -> None:
    moved = When(precision=Precision.TIME, start=datetime(2027, 6, 2, 15), end=datetime(2027, 6, 2, 16))
    lost = msgspec.structs.replace(TALKS, when=None)
    dinner = msgspec.structs.replace(DINNER, when=moved)
    await apply(invited, event(2, lost, dinner, CLOSING, when=LATER))
    assert await quiet_over(invited, clock) == 3
    asha, minsu = [next(one for one in (await mails(invited))[3:] if who in one) for who in (b"asha@", b"minsu@")]
    words = " ".join(text(asha).split())
    assert (
        "Talks. Until now: Wednesday 26 May 2027, 15:00 to 16:00 Seoul (09:00 to 10:00 Nairobi); Room 3. "
        "From now on: No time yet; Room 3."
    ) in words
    assert (words.count("The date has changed."), "Closing. Until now" in words) == (1, False)
    assert calendar(asha)["DESCRIPTION"] == r"Talks: no time yet\; Room 3\nClosing: no time yet"
    assert "Dinner. " not in text(minsu), "it moved along"


async def test_a_session_names_its_zone_as_the_event_does(house: OpenHouse, clock: FakeClock) -> None:
    home = await house("notify")
    busan = Place(format="in_person", city="Busan", country="KR")
    await apply(home, event(place=busan), choosing(ASHA, "talks"))
    await apply(home, event(2, at(TALKS, 16), place=busan))
    assert await quiet_over(home, clock) == 1
    for mail in await mails(home):
        assert "Talks: Wednesday 26 May 2027" in text(mail)
        assert (" Busan " in text(mail), "Seoul (" in text(mail), " Seoul;" in text(mail)) == (True, False, False)
        assert " Busan" in calendar(mail)["DESCRIPTION"]
