"""A postman at work against a mail server that can be told to misbehave, with real commits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import msgspec
import pytest

from services.notify import postman as postman_module
from services.notify.postman import Postman
from shared.house import House
from tests.notify.faulty_smtp import FaultyServer
from tests.support import waiting
from tests.support.house import OpenHouse


@pytest.fixture
async def server() -> AsyncIterator[FaultyServer]:
    faulty = FaultyServer()
    await faulty.start()
    yield faulty
    await faulty.stop()


@pytest.fixture
async def notify(committed_house: OpenHouse, server: FaultyServer) -> House:
    return await committed_house("notify", smtp_url=server.url, smtp_connections=2)


@pytest.fixture(autouse=True)
def _short_poll(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests move the clock, which rings no bell."""
    monkeypatch.setattr(postman_module, "POLL_SECONDS", 0.05)


@asynccontextmanager
async def working(house: House) -> AsyncIterator[Postman]:
    """A postman at work."""
    postman = Postman()
    task = asyncio.create_task(postman.run(house))
    try:
        yield postman
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class Row(msgspec.Struct, frozen=True):
    recipient: str
    state: str
    tries: int
    unknowns: int
    next_at: datetime | None
    reply: str


async def rows(house: House) -> list[Row]:
    async with house.db.reading() as tx:
        found = await tx.conn.fetch(
            "SELECT recipient, state, tries, unknowns, next_at, reply FROM deliveries ORDER BY id"
        )
    return [Row(**dict(row)) for row in found]


async def until(house: House, *states: str) -> list[Row]:
    """The rows, once they stand like this."""
    return await waiting.until(lambda: rows(house), lambda found: [row.state for row in found] == list(states))
