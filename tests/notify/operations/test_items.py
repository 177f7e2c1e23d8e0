"""Calendar items: newer revisions only, what a change means for the counter, what is kept how long."""

from datetime import UTC, datetime

import msgspec
import pytest

from services.notify.operations import retention, updates
from shared.contracts.common import Place
from shared.house import House
from shared.when import Precision, When
from tests.notify.jobs import OPEN, apply, cancelled, confirmed, letter, put
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

LATER = When(precision=Precision.TIME, start=datetime(2027, 5, 27, 15), end=datetime(2027, 5, 27, 17))


class Row(msgspec.Struct, frozen=True):
    revision: int
    title: str
    sequence: int
    changed: bool


async def row(house: House) -> Row:
    async with house.db.reading() as tx:
        found = await tx.conn.fetchrow("SELECT revision, title, sequence, changed_at IS NOT NULL AS changed FROM items")
    return Row(**dict(found))


@pytest.fixture
async def notify(house: OpenHouse) -> House:
    return await house("notify")


async def test_only_a_newer_revision_is_applied(notify: House) -> None:
    await apply(notify, put(2), put(3, title="New"), put(1, title="Old"), put(3, title="As new"))
    assert await row(notify) == Row(3, "New", 0, True)


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({"title": "Another"}, True),
        ({"when": LATER}, True),
        ({"timezone": "Asia/Tokyo"}, True),
        ({"place": Place(format="online")}, True),
        ({"cancelled": True}, True),
        ({"description": "More words"}, False),
        ({"page_url": "http://wego.test/elsewhere"}, False),
        ({"feeds": ("programme",)}, False),
    ],
)
async def test_what_people_see_counts_as_a_change(notify: House, change: dict[str, object], shown: bool) -> None:
    await apply(notify, put(), put(2, **change))
    assert (await row(notify)).changed is shown


async def test_the_uid_stays_whatever_changes(notify: House) -> None:
    async def uid() -> str:
        async with notify.db.reading() as tx:
            return str(await tx.conn.fetchval("SELECT uid FROM items"))

    await apply(notify, put())
    first = await uid()
    await apply(notify, put(2, title="Another", slug="another", when=OPEN, timezone=""))
    assert await uid() == first
    assert first.endswith("@wego.test")
    assert first.isascii()


async def test_after_the_quiet_time_many_changes_raise_the_counter_once(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(), put(2, title="Two"))
    clock.advance(seconds=200)
    await apply(notify, put(3, title="Three"))
    await updates.send_due(notify)
    assert await row(notify) == Row(3, "Three", 0, True)
    clock.advance(seconds=300)
    await updates.send_due(notify)
    assert await row(notify) == Row(3, "Three", 1, False)
    await updates.send_due(notify)
    assert await row(notify) == Row(3, "Three", 1, False)


async def test_people_are_erased_a_year_after_the_event_and_texts_after_a_month(
    notify: House, clock: FakeClock
) -> None:
    async def counts() -> tuple[int, int, int, int]:
        async with notify.db.reading() as tx:
            found = await tx.conn.fetchrow(
                "SELECT (SELECT count(*) FROM attendees), (SELECT count(*) FROM deliveries),"
                " (SELECT count(*) FROM deliveries WHERE mail IS NOT NULL), (SELECT count(*) FROM people)"
            )
        return tuple(found)

    await apply(notify, put(), confirmed(), cancelled(), letter())
    async with notify.db.transaction() as tx:
        await tx.conn.execute("UPDATE deliveries SET state = 'sent', next_at = NULL, done_at = $1", tx.now)
    await retention.erase(notify)
    assert await counts() == (1, 3, 3, 1)
    clock.advance(days=31)
    await retention.erase(notify)
    assert await counts() == (1, 3, 0, 1)
    clock.move_to(datetime(2028, 5, 25, 7, 59, tzinfo=UTC))  # a minute less than 365 days after its end
    await retention.erase(notify)
    assert await counts() == (1, 3, 0, 1)
    clock.advance(minutes=2)
    await retention.erase(notify)
    assert await counts() == (0, 0, 0, 0)


async def test_who_renewed_the_feed_is_forgotten_but_not_the_old_address(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(), confirmed())
    async with notify.db.transaction() as tx:
        await tx.conn.execute("UPDATE deliveries SET state = 'sent', next_at = NULL, done_at = $1", tx.now)
        await tx.conn.execute("UPDATE people SET calendar_version = 3")
    clock.advance(days=500)
    await retention.erase(notify)
    async with notify.db.reading() as tx:
        (left,) = await tx.conn.fetch("SELECT address, given_language, calendar_version FROM people")
    assert tuple(left) == ("", "", 3)


async def test_what_waits_in_vain_is_given_up_and_said(
    notify: House, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    await apply(notify, confirmed())
    clock.advance(days=31)
    await retention.erase(notify)
    async with notify.db.reading() as tx:
        assert await tx.conn.fetchval("SELECT count(*) FROM held") == 0
    assert "their calendar item never came" in caplog.text
