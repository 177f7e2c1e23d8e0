"""Counts the statements that a house's database runs, so that a list costs the same with one row and with three."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from shared.house import House


@asynccontextmanager
async def counted(house: House) -> AsyncIterator[list[str]]:
    """The statements run inside, in their order; BEGIN and SAVEPOINT of transactions left out."""
    seen: list[str] = []

    def note(record: Any) -> None:
        if not record.query.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")):
            seen.append(record.query)

    async with house.db.connection() as conn:
        conn.add_query_logger(note)
    yield seen
    async with house.db.connection() as conn:
        conn.remove_query_logger(note)
