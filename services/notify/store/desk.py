"""What the desk was told of mail."""

import msgspec

from shared import sql as sql_files
from shared.db import Tx


class Told(msgspec.Struct, frozen=True):
    """What the desk is to be told now."""

    revision: int
    count: int


sql = sql_files.load(__file__)
_tell_count = sql.query("tell_count", Told)
_next_revision = sql.scalar("next_revision", int)


async def tell_count(tx: Tx, key: str) -> Told | None:
    """How many mails failed and were not looked at, with a new revision; None where the desk knows the number."""
    return await _tell_count.one(tx, key)


async def next_revision(tx: Tx) -> int:
    """Greater than every one before."""
    revision = await _next_revision.value(tx)
    assert revision is not None, "a sequence has a next value"
    return revision
