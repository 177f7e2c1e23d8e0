"""Who asked to be told of a date, or waits: told with the update, each date once."""

import msgspec

from services.notify.operations import updates
from shared.house import House
from tests.notify.jobs import (
    ASHA,
    OPEN,
    apply,
    calendar_parts,
    confirmed,
    letter,
    mails,
    put,
    written,
)  # fmt: skip
from tests.notify.updating import EVEN_LATER, LATER, kept, quiet_over, text
from tests.support.clock import FakeClock


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
    await apply(notify, put(6, when=EVEN_LATER), kept("interest.fixed", "6"))
    await quiet_over(notify, clock)
    assert [row.template for row in await written(notify)] == ["interest.fixed", "interest.moved"]


async def test_who_asked_is_told_of_a_cancellation_alone(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(when=OPEN, timezone=""), put(2), kept("interest.fixed", "2"))
    await apply(notify, put(3, cancelled=True), kept("interest.cancelled", "3"))
    await quiet_over(notify, clock)
    assert [row.template for row in await written(notify)] == ["interest.cancelled"]
    assert "It does not take place." in text((await mails(notify))[0])


async def test_a_date_fixed_and_moved_before_it_was_told_is_told_as_fixed(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(when=OPEN, timezone=""), letter(ASHA), put(2), kept("waiting.fixed", "2"))
    await apply(notify, put(3, when=LATER), kept("waiting.moved", "3"))
    await quiet_over(notify, clock)
    assert [row.template for row in (await written(notify))[1:]] == ["waiting.fixed"]
    await apply(notify, put(4, when=EVEN_LATER), kept("waiting.moved", "4"))
    await quiet_over(notify, clock)
    assert [row.template for row in (await written(notify))[1:]] == ["waiting.fixed", "waiting.moved"]


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
