"""Outbox, relay, queue, inbox, confirmation: a job acts once, whatever is lost on the way."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from shared import outbox, queue
from shared.bells import Listener
from shared.contracts.common import OutboxConfirm, Place
from shared.contracts.registration import ProgrammePut, RegistrationJob
from shared.db import Tx
from shared.house import House
from shared.inbox import NotYet, Receiver
from shared.queue import Batch, Heartbeat, Queue
from shared.relay import relay_once
from shared.settings import Service
from shared.when import Precision, When
from tests.shared.floor import bare_house, fresh_database
from tests.support.postgres import PostgresServer
from tests.support.redis import RedisServer
from tests.support.waiting import PATIENCE


def entry(key: str) -> ProgrammePut:
    when = When(precision=Precision.YEAR, year=2027)
    return ProgrammePut(
        key=key, revision=1, slug=key, title="A course", when=when, timezone="", place=Place(), page_url="/"
    )


class Pair:
    """Training tells registration: its outbox, a queue, registration's receiver, and what registration did."""

    def __init__(self, sender: House, receiver: House, redis_url: str) -> None:
        self.sender, self.receiver, self.url = sender, receiver, redis_url
        self.queue = Queue(redis_url)
        self.applied: list[str] = []
        self.fail: set[str] = set()

    async def put(self, *keys: str) -> None:
        jobs = [entry(key) for key in keys]
        async with self.sender.db.transaction() as tx:
            await outbox.put_many(tx, jobs, to="registration")

    async def handle(self, _house: House, tx: Tx, job: ProgrammePut) -> None:
        if job.key in self.fail:
            raise NotYet
        await tx.conn.execute("CREATE TABLE IF NOT EXISTS effects (key text)")
        await tx.conn.execute("INSERT INTO effects VALUES ($1)", job.key)

    def receivers(self) -> tuple[Receiver, Receiver]:
        return (
            Receiver(self.receiver, self.queue, RegistrationJob, {ProgrammePut: self.handle}),
            Receiver(self.sender, self.queue, RegistrationJob, {}),
        )

    async def deliver(self) -> None:
        """Both services take what is in their queues: the jobs first, then what confirms them."""
        to_registration, to_training = self.receivers()
        await queue.consume(self.url, "registration", to_registration.receive, until_empty=True)
        await queue.consume(self.url, "training", to_training.receive, until_empty=True)

    async def effects(self) -> list[str]:
        async with self.receiver.db.reading() as tx:
            return [row[0] for row in await tx.conn.fetch("SELECT key FROM effects ORDER BY key")]

    async def waiting(self) -> int:
        async with self.sender.db.reading() as tx:
            return int(await tx.conn.fetchval("SELECT count(*) FROM outbox"))


@pytest.fixture
async def pair(postgres: PostgresServer, redis_server: RedisServer) -> AsyncIterator[Pair]:
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(fresh_database(postgres))
        names: tuple[Service, Service] = ("training", "registration")
        sender, receiver = [await stack.enter_async_context(bare_house(n, url, redis_server.url)) for n in names]
        pair = Pair(sender, receiver, redis_server.url)
        stack.push_async_callback(pair.queue.close)
        yield pair


async def make_due(pair: Pair) -> None:
    async with pair.sender.db.reading() as tx:
        await tx.conn.execute("UPDATE outbox SET relay_at = created_at")


async def test_a_job_acts_once_and_its_row_goes(pair: Pair) -> None:
    await pair.put("a", "b", "c")
    assert await relay_once(pair.sender.db, pair.queue, "training") == 3
    assert await relay_once(pair.sender.db, pair.queue, "training") == 0, "claimed rows are not due again at once"
    await pair.deliver()
    assert await pair.effects() == ["a", "b", "c"]
    assert await pair.waiting() == 0


async def test_a_job_relayed_twice_acts_once_and_is_confirmed_again(pair: Pair) -> None:
    await pair.put("a")
    for _ in range(2):
        await make_due(pair)
        assert await relay_once(pair.sender.db, pair.queue, "training") == 1
    await pair.deliver()
    assert await pair.effects() == ["a"]
    assert await pair.waiting() == 0


