"""First answers to requests that carry an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header)."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.registration.domain.registration import Status
from shared import sql as sql_files
from shared.db import Tx


class Answer(msgspec.Struct, frozen=True):
    """What was answered first, without the token, which is made again for that version of the link."""

    id: UUID
    status: Status
    link_version: int


class Kept(msgspec.Struct, frozen=True):
    body_sha256: bytes
    answer: Answer


sql = sql_files.load(__file__)
_find = sql.query("find_answer", Kept)
_keep = sql.command("keep_answer")
_forget = sql.command("forget_answers")


async def find(tx: Tx, scope: str, key: str) -> Kept | None:
    return await _find.one(tx, scope, key)


async def keep(tx: Tx, scope: str, key: str, kept: Kept) -> None:
    await _keep.run(tx, scope, key, kept.body_sha256, kept.answer, tx.now)


async def forget(tx: Tx, before: datetime) -> int:
    """Delete keys older than any sensible retry."""
    return await _forget.run(tx, before)
