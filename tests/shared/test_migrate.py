"""Migrations go forward only, once, in order; an edited file is refused."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from shared.migrate import MigrationError, migrate, pending, read
from tests.shared.floor import fresh_database
from tests.support.postgres import PostgresServer


@pytest.fixture
async def url(postgres: PostgresServer) -> AsyncIterator[str]:
    async with fresh_database(postgres) as url:
        yield url


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "0001_towns.sql").write_text("CREATE TABLE towns (name text);\nCREATE INDEX ON towns (name);")
    return tmp_path


async def test_applies_once_as_the_role_that_then_owns(url: str, folder: Path) -> None:
    assert await migrate(url, "sample", [folder], "wego_sample") == ["0001_towns.sql"]
    assert await migrate(url, "sample", [folder], "wego_sample") == []
    conn = await asyncpg.connect(url)
    owner = await conn.fetchval("SELECT tableowner FROM pg_tables WHERE schemaname = 'sample' AND tablename = 'towns'")
    assert owner == "wego_sample"
    assert await pending(conn, "sample", [folder]) == []
    (folder / "0002_more.sql").write_text("SELECT 1")
    assert await pending(conn, "sample", [folder]) == ["0002_more.sql"]
    await conn.close()


async def test_an_edited_file_is_refused(url: str, folder: Path) -> None:
    await migrate(url, "sample", [folder])
    (folder / "0001_towns.sql").write_text("CREATE TABLE towns (name text, edited int);")
    with pytest.raises(MigrationError, match=r"0001_towns.sql was edited after it was applied"):
        await migrate(url, "sample", [folder])


async def test_a_failing_file_leaves_nothing_behind(url: str, folder: Path) -> None:
    (folder / "0002_bad.sql").write_text("CREATE TABLE lakes (name text);\nSELECT nonsense;")
    with pytest.raises(MigrationError, match=r"0002_bad.sql: column \"nonsense\" does not exist"):
        await migrate(url, "sample", [folder])
    conn = await asyncpg.connect(url)
    assert await conn.fetchval("SELECT to_regclass('sample.towns') IS NOT NULL") is True
    assert await conn.fetchval("SELECT to_regclass('sample.lakes')") is None
    await conn.close()


async def test_concurrent_index_runs_outside_a_transaction_while_another_process_waits(url: str, folder: Path) -> None:
    (folder / "0002_index.sql").write_text(
        "-- no transaction\nCREATE INDEX CONCURRENTLY IF NOT EXISTS towns_again ON towns (name);\n"
    )
    done = await asyncio.gather(*(migrate(url, "sample", [folder]) for _ in range(3)))
    assert sorted(map(len, done)) == [0, 0, 2]


async def test_a_number_left_free_is_filled_later(url: str, folder: Path) -> None:
    (folder / "0003_lakes.sql").write_text("CREATE TABLE lakes (name text);")
    assert await migrate(url, "sample", [folder]) == ["0001_towns.sql", "0003_lakes.sql"]
    assert await migrate(url, "sample", [folder]) == []
    (folder / "0002_rivers.sql").write_text("CREATE TABLE rivers (name text);")
    assert await migrate(url, "sample", [folder]) == ["0002_rivers.sql"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("2_short.sql", "is not named like"), ("0001_twice.sql", "each number names one file")],
)
def test_bad_names_are_refused(folder: Path, name: str, said: str) -> None:
    (folder / name).write_text("SELECT 1")
    with pytest.raises(MigrationError, match=said):
        read("sample", [folder])
