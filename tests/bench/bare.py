"""The yardstick: the same registration as one bare SQL statement, without HTTP, rules, answers or anything else."""

import asyncio
import time

import asyncpg

from shared.ids import uuid7

_TABLES = """
DROP SCHEMA IF EXISTS bench CASCADE;
CREATE SCHEMA bench;
CREATE TABLE bench.events (id int PRIMARY KEY, taken int NOT NULL);
CREATE TABLE bench.registrations (id uuid PRIMARY KEY, event_id int NOT NULL, email text NOT NULL, said jsonb NOT NULL);
CREATE UNIQUE INDEX ON bench.registrations (event_id, email);
CREATE TABLE bench.outbox (id uuid PRIMARY KEY, payload bytea NOT NULL);
INSERT INTO bench.events SELECT n, 0 FROM generate_series(1, 50) AS n;
"""
_REGISTER = """
WITH seat AS (UPDATE bench.events SET taken = taken + 1 WHERE id = $1),
     job AS (INSERT INTO bench.outbox VALUES ($3, $5))
INSERT INTO bench.registrations VALUES ($2, $1, $4, $6)
"""
_PAYLOAD = b"x" * 400
_SAID = '{"name": "Person", "organisation": "Sample City", "category": "delegate", "country": "KR"}'


async def registrations_a_second(url: str, *, at_once: int, events: int, seconds: float) -> float:
    """Transactions a second with as many connections, over as many events, on the server of the system itself."""
    conns = await asyncio.gather(*(asyncpg.connect(url) for _ in range(at_once)))
    await conns[0].execute(_TABLES)
    done = 0
    ends = time.perf_counter() + seconds

    async def one(conn: asyncpg.Connection, number: int) -> None:
        nonlocal done
        statement = await conn.prepare(_REGISTER)
        while time.perf_counter() < ends:
            row = uuid7()
            event = 1 + (done + number) % events
            await statement.fetch(event, row, uuid7(), f"{row}@example.org", _PAYLOAD, _SAID)
            done += 1

    begun = time.perf_counter()
    await asyncio.gather(*(one(conn, number) for number, conn in enumerate(conns)))
    rate = done / (time.perf_counter() - begun)
    await conns[0].execute("DROP SCHEMA bench CASCADE")
    await asyncio.gather(*(conn.close() for conn in conns))
    return rate
