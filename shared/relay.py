"""The relay carries outbox rows to Redis. One runs in each worker; several share the rows by SKIP LOCKED."""

import asyncio
import logging
from uuid import UUID

from shared import outbox
from shared.bells import Listener
from shared.db import Database
from shared.queue import Batch, Queue, Unavailable

log = logging.getLogger(__name__)

BATCH = 200
POLL_SECONDS = 1.0


async def relay_once(db: Database, queue: Queue, service: str) -> int:
    """Carry what is due, one arq job a receiver; returns how many rows. Rows are claimed in a transaction of their own
    before anything is sent: a process killed in between leaves them to come back by themselves.

    Raises one of `Unavailable` when Redis is gone; the rows are given back first.
    """
    async with db.transaction() as tx:
        rows = await outbox.claim(tx, BATCH)
    by_receiver: dict[str, list[tuple[UUID | None, bytes]]] = {}
    for row in sorted(rows, key=lambda row: row.id):
        by_receiver.setdefault(row.receiver, []).append((row.id, row.payload))
    while by_receiver:
        receiver, batch = next(iter(by_receiver.items()))
        try:
            await queue.send(receiver, Batch(service, batch))
        except Unavailable:
            unsent = [id_ for part in by_receiver.values() for id_, _ in part if id_ is not None]
            async with db.transaction() as tx:
                await outbox.release(tx, unsent)
            raise
        del by_receiver[receiver]
    return len(rows)


async def relay_forever(db: Database, queue: Queue, service: str, listener: Listener) -> None:
    """Relay until cancelled; a lost Redis or database is logged and tried again after a second."""
    while True:
        try:
            if await relay_once(db, queue, service) < BATCH:
                await listener.wait(POLL_SECONDS)
        except Unavailable as error:
            log.warning("queue not reachable, jobs wait in the outbox", extra={"error": type(error).__name__})
            await asyncio.sleep(1)
