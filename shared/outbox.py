"""Outbox and inbox: a job is written in the transaction of the change that causes it, and applied once.

`put` writes; the relay (shared/relay.py) carries rows to Redis; the receiver records each id in its inbox in the
transaction of the effect and confirms; `confirm` deletes the row. An unconfirmed row is relayed again.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from shared import sql as sql_files
from shared.contracts import Job
from shared.db import Tx
from shared.ids import uuid7
from shared.settings import Service

BELL = "outbox"


class Claimed(msgspec.Struct, frozen=True):
    """A row that this relay carries now."""

    id: UUID
    receiver: str
    payload: bytes


sql = sql_files.load(__file__)
_insert = sql.command("insert_job")
_insert_many = sql.command("insert_jobs")
_claim = sql.query("claim_jobs", Claimed)
_release = sql.command("release_jobs")
_confirm = sql.command("confirm_jobs")
_oldest = sql.scalar("oldest_job", datetime)
_record = sql.scalar("record_in_inbox", UUID)
_prune = sql.command("prune_inbox")


def kind(job: Job) -> str:
    """The job's tag, such as "calendar.put"."""
    return str(job.__struct_config__.tag)


async def put(tx: Tx, job: Job, *, to: Service) -> UUID:
    """Write a job for another service in this transaction. Returns its id (UUIDv7)."""
    row = uuid7()
    await _insert.run(tx, row, to, kind(job), msgspec.msgpack.encode(job), tx.now)
    tx.ring(BELL)
    return row


async def put_many(tx: Tx, jobs: Sequence[Job], *, to: Service) -> None:
    """The same for several jobs, in one statement."""
    if not jobs:
        return
    ids = [uuid7() for _ in jobs]
    payloads = [msgspec.msgpack.encode(job) for job in jobs]
    await _insert_many.run(tx, ids, to, [kind(job) for job in jobs], payloads, tx.now)
    tx.ring(BELL)


async def claim(tx: Tx, limit: int) -> list[Claimed]:
    """Rows that are due, now this relay's until their next relay_at: 15 s, doubling up to 10 min."""
    return await _claim.all(tx, tx.now, limit)


async def release(tx: Tx, ids: Sequence[UUID]) -> None:
    """Give rows back that could not be carried; they are due at once and the try does not count."""
    await _release.run(tx, ids, tx.now)


async def confirm(tx: Tx, ids: Sequence[UUID], *, by: str) -> int:
    """Delete rows that `by` has applied. Ids of another receiver, or confirmed before, change nothing."""
    return await _confirm.run(tx, list(ids), by)


async def oldest(tx: Tx) -> datetime | None:
    """When the oldest unconfirmed job was written."""
    return await _oldest.value(tx)


async def record(tx: Tx, ids: Sequence[UUID], *, sender: str) -> set[UUID]:
    """Write ids into the inbox; returns those that were new and are to be applied in this transaction."""
    return set(await _record.values(tx, list(ids), sender, tx.now))


async def prune(tx: Tx, before: datetime) -> int:
    """Forget inbox ids older than any possible repeat."""
    return await _prune.run(tx, before)
