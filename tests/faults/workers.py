"""Worker processes that a test may kill, the jobs it gives them, and what came out."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import msgspec

from services.notify.domain.deliveries import LEASE
from shared import outbox
from shared.contracts import Job
from shared.house import House, opened
from shared.settings import Service, Settings
from tests.notify.faulty_smtp import FaultyServer
from tests.notify.jobs import ASHA, letter, put
from tests.support.waiting import PATIENCE

ROOT = Path(__file__).parents[2]


class Workers:
    """`wego work` processes on one database, Redis and mail server, and the owner's side of the outbox."""

    def __init__(self, settings: Settings, house: House, smtp: FaultyServer, log: Path) -> None:
        self.settings = settings
        self.smtp = smtp
        self._house = house
        self._log = log
        self._running: dict[Service, subprocess.Popen[bytes]] = {}
        self._lost = datetime.min.replace(tzinfo=UTC)  # until then the leases last of those who lost their work

    def start(self, *services: Service) -> None:
        for service in services:
            environ = {key: value for key, value in os.environ.items() if not key.startswith("WEGO_")}
            environ |= {
                "PYTHONPATH": str(ROOT),
                "WEGO_DATABASE_URL": self.settings.database_url,
                "WEGO_REDIS_URL": self.settings.redis_url,
                "WEGO_SMTP_URL": self.smtp.url,
                "WEGO_PUBLIC_URL": self.settings.public_url,
                "WEGO_SECRET_KEY": self.settings.secret_key.decode(),
                "WEGO_MAIL_FROM": self.settings.mail_from,
            }
            program = "import sys; from deploy.cli import main; sys.exit(main())"
            with self._log.open("ab") as log:
                self._running[service] = subprocess.Popen(
                    [sys.executable, "-c", program, "work", service], env=environ, stdout=log, stderr=log, cwd=ROOT
                )

    def kill(self, service: Service) -> None:
        """As by kill -9: nothing is finished, nothing is said."""
        process = self._running.pop(service)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=PATIENCE)
        self.work_is_lost()

    def work_is_lost(self) -> None:
        """Who has a mail under way at this moment will not settle it: its lease is over as soon as time passes."""
        self._lost = datetime.now(UTC) + LEASE

    def stop(self) -> None:
        for process in self._running.values():
            process.kill()
            process.wait(timeout=PATIENCE)
        self._running.clear()

    async def tell(self, *jobs: Job) -> None:
        """As registration would: written to its outbox with a change of its own."""
        async with self._house.db.transaction() as tx:
            for job in jobs:
                await outbox.put(tx, job, to="notify")

    async def letters(self, count: int, first: int = 0) -> None:
        """So many messages to as many people."""
        people = [msgspec.structs.replace(ASHA, email=f"guest{n}@example.org") for n in range(first, first + count)]
        await self.tell(put(), *(letter(person) for person in people))

    async def fetch(self, statement: str) -> list[asyncpg.Record]:
        conn = await asyncpg.connect(self.settings.database_url)
        try:
            return list(await conn.fetch(statement))
        finally:
            await conn.close()

    async def time_passes(self) -> None:
        """What would be due in minutes (a retry, the relay of what was not confirmed, a lease of the dead) is due now.

        Who lives keeps its leases, however long a mail takes on a busy machine: without them another would send it too.
        """
        for statement in (
            "UPDATE notify.deliveries SET lease_until = '2020-01-01 00:00Z'"  # noqa: S608  # an instant of ours
            f" WHERE state = 'sending' AND lease_until < '{self._lost.isoformat()}'",
            "UPDATE notify.deliveries SET next_at = '2020-01-01 00:00Z' WHERE next_at IS NOT NULL",
            "UPDATE registration.outbox SET relay_at = '2020-01-01 00:00Z'",
        ):
            await self.fetch(statement)

    async def until(self, reached: Callable[[], bool], what: str) -> None:
        ends = time.monotonic() + PATIENCE
        while not reached():
            assert time.monotonic() < ends, f"{what}:\n{self._log.read_text()[-3000:]}"
            await asyncio.sleep(0.02)

    async def until_found(self, statement: str, what: str) -> None:
        """Until the statement finds rows."""
        ends = time.monotonic() + PATIENCE
        while not await self.fetch(statement):
            assert time.monotonic() < ends, f"{what}:\n{self._log.read_text()[-3000:]}"
            await asyncio.sleep(0.02)

    async def all_arrived(self, count: int, *, hurry: bool = True) -> Counter[str]:
        """Copies by Message-ID, once everybody has a mail and nothing waits. `hurry`: time passes quickly."""
        ends = time.monotonic() + PATIENCE
        while True:
            waiting = await self.fetch(
                "SELECT id FROM notify.deliveries WHERE next_at IS NOT NULL OR state = 'sending' UNION ALL"
                " SELECT id FROM registration.outbox"
            )
            people = {mail.to for mail in self.smtp.mails}
            if not waiting and len(people) == count:
                return self.copies()
            assert time.monotonic() < ends, (
                f"{len(people)} of {count} arrived, {len(waiting)} wait:\n{self._log.read_text()[-3000:]}"
            )
            if hurry:
                await self.time_passes()
            await asyncio.sleep(0.3)

    def copies(self) -> Counter[str]:
        """How often each Message-ID arrived; nobody has two of them, and copies are the identical bytes."""
        ids = {(mail.to, str(mail.message["Message-ID"])) for mail in self.smtp.mails}
        assert len(ids) == len({to for to, _ in ids}), "somebody got the same message under two Message-IDs"
        assert len({mail.content for mail in self.smtp.mails}) == len(ids), "copies differ"
        return Counter(str(mail.message["Message-ID"]) for mail in self.smtp.mails)


@asynccontextmanager
async def workers_on(settings: Settings, log: Path) -> AsyncIterator[Workers]:
    """With the real clock: the processes have no other."""
    smtp = FaultyServer()
    await smtp.start()
    owner = msgspec.structs.replace(settings, service="registration", database_role="wego_registration")
    async with opened(owner) as house:
        workers = Workers(owner, house, smtp, log)
        try:
            yield workers
        finally:
            workers.stop()
            await smtp.stop()