async def test_an_emptied_redis_loses_nothing(pair: Pair, redis_server: RedisServer) -> None:
    await pair.put("a")
    await relay_once(pair.sender.db, pair.queue, "training")
    with redis_server.client() as client:
        client.flushall()
    assert await pair.waiting() == 1
    await make_due(pair)
    await relay_once(pair.sender.db, pair.queue, "training")
    await pair.deliver()
    assert await pair.effects() == ["a"]
    assert await pair.waiting() == 0


async def test_without_redis_rows_are_given_back_at_once(pair: Pair, redis_server: RedisServer) -> None:
    await pair.put("a")
    redis_server.stop()
    try:
        with pytest.raises(queue.Unavailable):
            await relay_once(pair.sender.db, pair.queue, "training")
    finally:
        redis_server.start()
    assert await relay_once(pair.sender.db, pair.queue, "training") == 1


async def test_one_failing_job_fails_alone_and_comes_again(pair: Pair) -> None:
    pair.fail = {"b"}
    await pair.put("a", "b", "c")
    await relay_once(pair.sender.db, pair.queue, "training")
    await pair.deliver()
    assert await pair.effects() == ["a", "c"]
    assert await pair.waiting() == 1
    pair.fail = set()
    await make_due(pair)
    await relay_once(pair.sender.db, pair.queue, "training")
    await pair.deliver()
    assert await pair.effects() == ["a", "b", "c"]


async def test_a_rolled_back_change_sends_nothing(pair: Pair) -> None:
    async def change_and_fail() -> None:
        async with pair.sender.db.transaction() as tx:
            await outbox.put(tx, entry("a"), to="registration")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await change_and_fail()
    assert await pair.waiting() == 0


async def test_only_the_receiver_can_confirm(pair: Pair) -> None:
    async with pair.sender.db.transaction() as tx:
        row = await outbox.put(tx, entry("a"), to="registration")
    _, sender = pair.receivers()

    async def confirm(by: str) -> None:
        payload = msgspec.msgpack.encode(OutboxConfirm(by=by, ids=(row,)))
        await sender.receive(Batch(by, [(None, payload)]))

    await confirm("notify")
    assert await pair.waiting() == 1
    await confirm("registration")
    assert await pair.waiting() == 0


async def test_what_cannot_be_read_is_left_unconfirmed_and_the_rest_acts(pair: Pair) -> None:
    good = msgspec.msgpack.encode(entry("a"))
    receiver, _ = pair.receivers()
    rows = [(UUID(int=1), b"\xc1 not msgpack"), (UUID(int=2), good)]
    await receiver.receive(Batch("training", list(rows)))
    assert await pair.effects() == ["a"]


async def test_a_bell_wakes_the_listener_after_the_commit(pair: Pair) -> None:
    listener = Listener(pair.sender.settings.database_url, "training", outbox.BELL)
    await listener.wait(0.1)  # connects and returns at once, to look for what was rung before
    waiting = asyncio.create_task(listener.wait(3600))
    await asyncio.sleep(0.05)
    await pair.put("a")
    async with asyncio.timeout(PATIENCE):
        await waiting
    await listener.close()


async def test_heartbeats_expire_with_their_worker(pair: Pair) -> None:
    at = queue.now()
    await pair.queue.beat("notify", Heartbeat(at=at, smtp="ok"))
    assert await pair.queue.heartbeats() == {"notify": Heartbeat(at=at, smtp="ok")}


async def test_the_inbox_forgets_after_a_month(pair: Pair) -> None:
    async with pair.receiver.db.transaction() as tx:
        assert await outbox.record(tx, [UUID(int=7)], sender="training") == {UUID(int=7)}
        assert await outbox.record(tx, [UUID(int=7)], sender="training") == set()
        assert await outbox.prune(tx, tx.now + timedelta(seconds=1)) == 1
