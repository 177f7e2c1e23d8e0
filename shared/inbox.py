"""What a receiver does with a batch: each job acts once, in the transaction that records its id; then it confirms."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

import msgspec

from shared import outbox
from shared.contracts import Job
from shared.contracts.common import OutboxConfirm
from shared.db import Tx
from shared.house import House
from shared.queue import Batch, Queue

log = logging.getLogger(__name__)

Handler = Callable[[House, Tx, Any], Awaitable[None]]
Handlers = Mapping[type[Job], Handler]
Rows = list[tuple[UUID, Job]]
Arrange = Callable[[Rows], Rows]


class NotYet(Exception):
    """A handler cannot act on this job before another one has come: it is relayed again later."""


class Receiver:
    """Applies batches to one service. `job_type` is the union of the jobs it takes. `arrange`: the order in which the
    jobs of a batch take their locks, so that two batches do not wait for each other.
    """

    def __init__(self, house: House, queue: Queue, job_type: Any, handlers: Handlers, arrange: Arrange = list) -> None:
        self._house = house
        self._queue = queue
        self._decoder = msgspec.msgpack.Decoder(job_type)
        self._handlers = handlers
        self._arrange = arrange

    async def receive(self, batch: Batch) -> None:
        """Apply what is new, confirm everything applied now or before. A job that fails is left to be relayed again.

        Raises one of queue.Unavailable when the confirmation cannot be sent: the sender relays again, and it is then.
        """
        rows: Rows = []
        for id_, payload in batch.rows:
            try:
                job = self._decoder.decode(payload)
            except msgspec.DecodeError as error:
                log.error("job not understood", extra={"job": str(id_), "sender": batch.sender, "error": str(error)})
                continue
            if id_ is None:
                await self._confirmed(batch.sender, job)
            else:
                rows.append((id_, job))
        done = await self._apply(batch.sender, self._arrange(rows))
        if done:
            confirm = msgspec.msgpack.encode(OutboxConfirm(by=self._house.service, ids=tuple(done)))
            await self._queue.send(batch.sender, Batch(self._house.service, [(None, confirm)]))

    async def _confirmed(self, sender: str, job: Job) -> None:
        if not isinstance(job, OutboxConfirm) or job.by != sender:
            log.error("job without an id", extra={"sender": sender, "kind": outbox.kind(job)})
            return
        async with self._house.db.transaction() as tx:
            await outbox.confirm(tx, job.ids, by=job.by)

    async def _apply(self, sender: str, rows: Rows) -> list[UUID]:
        """All in one transaction; if one of them fails, each in its own, so that it fails alone."""
        if not rows:
            return []
        try:
            return await self._apply_together(sender, rows)
        except Exception as error:  # noqa: BLE001  # reported below, once per job, when each is tried alone
            if len(rows) == 1:
                self._report(rows[0], error)
                return []
        done: list[UUID] = []
        for row in rows:
            done += await self._apply(sender, [row])
        return done

    async def _apply_together(self, sender: str, rows: Rows) -> list[UUID]:
        ids = [id_ for id_, _ in rows]
        async with self._house.db.transaction() as tx:
            new = await outbox.record(tx, ids, sender=sender)
            for id_, job in rows:
                if id_ in new:
                    await self._handlers[type(job)](self._house, tx, job)
        return ids

    def _report(self, row: tuple[UUID, Job], error: Exception) -> None:
        facts = {"job": str(row[0]), "kind": outbox.kind(row[1])}
        if isinstance(error, NotYet):
            log.info("job waits for another", extra=facts)
        else:
            log.error("job failed, it will come again", extra=facts, exc_info=error)
