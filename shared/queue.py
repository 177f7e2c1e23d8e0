"""The Redis queue. The only file that imports arq, which pickles, logs payloads and drops jobs unless told otherwise.

One queue and one entry function per service. A job is a batch of outbox rows of one sender. Nothing here is a
record: attempts, states and uniqueness live in PostgreSQL.
"""

from shared.redis import RedisError  # isort: skip  # before arq, which loads the client

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote
from uuid import UUID

import msgspec
from arq.connections import ArqRedis, RedisSettings, create_pool
from arq.worker import Worker, func

from shared.ids import uuid7
from shared.settings import SERVICES, Service

Unavailable = (RedisError, OSError, TimeoutError)

_EXPIRES_MS = 6 * 3600 * 1000
_TIMEOUT = 60
_HEARTBEAT_SECONDS = 15


class Batch(msgspec.Struct, frozen=True):
    """Rows of one sender's outbox: (outbox id or None for what is not outboxed, msgpack payload)."""

    sender: str
    rows: list[tuple[UUID | None, bytes]]


class Heartbeat(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a worker says of itself. `smtp` is "", "ok" or what is wrong; `oldest_waiting` the oldest unsent message."""

    at: datetime
    smtp: str = ""
    oldest_waiting: datetime | None = None
    waiting: int = 0


Receive = Callable[[Batch], Awaitable[None]]


def _serialize(value: dict[str, Any]) -> bytes:
    return msgspec.msgpack.encode(value, enc_hook=repr)


def _settings(url: str) -> RedisSettings:
    settings = RedisSettings.from_dsn(url)
    # arq takes both as the URL writes them, with %3A and %2F for : and /
    settings.username = unquote(settings.username) if settings.username else None
    settings.password = unquote(settings.password) if settings.password else None
    settings.conn_retries = 0
    settings.conn_timeout = 2
    return settings


class Queue:
    """Puts batches into the queues of services and reads heartbeats. Connects when first used."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._pool: ArqRedis | None = None

    async def send(self, receiver: str, batch: Batch) -> None:
        """One arq job for the whole batch. Raises one of `Unavailable` when Redis is gone."""
        await (await self._connected()).enqueue_job(
            "receive",
            msgspec.msgpack.encode(batch),
            _job_id=f"{batch.sender}:{uuid7()}",
            _queue_name=queue_name(receiver),
            _expires=_EXPIRES_MS,
        )

    async def beat(self, service: Service, heartbeat: Heartbeat) -> None:
        """Write this worker's heartbeat; it expires by itself. Raises one of `Unavailable`."""
        pool = await self._connected()
        await pool.set(f"wego:heartbeat:{service}", msgspec.json.encode(heartbeat), ex=_HEARTBEAT_SECONDS)

    async def heartbeats(self) -> dict[str, Heartbeat]:
        """Of the workers that live. Raises one of `Unavailable`: no Redis is a finding of its own."""
        pool = await self._connected()
        found = await pool.mget([f"wego:heartbeat:{service}" for service in SERVICES])
        pairs = zip(SERVICES, found, strict=True)
        return {service: msgspec.json.decode(raw, type=Heartbeat) for service, raw in pairs if raw}

    async def close(self) -> None:
        if self._pool is not None:
            await self._pool.aclose(close_connection_pool=True)
            self._pool = None

    async def _connected(self) -> ArqRedis:
        if self._pool is None:
            self._pool = await create_pool(_settings(self._url), job_serializer=_serialize)
        return self._pool


def queue_name(service: str) -> str:
    return f"wego:queue:{service}"


async def consume(url: str, service: Service, receive: Receive, *, until_empty: bool = False) -> None:
    """Take batches from this service's queue until cancelled, or once until it is empty.

    Raises one of `Unavailable` when Redis goes.
    """

    async def entry(ctx: dict[Any, Any], *args: Any, **_: Any) -> None:  # noqa: ARG001  # the signature of arq
        await receive(msgspec.msgpack.decode(args[0], type=Batch))

    logging.getLogger("arq").setLevel(logging.ERROR)
    worker = Worker(
        functions=[func(entry, name="receive", timeout=_TIMEOUT, keep_result=0, max_tries=10_000)],
        queue_name=queue_name(service),
        redis_settings=_settings(url),
        handle_signals=False,
        burst=until_empty,
        poll_delay=0.05,
        max_jobs=4,
        keep_result=0,
        job_serializer=_serialize,
        job_deserializer=msgspec.msgpack.decode,
        health_check_interval=3600,
    )
    try:
        await worker.main()
    finally:
        await _closed(worker)


async def _closed(worker: Worker) -> None:
    """Its jobs are cancelled, its lines closed. arq's own way asks Redis first: where that is gone, it leaves both, and
    the cancelling of a job would be taken for that of the whole.
    """
    for task in worker.tasks.values():
        task.cancel()
    await asyncio.gather(*worker.tasks.values(), return_exceptions=True)
    if worker.pool is not None:  # it came as far as Redis
        await worker.pool.aclose(close_connection_pool=True)


def now() -> datetime:
    """The wall clock of heartbeats: Redis and its readers are outside any transaction."""
    return datetime.now(UTC)
