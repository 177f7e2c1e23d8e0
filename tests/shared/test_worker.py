"""A worker goes on through the loss of Redis, does its periodic work, says that it lives, and ends when told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import pytest

from shared import outbox, worker
from shared.contracts.common import Place
from shared.contracts.registration import ProgrammePut, RegistrationJob
from shared.db import Tx
from shared.house import House
from shared.queue import Queue
from shared.when import Precision, When
from shared.worker import Periodic, Work
from tests.shared.floor import bare_house, fresh_database
from tests.support.postgres import PostgresServer
from tests.support.redis import RedisServer
from tests.support.waiting import PATIENCE

MANY = 20
"""Kinds of periodic work: more than a worker has connections."""


class Watched:
    """Training's and registration's workers over bare schemas, and what registration's has done."""

    def __init__(self, training: House, registration: House) -> None:
        self.training, self.registration = training, registration
        self.jobs: list[str] = []
        self.ticks = self.read = 0

    async def tell(self, key: str) -> None:
        when = When(precision=Precision.YEAR, year=2027)
        job = ProgrammePut(
            key=key, revision=1, slug=key, title="A course", when=when, timezone="", place=Place(), page_url="/"
        )
        async with self.training.db.transaction() as tx:
            await outbox.put(tx, job, to="registration")

    async def _note(self, _house: House, _tx: Tx, job: ProgrammePut) -> None:
        self.jobs.append(job.key)

    async def _tick(self, _house: House) -> None:
        self.ticks += 1
        if self.ticks == 1:
            raise RuntimeError("the first time fails")

    async def _read(self, house: House) -> None:
        await asyncio.sleep(0.05)  # all of them are at it by now
        async with house.db.reading() as tx:
            one = await tx.conn.fetchval("SELECT 1")
        self.read += one  # not across the await: two of them would count as one

    async def open_rows(self) -> int:
        async with self.training.db.reading() as tx:
            return int(await tx.conn.fetchval("SELECT count(*) FROM outbox"))

    @asynccontextmanager
    async def working(self, *both: Periodic) -> AsyncIterator[None]:
        """Until the end of the block. `both`: work that both have."""
        registration = Work(
            job_type=RegistrationJob,
            handlers={ProgrammePut: self._note},
            periodic=[Periodic("tick", 0.1, self._tick), *both],
        )
        training = Work(
            job_type=RegistrationJob,
            handlers={},
            periodic=[*both, *(Periodic(f"many {n}", 60, self._read) for n in range(MANY))],
        )
        tasks = [
            asyncio.create_task(worker.run(self.registration.settings, registration)),
            asyncio.create_task(worker.run(self.training.settings, training)),
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.gather(*tasks)


async def until(what: Callable[[], Awaitable[bool]], seconds: float = PATIENCE) -> None:
    async with asyncio.timeout(seconds):
        while not await what():  # noqa: ASYNC110  # what is waited for happens in the database
            await asyncio.sleep(0.05)


@pytest.fixture
async def watched(postgres: PostgresServer, redis_server: RedisServer) -> AsyncIterator[Watched]:
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(fresh_database(postgres))
        training = await stack.enter_async_context(bare_house("training", url, redis_server.url))
        registration = await stack.enter_async_context(bare_house("registration", url, redis_server.url))
        yield Watched(training, registration)


async def test_jobs_go_through_also_after_redis_was_gone(watched: Watched, redis_server: RedisServer) -> None:
    async def all_confirmed() -> bool:
        return await watched.open_rows() == 0

    async with watched.working():
        await watched.tell("a")
        await until(all_confirmed)
        assert watched.jobs == ["a"]
        redis_server.stop()
        await watched.tell("b")
        await asyncio.sleep(1.5)
        assert watched.jobs == ["a"]
        redis_server.start()
        await until(all_confirmed)
        assert watched.jobs == ["a", "b"]


async def test_periodic_work_and_the_heartbeat_go_on(watched: Watched, redis_server: RedisServer) -> None:
    queue = Queue(redis_server.url)

    async def alive() -> bool:
        return watched.ticks >= 3 and set(await queue.heartbeats()) == {"registration", "training"}

    async with watched.working():
        await until(alive)
    await queue.close()


async def test_however_many_kinds_of_work_none_waits_for_ever_for_a_connection(watched: Watched) -> None:
    async def all_done() -> bool:
        return watched.read == MANY

    async with watched.working():
        await until(all_done)


async def test_two_services_do_work_of_one_name_at_the_same_time(watched: Watched) -> None:
    begun = asyncio.Barrier(2)
    met: list[str] = []

    async def meet(house: House) -> None:
        await begun.wait()
        met.append(house.service)

    async def both_met() -> bool:
        return sorted(met) == ["registration", "training"]

    async with watched.working(Periodic("meet", 60, meet)):
        await until(both_met)
