"""First answers to requests that carry an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header)."""

from collections.abc import Mapping, Sequence
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
    """A key's first use: the hash of its body and the answer."""

    body_sha256: bytes
    answer: Answer


class KeyUse(msgspec.Struct, frozen=True):
    """A request's key. `scope` names route and event."""

    scope: str
    key: str
    body_sha256: bytes

    @property
    def place(self) -> tuple[str, str]:
        """What tells keys apart."""
        return self.scope, self.key


class _Row(msgspec.Struct, frozen=True):
    scope: str
    key: str
    body_sha256: bytes
    answer: Answer


sql = sql_files.load(__file__)
_find = sql.query("find_answers", _Row)
_keep = sql.command("keep_answers")
_forget = sql.command("forget_answers")


async def find_all(tx: Tx, uses: Sequence[KeyUse]) -> dict[tuple[str, str], Kept]:
    """The first answers of those keys that were used before."""
    if not uses:
        return {}
    rows = await _find.all(tx, [use.scope for use in uses], [use.key for use in uses])
    return {(row.scope, row.key): Kept(row.body_sha256, row.answer) for row in rows}


async def keep_all(tx: Tx, new: Mapping[KeyUse, Kept]) -> None:
    """In the transaction of what they answer."""
    if new:
        await _keep.run(
            tx,
            tx.now,
            [use.scope for use in new],
            [use.key for use in new],
            [kept.body_sha256 for kept in new.values()],
            [kept.answer for kept in new.values()],
        )


async def forget(tx: Tx, before: datetime) -> int:
    """Delete keys older than any sensible retry."""
    return await _forget.run(tx, before)
