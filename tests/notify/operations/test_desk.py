"""Failed mail is told to the desk: as a number when it changes, and to whom nothing arrives on their own page."""

import msgspec
import pytest

from services.notify.domain.deliveries import Outcome
from services.notify.operations import deliver, messages
from services.notify.operations.desk import tell_failed
from services.notify.operations.retention import erase
from shared.contracts.registration import DeskPut, RegistrationJob
from shared.errors import Forbidden
from shared.house import House
from shared.identity.accounts import add_staff
from tests.notify.jobs import MINSU, apply, letter, put
from tests.support.clock import FakeClock
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse


async def told(home: House) -> list[tuple[str, int, int]]:
    """Key, revision and count of what was put on the desk since the last call."""
    async with home.db.transaction() as tx:
        rows = await tx.conn.fetch("DELETE FROM outbox WHERE receiver = 'registration' RETURNING id, payload")
    jobs = [msgspec.msgpack.decode(row["payload"], type=RegistrationJob) for row in sorted(rows, key=lambda r: r["id"])]
    return [(job.key.partition(":")[0], job.revision, job.count) for job in jobs if isinstance(job, DeskPut)]


async def fail(home: House, outcome: Outcome = Outcome.REFUSED) -> None:
    for mail in await deliver.claim(home, 10):
        await deliver.begin(home, mail)
        await deliver.settle(home, mail, outcome, "550 no")


async def test_the_number_is_told_when_it_changes_and_only_then(house: OpenHouse) -> None:
    home = await house("notify")
    ada = await add_staff(home.db, email="ada@office.example", role="organizer")
    await tell_failed(home)
    assert await told(home) == [], "nothing failed, nothing was said"
    await apply(home, put(), *(letter(key=f"letter {number}") for number in range(3)))
    await fail(home)
    assert await told(home) == [], "a mail that dies writes to no row that others share"
    for _ in range(2):
        await tell_failed(home)
    assert await told(home) == [("failed-mail", 1, 3)]
    found = await messages.overview(home, ada, group="failed")
    await messages.send_again(home, ada, found.messages[0].id)
    await tell_failed(home)
    assert await told(home) == [("failed-mail", 2, 2)]
    assert await messages.look_at_failed(home, ada, found.at) == 2
    assert await messages.look_at_failed(home, ada, found.at) == 0
    await tell_failed(home)
    assert await told(home) == [("failed-mail", 3, 0)]
    await fail(home)
    await tell_failed(home)
    assert await told(home) == [("failed-mail", 4, 1)], "sent again, failed again: that nobody has seen"


async def test_what_fails_after_the_look_still_waits(house: OpenHouse, clock: FakeClock) -> None:
    home = await house("notify")
    ada = await add_staff(home.db, email="ada@office.example", role="organizer")
    await apply(home, put(), letter(key="one"))
    await fail(home)
    seen = (await messages.overview(home, ada)).at
    clock.advance(seconds=1)
    await apply(home, put(), letter(key="two"))
    await fail(home)
    assert await messages.look_at_failed(home, ada, seen) == 1
    assert (await messages.overview(home, ada)).unseen == 1
    viewer = await add_staff(home.db, email="bo@office.example", role="viewer")
    with pytest.raises(Forbidden):
        await messages.look_at_failed(home, viewer, seen)


async def test_who_gets_nothing_is_told_on_their_own_page_until_the_address_is_released(house: OpenHouse) -> None:
    home = await house("notify")
    ada = await add_staff(home.db, email="ada@office.example", role="organizer")
    await apply(home, put(), letter(MINSU))
    await fail(home, Outcome.NO_MAILBOX)
    [(key, first, count)] = await told(home)
    assert (key, count) == ("bounced", 1)
    assert await messages.release(home, ada, MINSU.email)
    [(key, second, count)] = await told(home)
    assert (key, count, second > first) == ("bounced", 0, True)


async def test_an_address_that_is_tried_again_after_a_year_leaves_the_page(house: OpenHouse, clock: FakeClock) -> None:
    home = await house("notify")
    await apply(home, put(), letter(MINSU))
    await fail(home, Outcome.NO_MAILBOX)
    await told(home)
    clock.advance(days=366)
    await erase(home)
    assert [(key, count) for key, _, count in await told(home)] == [("bounced", 0)]


async def test_it_comes_to_the_desk_by_the_queue(house: OpenHouse, deliver: Deliver) -> None:
    notify, registration = await house("notify"), await house("registration")
    await apply(notify, put(), letter(MINSU))
    await fail(notify, Outcome.NO_MAILBOX)
    await tell_failed(notify)
    await deliver()
    async with registration.db.reading() as tx:
        rows = await tx.conn.fetch("SELECT kind, count, person FROM desk_items ORDER BY kind")
    assert [tuple(row) for row in rows] == [("mail.bounced", 1, MINSU.email.lower()), ("mail.failed", 1, "")]
    async with notify.db.reading() as tx:
        assert await tx.conn.fetchval("SELECT count(*) FROM outbox") == 0
