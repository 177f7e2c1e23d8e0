"""Who has no entry in a calendar is told of a date by what they were told last: fixed, moved, or open again."""

import email
import email.policy

import msgspec
import pytest

from shared.contracts.notify import MessageSend
from shared.house import House
from shared.when import Precision, When
from tests.notify.jobs import ASHA, MINSU, OPEN, apply, confirmed, letter, mails, put, written
from tests.notify.updating import EVEN_LATER, LATER, kept, quiet_over, text
from tests.support.clock import FakeClock

OTHER_QUARTER = When(precision=Precision.QUARTER, year=2027, quarter=4, tentative=True)


def of(revision: int, template: str) -> MessageSend:
    """A letter that goes with the update of that revision."""
    return msgspec.structs.replace(kept(template, str(revision)), item_revision=revision)


async def templates(notify: House) -> list[str]:
    return [row.template for row in await written(notify)]


@pytest.fixture
async def waiting(notify: House) -> House:
    """Asha Mfano was told that she waits for a place on the fixed date."""
    await apply(notify, put(), letter(ASHA))
    return notify


@pytest.fixture
async def asked(notify: House, clock: FakeClock) -> House:
    """Asha Mfano asked for the date, and was told one."""
    await apply(notify, put(when=OPEN, timezone=""), put(2), of(2, "interest.fixed"))
    await quiet_over(notify, clock)
    return notify


async def test_who_waits_is_told_once_that_the_day_is_open_again(waiting: House, clock: FakeClock) -> None:
    await apply(waiting, put(2, when=OPEN, timezone=""), of(2, "waiting.reopened"))
    await quiet_over(waiting, clock)
    assert [(row.template, row.method) for row in (await written(waiting))[1:]] == [("waiting.reopened", None)]
    words = text((await mails(waiting))[-1])
    assert "From now on: 3rd quarter 2027, to be confirmed." in words
    await apply(waiting, put(3, when=OTHER_QUARTER, timezone=""))
    await quiet_over(waiting, clock)
    assert len(await templates(waiting)) == 2
    await apply(waiting, put(4, when=LATER), of(4, "waiting.fixed"))
    await quiet_over(waiting, clock)
    assert (await templates(waiting))[2:] == ["waiting.fixed"]


async def test_who_asked_is_told_once_that_the_day_is_open_again_and_then_of_the_next(
    asked: House, clock: FakeClock
) -> None:
    await apply(asked, put(3, when=OPEN, timezone=""), of(3, "interest.reopened"))
    await quiet_over(asked, clock)
    assert await templates(asked) == ["interest.fixed", "interest.reopened"]
    await apply(asked, put(4, when=LATER), of(4, "interest.fixed"))
    await quiet_over(asked, clock)
    assert (await templates(asked))[2:] == ["interest.fixed"]


async def test_who_asked_is_told_that_the_date_moved_from_what_they_knew(asked: House, clock: FakeClock) -> None:
    await apply(asked, put(3, when=LATER), of(3, "interest.moved"))
    await quiet_over(asked, clock)
    assert (await templates(asked))[1:] == ["interest.moved"]
    words = text((await mails(asked))[-1])
    assert "The date has changed. Until now: Wednesday 26 May 2027" in words
    assert "From now on: Wednesday 2 June 2027" in words
    assert "We write again only if the date moves or is open again, or if the event is cancelled." in words


async def test_where_a_letter_names_the_date_above_it_stands_above(waiting: House, clock: FakeClock) -> None:
    await apply(waiting, put(2, when=LATER), of(2, "waiting.moved"))
    await quiet_over(waiting, clock)
    message = email.message_from_bytes((await mails(waiting))[-1], policy=email.policy.default)
    for kind, shown in (("plain", "When: "), ("html", "09:00 to 11:00</p>")):
        body = message.get_body((kind,))
        assert body is not None
        words = body.get_content()
        assert "date below" not in words
        assert 0 < words.index(shown) < words.index("takes place on the date above")


async def test_an_opening_that_ended_before_it_was_told_is_told_as_a_move(waiting: House, clock: FakeClock) -> None:
    await apply(waiting, put(2, when=OPEN, timezone=""), of(2, "waiting.reopened"))
    await apply(waiting, put(3, when=LATER), of(3, "waiting.fixed"))
    await quiet_over(waiting, clock)
    assert (await templates(waiting))[1:] == ["waiting.moved"]
    assert "15:00 to 17:00" in text((await mails(waiting))[-1])


async def test_a_date_that_was_open_for_a_moment_is_no_news(waiting: House, asked: House, clock: FakeClock) -> None:
    before = await templates(asked)
    for who in ("waiting", "interest"):
        await apply(asked, of(3, f"{who}.reopened"), of(4, f"{who}.fixed"))
    await apply(asked, put(3, when=OPEN, timezone=""), put(4))
    await quiet_over(asked, clock)
    assert await templates(asked) == before


async def test_a_date_fixed_and_opened_before_it_was_told_is_no_news(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(when=OPEN, timezone=""), letter(ASHA))
    await apply(notify, put(2), of(2, "waiting.fixed"), of(2, "interest.fixed"))
    await apply(notify, put(3, when=OPEN, timezone=""), of(3, "waiting.reopened"), of(3, "interest.reopened"))
    await quiet_over(notify, clock)
    assert await templates(notify) == ["registration.waitlisted"]


async def test_a_date_after_one_that_was_past_and_never_told_is_fixed_not_changed(
    notify: House, clock: FakeClock
) -> None:
    """The owner knows only that it is another date; whoever takes part is told by the same rule."""
    past = When(
        precision=Precision.DAY, first=LATER.first_day.replace(year=2020), last=LATER.first_day.replace(year=2020)
    )
    await apply(notify, put(when=OPEN, timezone=""), letter(ASHA), confirmed(MINSU))
    await apply(notify, put(2, when=past))
    await quiet_over(notify, clock)
    assert len(await written(notify)) == 2
    await apply(notify, put(3, when=LATER), of(3, "waiting.moved"))
    await quiet_over(notify, clock)
    assert sorted((row.template, row.recipient) for row in (await written(notify))[2:]) == [
        ("event.fixed", MINSU.email),
        ("waiting.fixed", ASHA.email),
    ]


async def test_letters_that_come_in_the_wrong_order_end_with_the_newest(waiting: House, clock: FakeClock) -> None:
    await apply(waiting, of(3, "waiting.fixed"))
    await apply(waiting, put(3, when=EVEN_LATER), of(2, "waiting.reopened"))
    await quiet_over(waiting, clock)
    assert (await templates(waiting))[1:] == ["waiting.moved"]
    async with waiting.db.reading() as tx:
        assert await tx.conn.fetchval("SELECT count(*) FROM held") == 0


async def test_a_letter_that_comes_before_its_date_waits_for_it(waiting: House, clock: FakeClock) -> None:
    """Also where another change of the event is told meanwhile."""
    await apply(waiting, of(3, "waiting.moved"), put(2, title="Smart Tech Korea"))
    await quiet_over(waiting, clock)
    assert len(await templates(waiting)) == 1
    await apply(waiting, put(3, when=EVEN_LATER))
    await quiet_over(waiting, clock)
    assert (await templates(waiting))[1:] == ["waiting.moved"]
