"""Databases of the tests: one template with every schema; per test a rolled-back share or a copy of one's own."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from shared import unread
from shared.clock import Clock
from shared.db import Database, Tx, prepare_connection, session_settings
from shared.identity.schema import migrate_identity
from shared.migrate import SHARED, migrate
from shared.settings import SERVICES, Service
from tests.support.postgres import PostgresServer
from tests.support.waiting import PATIENCE

ROOT = Path(__file__).parents[2]
TEMPLATE = "wego_template"
_numbers = count(1)


class RolledBack(Database):
    """A Database whose transactions are savepoints of one connection, which the test's end rolls back.

    They run one after the other. What needs two at once (locks, races, NOTIFY) takes a database of its own.
    """

    def __init__(self, conn: Any, schema: str, clock: Clock) -> None:
        super().__init__(None, schema, clock)  # type: ignore[arg-type]  # no pool: every way to it is closed below
        self._conn = conn
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Any]:
        async with asyncio.timeout(PATIENCE):
            await self._turn.acquire()
        try:
            yield self._conn
        finally:
            self._turn.release()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        async with self.connection() as conn, conn.transaction():
            yield Tx(conn, self.clock())
            unread.refuse()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Tx]:
        async with self.connection() as conn, conn.transaction():
            yield Tx(conn, self.clock())

    async def close(self) -> None:
        """Nothing: the connection serves the next test."""

    @contextmanager
    def counting(self) -> Iterator[list[str]]:
        """The statements sent inside, for pages that must not send more for more rows; savepoints are left out."""
        sent: list[str] = []

        def note(record: Any) -> None:
            if not record.query.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
                sent.append(record.query)

        with self._conn.query_logger(note):
            yield sent


async def create_database(postgres: PostgresServer, name: str, template: str) -> str:
    """Copies the template and returns the new database's URL."""
    admin = await asyncpg.connect(postgres.url("postgres"))
    try:
        await admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    finally:
        await admin.close()
    return postgres.url(name)


@pytest.fixture(scope="session")
async def template(postgres: PostgresServer) -> str:
    """The name of a database in which every migration of every service has run."""
    url = await create_database(postgres, TEMPLATE, "template0")
    for service in SERVICES:
        await migrate(url, service, [SHARED, ROOT / "services" / service / "migrations"], f"wego_{service}")
    await migrate_identity(url, [f"wego_{service}" for service in SERVICES])
    return TEMPLATE


@pytest.fixture
async def database_url(postgres: PostgresServer, template: str) -> AsyncIterator[str]:
    """A fresh, migrated database of this test's own: for concurrency, and for whole processes."""
    name = f"wego_test_{next(_numbers)}"
    yield await create_database(postgres, name, template)
    admin = await asyncpg.connect(postgres.url("postgres"))
    try:
        await admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    finally:
        await admin.close()


@pytest.fixture(scope="session")
async def kept_connections(postgres: PostgresServer, template: str) -> AsyncIterator[dict[Service, Any]]:
    """One connection a service, all to one database, for the whole run; every test leaves it as it was."""
    url = await create_database(postgres, "wego_test", template)
    async with AsyncExitStack() as stack:
        connections: dict[Service, Any] = {}
        for service in SERVICES:
            settings = session_settings(service, f"wego_{service}")
            settings["idle_in_transaction_session_timeout"] = "0"  # a test's transaction rests while the test thinks
            connections[service] = await asyncpg.connect(url, server_settings=settings)
            stack.push_async_callback(connections[service].close)
            await prepare_connection(connections[service])
        yield connections


@asynccontextmanager
async def rolled_back(conn: Any) -> AsyncIterator[Any]:
    """What happens inside never happened."""
    transaction = conn.transaction()
    await transaction.start()
    try:
        yield conn
    finally:
        await transaction.rollback()
