"""Servers that go away and come back: Redis, PostgreSQL, the mail server."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from shared.identity.schema import migrate_identity
from shared.migrate import SHARED, migrate
from shared.settings import SERVICES, Settings
from tests.faults.workers import ROOT, Workers, workers_on
from tests.notify.faulty_smtp import DROP, KEPT_AND_DROPPED
from tests.support.postgres import PostgresServer
from tests.support.redis import RedisServer


@pytest.fixture
async def workers(settings: Settings, database_url: str, tmp_path: Path) -> AsyncIterator[Workers]:
    own = msgspec.structs.replace(settings, database_url=database_url)
    async with workers_on(own, tmp_path / "log") as workers:
        yield workers


async def test_an_emptied_redis_loses_nothing_and_doubles_nothing(workers: Workers, redis_server: RedisServer) -> None:
    await workers.letters(10)
    workers.start("registration")
    with redis_server.client() as client:
        await workers.until(lambda: client.zcard("wego:queue:notify") > 0, "nothing was carried")
    redis_server.empty()
    workers.start("notify")
    await workers.letters(10, first=10)
    assert set((await workers.all_arrived(20)).values()) == {1}


@pytest.mark.parametrize("seconds", [3, pytest.param(60, marks=pytest.mark.chaos)])
async def test_a_redis_that_is_gone_and_comes_back_empty(
    workers: Workers, redis_server: RedisServer, seconds: int
) -> None:
    workers.start("registration", "notify")
    await workers.letters(5)
    await workers.all_arrived(5)
    redis_server.stop()
    await workers.letters(10, first=5)
    await asyncio.sleep(seconds)
    redis_server.start()
    assert set((await workers.all_arrived(15)).values()) == {1}


@pytest.mark.parametrize(
    ("command", "answer", "copies"),
    [
        ("MAIL", "451 4.3.0 Not now", 1),
        ("MAIL", "550 5.7.1 Not from you", 1),
        ("RCPT", "554 5.7.1 Relay access denied", 1),
        ("RCPT", "450 4.2.1 Try later", 1),
        ("RCPT", DROP, 1),
        ("DATA", "451 4.3.0 Not now", 1),
        ("DATA", DROP, 1),
        ("DATA", KEPT_AND_DROPPED, 2),
    ],
)
async def test_a_mail_server_that_refuses_us_puts_off_or_hangs_up(
    workers: Workers, command: str, answer: str, copies: int
) -> None:
    workers.smtp.plan[command] += [answer]
    workers.start("registration", "notify")
    await workers.letters(3)
    assert sorted((await workers.all_arrived(3)).values()) == [1, 1, copies]


async def test_a_mail_server_that_is_not_there(workers: Workers) -> None:
    await workers.smtp.stop()
    workers.start("registration", "notify")
    await workers.letters(10)
    await workers.until_found("SELECT FROM notify.tries", "nobody tried")
    await workers.smtp.start()
    assert set((await workers.all_arrived(10)).values()) == {1}


@pytest.fixture
async def own_postgres(postgres: PostgresServer) -> AsyncIterator[PostgresServer]:
    """A server that may be restarted: nobody else uses it."""
    folder = Path(tempfile.mkdtemp(prefix="test-", dir=postgres.folder.parent))
    server = PostgresServer(postgres.binaries, folder)
    server.settings |= {"synchronous_commit": "on", "full_page_writes": "on"}  # what it says is committed, is
    try:
        server.start()
        for service in SERVICES:
            folders = [SHARED, ROOT / "services" / service / "migrations"]
            await migrate(server.url("postgres"), service, folders, f"wego_{service}")
        await migrate_identity(server.url("postgres"), [f"wego_{service}" for service in SERVICES])
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


async def test_a_postgresql_that_restarts(settings: Settings, own_postgres: PostgresServer, tmp_path: Path) -> None:
    own = msgspec.structs.replace(settings, database_url=own_postgres.url("postgres"))
    async with workers_on(own, tmp_path / "log") as workers:
        workers.start("registration", "notify")
        await workers.letters(30)
        await workers.until(lambda: len(workers.smtp.mails) >= 3, "nothing came")
        own_postgres.stop()
        workers.work_is_lost()
        await asyncio.sleep(2)
        own_postgres.serve()
        copies = await workers.all_arrived(30)
        assert sum(copies.values()) - len(copies) <= 4, "copies only of what was under way, four lines"
        await workers.letters(10, first=30)
        await workers.all_arrived(40)
