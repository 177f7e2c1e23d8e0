"""What other services put on the desk: late, twice and out of order; and their words."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from services.registration.domain.desk_items import KINDS, words_of
from services.registration.jobs import HANDLERS
from services.registration.operations.forget import forget
from services.registration.store import desk_items
from shared.contracts.registration import DeskPut
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

TASK = DeskPut(
    owner="notify", key="failed-mail", revision=1, kind="mail.failed", title="Mail", count=3, link="/organize/messages"
)


async def put(home: House, job: DeskPut = TASK, **changes: Any) -> None:
    async with home.db.transaction() as tx:
        await HANDLERS[DeskPut](home, tx, msgspec.structs.replace(job, **changes))


async def staff_counts(home: House) -> list[int]:
    async with home.db.reading() as tx:
        return [item.count for item in await desk_items.of_staff(tx)]


async def of(home: House, person: str) -> list[str]:
    async with home.db.reading() as tx:
        return [item.title for item in await desk_items.of_person(tx, person)]


async def test_only_a_greater_revision_counts_and_nought_clears(house: OpenHouse) -> None:
    home = await house("registration")
    await put(home, revision=2, count=5)
    await put(home, revision=1, count=3)
    await put(home, revision=2, count=7)
    assert await staff_counts(home) == [5]
    await put(home, revision=4, count=0)
    await put(home, revision=3, count=9)
    assert await staff_counts(home) == []
    await put(home, revision=5, count=1)
    assert await staff_counts(home) == [1]


async def test_owners_and_keys_are_apart_and_what_is_due_comes_first(house: OpenHouse) -> None:
    home = await house("registration")
    await put(home, count=2)
    await put(home, key="other", count=8)
    await put(home, owner="training", count=1, due=datetime(2027, 5, 14, tzinfo=UTC))
    assert await staff_counts(home) == [1, 8, 2]


async def test_a_persons_item_is_theirs_alone_and_is_forgotten_when_done(house: OpenHouse) -> None:
    home = await house("registration")
    await put(home, person="Ana@Example.org", title="Survey")
    assert (await of(home, "ana@example.ORG"), await of(home, "bo@example.org"), await of(home, "")) == (
        ["Survey"], [], [],
    )  # fmt: skip
    assert await staff_counts(home) == []
    await put(home, revision=2, count=0, person="Ana@Example.org", title="Survey", facts={"name": "Ana"})
    async with home.db.reading() as tx:
        row = await tx.conn.fetchrow("SELECT person, title, link, facts FROM desk_items")
    assert tuple(row) == ("", "", "", {})


async def test_what_is_done_or_a_persons_goes_after_a_year(house: OpenHouse, clock: FakeClock) -> None:
    home = await house("registration")
    await put(home)
    await put(home, key="done", count=0)
    await put(home, key="ana", person="ana@example.org")
    clock.advance(days=366)
    await forget(home)
    async with home.db.reading() as tx:
        keys = [row["key"] for row in await tx.conn.fetch("SELECT key FROM desk_items")]
    assert keys == ["failed-mail"]


def test_words_need_their_facts() -> None:
    assert words_of("nobody.knows", {}) is None
    assert words_of("mail.failed", {"more": "than needed"}) is KINDS["mail.failed"]
