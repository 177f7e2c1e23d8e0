"""What leaves calendars again: cancelled, open again, moved into the past."""

from datetime import date, datetime

from shared.house import House
from shared.when import Precision, When
from tests.notify.jobs import (
    ASHA,
    OPEN,
    apply,
    calendar_parts,
    cancelled,
    confirmed,
    mails,
    mark_sent,
    put,
    written,
)  # fmt: skip
from tests.notify.updating import LATER, calendar, quiet_over, text
from tests.support.clock import FakeClock


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


async def test_a_day_that_is_open_again_leaves_the_calendar_and_comes_back(invited: House, clock: FakeClock) -> None:
    await apply(invited, put(2, when=OPEN))
    assert await quiet_over(invited, clock) == 1
    part = calendar((await mails(invited))[1])
    assert (part["METHOD"], part["SEQUENCE"], "STATUS" in part) == ("CANCEL", "1", False)
    await mark_sent(invited)
    await apply(invited, put(3, when=LATER))
    assert await quiet_over(invited, clock) == 1
    assert (await calendar_parts(invited))[-1] == ("REQUEST", 2, "queued")


async def test_what_is_over_is_mended_in_silence(invited: House, clock: FakeClock) -> None:
    clock.move_to(datetime.fromisoformat("2027-05-27T00:00:00+00:00"))
    await apply(invited, put(2, title="Smart Tech Korea Expo 2027"))
    assert await quiet_over(invited, clock) == 0
    await apply(invited, put(3, when=LATER))
    assert await quiet_over(invited, clock) == 1, "but whoever thinks that it was is told that it comes"


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
