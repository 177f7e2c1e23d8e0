"""The yardstick: the very rows of a registration in one bare SQL statement, without HTTP, rules, answers or mail."""

import asyncio
import time
from datetime import UTC, datetime

import asyncpg

from shared.ids import uuid7

# Copies of the tables with all their indexes and constraints, so that the system's own stay as they are.
_TABLES = """
DROP SCHEMA IF EXISTS bench CASCADE;
CREATE SCHEMA bench;
CREATE SEQUENCE bench.revisions;
CREATE TABLE bench.events (LIKE registration.events INCLUDING ALL EXCLUDING GENERATED);
CREATE TABLE bench.registrations (
    LIKE registration.registrations INCLUDING ALL, FOREIGN KEY (event_id) REFERENCES bench.events
);
CREATE TABLE bench.history (
    LIKE registration.registration_history INCLUDING ALL, FOREIGN KEY (registration_id) REFERENCES bench.registrations
);
CREATE TABLE bench.outbox (LIKE registration.outbox INCLUDING ALL);
"""
_EVENTS = "INSERT INTO bench.events SELECT * FROM registration.events ORDER BY slug LIMIT $1 RETURNING id"
_REGISTER = """
WITH seat AS (
    UPDATE bench.events SET confirmed_count = confirmed_count + 1 WHERE id = $1
), told AS (
    INSERT INTO bench.history (registration_id, at, what) VALUES ($2, $3, 'registered')
), job AS (
    INSERT INTO bench.outbox (id, receiver, kind, payload, created_at, relay_at)
    VALUES ($4, 'notify', 'calendar.invite', $5, $3, $3)
)
INSERT INTO bench.registrations (id, event_id, status, email, participant, revision, created_at, changed_at)
VALUES ($2, $1, 'confirmed', $6, $7, nextval('bench.revisions'), $3, $3)
"""
_PAYLOAD = b"x" * 600
_SAID = """{"email": "person@example.org", "name": "Person", "organisation": "Sample City", "category": "delegate",
    "country": "KR", "language": "en", "timezone": "Asia/Seoul"}"""


async def registrations_a_second(url: str, *, at_once: int, events: int, seconds: float) -> float:
    """Transactions a second with as many connections, over as many events, on the server of the system itself."""
    conns = await asyncio.gather(*(asyncpg.connect(url) for _ in range(at_once)))
    await conns[0].execute(_TABLES)
    ids = [row["id"] for row in await conns[0].fetch(_EVENTS, events)]
    done = 0
    ends = time.perf_counter() + seconds

    async def one(conn: asyncpg.Connection, number: int) -> None:
        nonlocal done
        statement = await conn.prepare(_REGISTER)
        while time.perf_counter() < ends:
            row, event = uuid7(), ids[(done + number) % events]
            await statement.fetch(event, row, datetime.now(UTC), uuid7(), _PAYLOAD, f"{row}@example.org", _SAID)
            done += 1

    begun = time.perf_counter()
    await asyncio.gather(*(one(conn, number) for number, conn in enumerate(conns)))
    rate = done / (time.perf_counter() - begun)
    await conns[0].execute("DROP SCHEMA bench CASCADE")
    await asyncio.gather(*(conn.close() for conn in conns))
    return rate
