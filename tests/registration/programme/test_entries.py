"""What training tells of its cohorts: late, twice and out of order."""

from typing import Any

import msgspec

from services.registration.jobs import HANDLERS
from shared.contracts.registration import ProgrammePut
from shared.house import House
from tests.registration.programme.test_programme_page import COURSE


async def put(house: House, job: ProgrammePut) -> None:
    async with house.db.transaction() as tx:
        await HANDLERS[ProgrammePut](house, tx, job)


async def kept(house: House) -> list[tuple[Any, ...]]:
    async with house.db.connection() as conn:
        found = await conn.fetch("SELECT key, revision, title, withdrawn FROM programme_entries ORDER BY key")
    return [tuple(row) for row in found]


async def test_only_a_newer_revision_is_applied(registration: House) -> None:
    newer = msgspec.structs.replace(COURSE, revision=3, title="Newer")
    for job in (newer, COURSE, newer, msgspec.structs.replace(COURSE, revision=2, withdrawn=True)):
        await put(registration, job)
        assert await kept(registration) == [("cohort:1", 3, "Newer", False)]


async def test_in_order(registration: House) -> None:
    await put(registration, COURSE)
    await put(registration, msgspec.structs.replace(COURSE, revision=2, title="Newer"))
    assert await kept(registration) == [("cohort:1", 2, "Newer", False)]


async def test_a_withdrawn_entry_is_not_shown(registration: House, client: Any) -> None:
    await put(registration, COURSE)
    assert "Smart City Course" in (await client.get("/?year=2027")).text
    await put(registration, msgspec.structs.replace(COURSE, revision=2, withdrawn=True))
    assert "Smart City Course" not in (await client.get("/?year=2027")).text
