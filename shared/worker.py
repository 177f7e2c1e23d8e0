"""A worker process: takes jobs from the queue, relays the outbox, does periodic work, and says that it lives."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial
from typing import Any

import msgspec

from shared import outbox, queue
from shared.bells import Listener
from shared.house import House, opened
from shared.inbox import Arrange, Handlers, Receiver
from shared.queue import Heartbeat, Queue
from shared.relay import relay_forever
from shared.settings import Settings

log = logging.getLogger(__name__)

_INBOX_KEPT = timedelta(days=30)
_BEAT_SECONDS = 5
_RESTART_SECONDS = 1.0
_POOL, _TICKS_AT_ONCE = 6, 2  # each periodic work holds a connection for its lock while it takes others to work on

Loop = Callable[[House], Awaitable[None]]


class Periodic(msgspec.Struct, frozen=True):
    """Work done every so many seconds, by one of a service's workers: whichever gets the advisory lock of that name."""

    name: str
    every: float
    run: Callable[[House], Awaitable[None]]


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What one service's worker does. `loops` run beside the queue until cancelled and are restarted when they fail.

    `vital_signs` fills the heartbeat.
    """

    job_type: Any
    handlers: Handlers
    arrange: Arrange = list
    periodic: Sequence[Periodic] = ()
    loops: Sequence[Loop] = ()
    vital_signs: Callable[[House], Awaitable[Heartbeat]] | None = None


async def _prune_inbox(house: House) -> None:
    async with house.db.transaction() as tx:
        await outbox.prune(tx, tx.now - _INBOX_KEPT)


SHARED_PERIODIC = (Periodic("prune-inbox", 3600, _prune_inbox),)


async def run(settings: Settings, work: Work) -> None:
    """Work until cancelled. A lost Redis or database ends nothing: each part starts again after a second."""
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(opened(settings, max_size=_POOL))
        relay_queue, receive_queue = Queue(settings.redis_url), Queue(settings.redis_url)
        stack.push_async_callback(relay_queue.close)
        stack.push_async_callback(receive_queue.close)
        listener = Listener(settings.database_url, settings.service, outbox.BELL)
        stack.push_async_callback(listener.close)
        receiver = Receiver(house, receive_queue, work.job_type, work.handlers, work.arrange)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(
                _kept_up("queue", lambda: queue.consume(settings.redis_url, settings.service, receiver.receive))
            )
            tasks.create_task(
                _kept_up("relay", lambda: relay_forever(house.db, relay_queue, settings.service, listener))
            )
            tasks.create_task(_kept_up("heartbeat", lambda: _beat(house, relay_queue, work)))
            turns = asyncio.Semaphore(_TICKS_AT_ONCE)
            for periodic in (*SHARED_PERIODIC, *work.periodic):
                tasks.create_task(_kept_up(periodic.name, partial(_tick, house, periodic, turns)))
            for loop in work.loops:
                tasks.create_task(_kept_up(getattr(loop, "__name__", "loop"), partial(loop, house)))


async def _kept_up(name: str, start: Callable[[], Awaitable[None]]) -> None:
    """Run it, and run it again a second after it fails."""
    while True:
        try:
            await start()
        except Exception as error:  # whatever it was: said, and started again
            log.error("part of the worker failed, starting it again", extra={"part": name}, exc_info=error)
        await asyncio.sleep(_RESTART_SECONDS)


async def _beat(house: House, via: Queue, work: Work) -> None:
    while True:
        heartbeat = await work.vital_signs(house) if work.vital_signs else Heartbeat(at=queue.now())
        try:
            await via.beat(house.service, heartbeat)
        except queue.Unavailable as error:
            log.warning("heartbeat not written", extra={"error": type(error).__name__})
        await asyncio.sleep(_BEAT_SECONDS)


async def _tick(house: House, periodic: Periodic, turns: asyncio.Semaphore) -> None:
    """One run of periodic work, if no other worker is at it, then the pause."""
    lock = f"{house.service} {periodic.name}"  # a lock holds for the whole database, and services share names
    async with turns, house.db.connection() as conn:
        if await conn.fetchval("SELECT pg_try_advisory_lock(hashtext($1))", lock):
            try:
                await periodic.run(house)
            finally:
                await conn.execute("SELECT pg_advisory_unlock(hashtext($1))", lock)
    await asyncio.sleep(periodic.every)
