"""PostgreSQL: a small pool, codecs, and `Tx(conn, now)`: a transaction has one instant, from an injected clock."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from shared import unread
from shared.bells import Bells
from shared.clock import Clock, system_clock

Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy


class Tx:
    """An open transaction and its one instant (UTC)."""

    __slots__ = ("_rings", "conn", "now")

    def __init__(self, conn: Any, now: datetime) -> None:
        self.conn = conn
        self.now = now
        self._rings: set[str] = set()

    def ring(self, bell: str) -> None:
        """Wake whoever listens to this bell of the service, once the transaction is committed."""
        self._rings.add(bell)

    @property
    def rings(self) -> frozenset[str]:
        return frozenset(self._rings)


class Database:
    """The pool of one service: its own schema as search_path, its own role."""

    def __init__(self, pool: asyncpg.Pool, schema: str, clock: Clock) -> None:
        self._pool = pool
        self.clock = clock
        self.bells = Bells(pool, schema)

    @classmethod
    async def connect(
        cls, url: str, *, schema: str, role: str = "", clock: Clock = system_clock, min_size: int = 1, max_size: int = 4
    ) -> "Database":
        """Open the pool. A small one beats a large one on a hot row."""
        pool = await asyncpg.create_pool(
            url,
            min_size=min_size,
            max_size=max_size,
            init=prepare_connection,
            reset=_left_as_it_is,
            server_settings=session_settings(schema, role),
            command_timeout=30,
        )
        return cls(pool, schema, clock)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        """Read committed; rolled back on any exception, and in a request with fields that there are not (unread.py).
        Bells rung inside sound after the commit.
        """
        async with self._pool.acquire() as conn, conn.transaction():
            tx = Tx(conn, self.clock())
            yield tx
            unread.refuse()
        self.bells.ring(tx.rings)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Tx]:
        """One connection in autocommit, for statements that only read or stand alone: without BEGIN and COMMIT."""
        async with self._pool.acquire() as conn:
            yield Tx(conn, self.clock())

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Any]:
        """A bare connection, for what stands outside every transaction, such as advisory locks, which end with it."""
        async with self._pool.acquire() as conn:
            try:
                yield conn
            finally:
                await conn.reset()

    async def close(self) -> None:
        await self.bells.close()
        await self._pool.close()


async def _left_as_it_is(_conn: Any) -> None:
    """Between two uses. asyncpg's own reset costs a round trip, and transactions leave nothing that it would clear."""


def session_settings(schema: str, role: str = "") -> dict[str, str]:
    """Settings of a session, sent as start-up parameters so that a reset keeps them."""
    settings = {
        "search_path": schema,
        "timezone": "UTC",
        "application_name": f"wego {schema}",
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "60s",
        # A web process sends small statements, many at once: forking workers and compiling a plan cost each of them
        # ten times what it takes, and the planner, who guesses high for young tables, would do both.
        "max_parallel_workers_per_gather": "0",
        "jit": "off",
    }
    if role:
        settings["role"] = role
    return settings


async def prepare_connection(conn: Any) -> None:
    """Codecs: jsonb through msgspec, uuid as uuid.UUID (asyncpg's own class is a subclass msgspec does not take)."""
    await conn.set_type_codec(
        "jsonb",
        schema="pg_catalog",
        encoder=lambda value: b"\x01" + msgspec.json.encode(value),
        decoder=lambda data: msgspec.json.decode(data[1:]),
        format="binary",
    )
    await conn.set_type_codec(
        "uuid",
        schema="pg_catalog",
        encoder=lambda value: value.bytes,
        decoder=lambda data: UUID(bytes=bytes(data)),
        format="binary",
    )
