"""What a loaded programme left in the tables, and what somebody else does to them."""

from typing import Any

from services.registration.domain.event import Event
from services.registration.store import programme as store
from shared.house import House


async def event(house: House, slug: str) -> Event:
    async with house.db.reading() as tx:
        found = await store.event_by_slug(tx, slug)
    assert found is not None
    return found


async def run(house: House, statement: str, *args: Any) -> None:
    """What a person, or a registration, does to the rows."""
    async with house.db.connection() as conn:
        await conn.execute(statement, *args)


async def rows(house: House) -> list[Any]:
    async with house.db.connection() as conn:
        events = await conn.fetch("SELECT * FROM events ORDER BY slug")
        sessions = await conn.fetch("SELECT * FROM sessions ORDER BY event_id, slug")
    return [dict(row) for row in (*events, *sessions)]
