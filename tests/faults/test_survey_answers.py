"""An answer to a survey, with processes that are killed and connections that are lost: once, and whole."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

import asyncpg
import httpx
import msgspec
import pytest

from services.training.operations.surveys.tend import tend_all
from shared.house import House, opened
from shared.settings import Settings
from tests.support.house import settings_of
from tests.support.waiting import PATIENCE
from tests.training.surveys import asked
from tests.training.surveys.asked import form

ROOT = Path(__file__).parents[2]
SIZE = 12


class Site:
    """Processes of training on a database of their own, a survey that is open, and the links of those who are asked."""

    def __init__(self, house: House, log: Path) -> None:
        self.house = house
        self.log = log
        self.links: list[str] = []
        self.survey = UUID(int=0)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    @contextmanager
    def process(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        settings = self.house.settings
        environ = {key: value for key, value in os.environ.items() if not key.startswith("WEGO_")}
        environ |= {
            "PYTHONPATH": str(ROOT),
            "WEGO_DATABASE_URL": settings.database_url,
            "WEGO_REDIS_URL": settings.redis_url,
            "WEGO_SMTP_URL": settings.smtp_url,
            "WEGO_PUBLIC_URL": self.url,
            "WEGO_SECRET_KEY": settings.secret_key.decode(),
            "WEGO_MAIL_FROM": settings.mail_from,
        }
        program = "import sys; from deploy.cli import main; sys.exit(main())"
        with self.log.open("ab") as log:
            running = subprocess.Popen(
                [sys.executable, "-c", program, *arguments], env=environ, stdout=log, stderr=log, cwd=ROOT
            )
        try:
            yield running
        finally:
            running.kill()
            running.wait(timeout=PATIENCE)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[subprocess.Popen[bytes]]:
        """Until it answers."""
        with self.process("serve", "training", "--port", str(self.port)) as running:
            ends = time.monotonic() + PATIENCE
            async with httpx.AsyncClient() as client:
                while True:
                    try:
                        await client.get(f"{self.url}/health/live")
                        break
                    except httpx.TransportError:
                        assert time.monotonic() < ends, self.log.read_text()[-3000:]
                        await asyncio.sleep(0.1)
            yield running

    async def send(self, number: int = 0) -> str:
        """As a browser; where it is led on to."""
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            answer = await client.post(
                self.url + self.links[number], data=form(4, f"Words of {number}."), headers={"Origin": self.url}
            )
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].rpartition("=")[2]

    async def counts(self) -> tuple[int, int, int]:
        """Invitations marked as answered, rows in the box, responses that are out."""
        async with self.house.db.reading() as tx:
            row = await tx.conn.fetchrow(
                "SELECT (SELECT count(*) FROM survey_invitations WHERE answered), (SELECT count(*) FROM survey_box),"
                " (SELECT count(*) FROM survey_responses)"
            )
        return tuple(row)

    async def until(self, statement: str) -> None:
        """Until it finds something."""
        ends = time.monotonic() + PATIENCE
        conn = await asyncpg.connect(self.house.settings.database_url)
        try:
            while not await conn.fetchval(statement):
                assert time.monotonic() < ends, f"{statement}:\n{self.log.read_text()[-3000:]}"
                await asyncio.sleep(0.02)
        finally:
            await conn.close()

    @asynccontextmanager
    async def locked(self, table: str) -> AsyncIterator[None]:
        """Whoever writes to the table waits inside."""
        conn = await asyncpg.connect(self.house.settings.database_url)
        try:
            async with conn.transaction():
                await conn.execute(f"LOCK TABLE training.{table} IN EXCLUSIVE MODE")
                yield
        finally:
            await conn.close()


STALLED = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%{table}%'"


@pytest.fixture
async def site(settings: Settings, database_url: str, tmp_path: Path) -> AsyncIterator[Site]:
    own = settings_of("training", settings, database_url=database_url)
    async with opened(msgspec.structs.replace(own)) as house:
        site = Site(house, tmp_path / "log")
        key = await asked.event(house, SIZE, datetime(2026, 3, 2, 16))
        now = datetime.now(UTC)
        site.survey = await asked.survey(
            house, activity_key=key, state="open", opens_at=now - timedelta(hours=1), closes_at=now + timedelta(days=7)
        )
        await tend_all(house)
        site.links = list((await asked.links(house, site.survey)).values())
        assert len(site.links) == SIZE
        yield site


async def test_killed_between_the_mark_and_the_box_nothing_was_taken(site: Site) -> None:
    async with site.serving() as server, site.locked("survey_box"):
        sending = asyncio.create_task(site.send())
        await site.until(STALLED.format(table="survey_box"))
        server.send_signal(signal.SIGKILL)
        server.wait(timeout=PATIENCE)
        with pytest.raises(httpx.TransportError):
            await sending
    await site.until("SELECT count(*) = 0 FROM pg_stat_activity WHERE application_name = 'wego training' AND xact_start"
                     " IS NOT NULL AND state <> 'active'")  # fmt: skip
    assert await site.counts() == (0, 0, 0)
    async with site.serving():
        assert [await site.send(), await site.send()] == ["now", "before"]
    assert await site.counts() == (1, 1, 0)


async def test_a_connection_lost_before_the_answer_came_is_told_that_it_is_in(site: Site) -> None:
    async with site.serving():
        body = urlencode(form(5, "Words.")).encode()
        head = (
            f"POST {site.links[0]} HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nOrigin: {site.url}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode()
        async with site.locked("survey_box"):
            _, writer = await asyncio.open_connection("127.0.0.1", site.port)
            writer.write(head + body)
            await writer.drain()
            await site.until(STALLED.format(table="survey_box"))
            writer.transport.abort()
        again = await site.send()
        ends = time.monotonic() + PATIENCE
        while await site.counts() != (1, 1, 0):
            assert time.monotonic() < ends
            await asyncio.sleep(0.05)
    assert again in ("now", "before")


async def test_a_worker_killed_while_it_mixes_loses_and_doubles_nothing(site: Site) -> None:
    async with site.serving():
        assert [await site.send(number) for number in range(SIZE)] == ["now"] * SIZE
    async with site.locked("survey_words"):
        with site.process("work", "training") as worker:
            await site.until(STALLED.format(table="survey_words"))
            worker.send_signal(signal.SIGKILL)
            worker.wait(timeout=PATIENCE)
    assert await site.counts() == (SIZE, SIZE, 0)
    with site.process("work", "training"):
        await site.until("SELECT count(*) = 1 FROM training.surveys WHERE state = 'closed'")
    assert await site.counts() == (SIZE, 0, SIZE)
    assert {text for _, text in await asked.words(site.house, site.survey)} == {f"Words of {n}." for n in range(SIZE)}
