"""An invite or a letter crosses a change of the event on its way: it tells the event as it was when it was decided."""

import asyncio

import msgspec
import pytest

from shared.contracts import Job
from shared.house import House
from tests.notify.jobs import ASHA, MINSU, OPEN, apply, cancelled, confirmed, letter, mails, put, written
from tests.notify.updating import LATER, quiet_over, text
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

WAITS = msgspec.structs.replace(letter(ASHA), item_revision=2)
TOM = msgspec.structs.replace(MINSU, email="tom@example.org", language="en")
TAKES_PART = msgspec.structs.replace(confirmed(TOM), item_revision=2)


@pytest.mark.parametrize("job", [WAITS, TAKES_PART], ids=["letter", "invite"])
async def test_what_was_decided_after_a_move_never_tells_the_date_before(
    notify: House, clock: FakeClock, job: Job
) -> None:
    await apply(notify, put(), job)
    assert await written(notify) == []
    await apply(notify, put(2, when=LATER))
    assert "2 June 2027" in text((await mails(notify))[0])
    await quiet_over(notify, clock)
    assert len(await written(notify)) == 1, "they know the date"


async def test_it_waits_through_revisions_that_are_older(notify: House) -> None:
    late = msgspec.structs.replace(WAITS, item_revision=3)
    await apply(notify, put(when=OPEN, timezone=""), late, put(2))
    assert await written(notify) == []
    await apply(notify, put(3, when=LATER))
    assert "2 June 2027" in text((await mails(notify))[0])


async def test_an_invite_that_waits_is_overtaken_by_a_withdrawal(notify: House) -> None:
    await apply(notify, put(), TAKES_PART, cancelled(TOM), put(2, when=LATER))
    assert [(row.template, row.method) for row in await written(notify)] == [("registration.cancelled", None)]


async def test_a_change_and_what_waits_for_it_always_find_each_other(committed_house: OpenHouse) -> None:
    """At the same instant, on real connections."""
    notify = await committed_house("notify")
    jobs: list[Job] = []
    for number in range(20):
        key = f"event:{number}"
        await apply(notify, put(key=key))
        jobs += [
            msgspec.structs.replace(confirmed(TOM, key=f"invite {key}"), key=key, item_revision=2),
            msgspec.structs.replace(WAITS, item=key, message=letter(ASHA, key=key).message),
            put(2, key=key, when=LATER),
        ]
    await asyncio.gather(*(apply(notify, job) for job in jobs))
    told = ["2 June 2027" in text(mail) for mail in await mails(notify)]
    assert told == [True] * 40
