"""What was carried and not confirmed comes back by itself."""

from datetime import timedelta

from shared import outbox
from tests.shared.test_messaging import entry
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse


async def test_what_nobody_confirms_is_due_again_later_and_later(house: OpenHouse, clock: FakeClock) -> None:
    home = await house("training")
    async with home.db.transaction() as tx:
        await outbox.put(tx, entry("cohort:1"), to="registration")
    waits = []
    for _ in range(8):
        async with home.db.transaction() as tx:
            assert len(await outbox.claim(tx, 10)) == 1
            due = await tx.conn.fetchval("SELECT relay_at FROM outbox")
        waits.append((due - clock.now).total_seconds())
        clock.move_to(due - timedelta(milliseconds=1))
        async with home.db.transaction() as tx:
            assert await outbox.claim(tx, 10) == []
        clock.move_to(due)
    assert waits == [15, 30, 60, 120, 240, 480, 600, 600]
