"""Forward-only migrations: NNNN_name.sql files, applied once, their sha256 recorded; an edited file is refused.

Files run in the order of their numbers, and a number says nothing but its place in that order: numbers may be left out,
and no file is ever renumbered, for databases know it by its number. One that fills a gap later runs where it is
missing, also after greater ones.

A lock is polled with pg_try_advisory_lock, because a session that waits inside pg_advisory_lock holds a snapshot
that CREATE INDEX CONCURRENTLY waits for: a deadlock. A file whose first line is `-- no transaction` runs outside one,
statement by statement, and is therefore written so that it can run again after a failure.
"""

import asyncio
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import asyncpg
import msgspec

from shared.db import Connection
from shared.errors import SaidPlainly

_LOCK = 0x5765474F  # "WeGO"
_FILE = re.compile(r"^(\d{4})_[a-z0-9_]+\.sql$")
_LOCK_WAIT = 60.0

SHARED = Path(__file__).parent / "migrations"


class MigrationError(SaidPlainly):
    """A file is wrong, was edited after it was applied, or the lock did not come free. The text says what to do."""


class Migration(msgspec.Struct, frozen=True):
    """One file. `source` tells the folders of one schema apart: "shared" or the schema itself."""

    source: str
    number: int
    path: Path
    sql: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()

    @property
    def transactional(self) -> bool:
        return not self.sql.startswith("-- no transaction")


def read(schema: str, folders: Sequence[Path]) -> list[Migration]:
    """The files of the folders, shared ones first, by number. Raises MigrationError for a doubled number.

    A number may be free: it belongs to a change that is written beside this one and comes later.
    """
    found: list[Migration] = []
    for folder in folders:
        source = "shared" if folder == SHARED else schema
        numbers = []
        for path in sorted(folder.glob("*.sql")):
            match = _FILE.match(path.name)
            if not match:
                raise MigrationError(f"{path.name} is not named like 0001_what_it_does.sql")
            numbers.append(int(match[1]))
            found.append(Migration(source, int(match[1]), path, path.read_text("utf-8")))
        if len(set(numbers)) < len(numbers):
            raise MigrationError(f"{folder}: each number names one file, found {numbers}")
    return found


async def migrate(url: str, schema: str, folders: Sequence[Path], role: str = "") -> list[str]:
    """Bring one schema up to date; returns the names of the files applied now.

    Connects as the owner of the database; objects are created as `role`, which owns the schema. Raises MigrationError.
    """
    migrations = read(schema, folders)
    conn = await asyncpg.connect(url, server_settings={"application_name": "wego migrate", "timezone": "UTC"})
    try:
        await _lock(conn)
        await _prepare(conn, schema, role)
        applied = await _applied(conn)
        return [m.path.name for m in migrations if await _apply(conn, m, applied.get((m.source, m.number)))]
    finally:
        await conn.close()


async def pending(conn: Connection, schema: str, folders: Sequence[Path]) -> list[str]:
    """Names of files not applied yet; for readiness and `wego doctor`."""
    exists = await conn.fetchval("SELECT to_regclass($1)", f"{schema}.migrations")
    done = await _applied(conn, schema) if exists else {}
    return [m.path.name for m in read(schema, folders) if (m.source, m.number) not in done]


async def _lock(conn: asyncpg.Connection) -> None:
    waited = 0.0
    while not await conn.fetchval("SELECT pg_try_advisory_lock($1)", _LOCK):
        if waited >= _LOCK_WAIT:
            raise MigrationError(
                f"another migration has run for over {_LOCK_WAIT:.0f} seconds; wait for it, then try again"
            )
        await asyncio.sleep(0.1)
        waited += 0.1


async def _prepare(conn: asyncpg.Connection, schema: str, role: str) -> None:
    """Role, schema and the table of applied files. Identifiers come from the code, never from outside."""
    if role:
        if not await conn.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role):
            await conn.execute(f'CREATE ROLE "{role}" NOLOGIN')
        await conn.execute(f'GRANT "{role}" TO CURRENT_USER')
        await conn.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}" AUTHORIZATION "{role}"')
        await conn.execute(f'SET ROLE "{role}"')
    else:
        await conn.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
    await conn.execute(f'SET search_path = "{schema}"')
    await conn.execute(
        "CREATE TABLE IF NOT EXISTS migrations (source text, number int, name text NOT NULL, sha256 text NOT NULL,"
        " applied_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (source, number))"
    )


async def _applied(conn: Connection, schema: str = "") -> dict[tuple[str, int], str]:
    table = f'"{schema}".migrations' if schema else "migrations"
    rows = await conn.fetch(f"SELECT source, number, sha256 FROM {table}")  # noqa: S608  # a schema name of the code
    return {(row["source"], row["number"]): row["sha256"] for row in rows}


async def _apply(conn: asyncpg.Connection, migration: Migration, known: str | None) -> bool:
    if known is not None:
        if known != migration.sha256:
            raise MigrationError(
                f"{migration.path.name} was edited after it was applied (recorded {known[:12]}, "
                f"now {migration.sha256[:12]}). Restore the file and write a new migration."
            )
        return False
    if migration.transactional:
        async with conn.transaction():
            await _execute(conn, migration, [migration.sql])
    else:
        await _execute(conn, migration, [s for s in migration.sql.split(";\n") if s.strip()])
    return True


async def _execute(conn: asyncpg.Connection, migration: Migration, statements: list[str]) -> None:
    try:
        for statement in statements:
            await conn.execute(statement)
    except asyncpg.PostgresError as error:
        raise MigrationError(f"{migration.path.name}: {error}") from error
    await conn.execute(
        "INSERT INTO migrations (source, number, name, sha256) VALUES ($1, $2, $3, $4)",
        migration.source,
        migration.number,
        migration.path.name,
        migration.sha256,
    )
