"""First answers to requests that carry an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header)."""

from uuid import UUID

import msgspec

from shared import sql as sql_files
from shared.db import Tx


class KeyUse(msgspec.Struct, frozen=True):
    """A request's key. `scope` names route, cohort and who asks."""

    scope: str
    key: str
    body_sha256: bytes


class Answer(msgspec.Struct, frozen=True):
    """What was made."""

    id: UUID


class Kept(msgspec.Struct, frozen=True):
    """A key's first use: the hash of its body and the answer."""

    body_sha256: bytes
    answer: Answer


sql = sql_files.load(__file__)
_find = sql.query("first_answer", Kept)
_keep = sql.command("keep_answer")


async def find(tx: Tx, use: KeyUse) -> Kept | None:
    return await _find.one(tx, use.scope, use.key)


async def keep(tx: Tx, use: KeyUse, answer: Answer) -> None:
    """In the transaction of what it answers. Raises asyncpg.UniqueViolationError (idempotency_keys_pkey)."""
    await _keep.run(tx, use.scope, use.key, use.body_sha256, answer, tx.now)
