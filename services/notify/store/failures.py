"""Which failed mails their owner was told of."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from shared import sql as sql_files
from shared.db import Tx


class Failure(msgspec.Struct, frozen=True):
    """`key` is the item's at its owner, `reply` what the mail server said."""

    key: str
    email: str
    reply: str


sql = sql_files.load(__file__)
_note_failed = sql.query("note_failed", Failure)
_look_past = sql.command("look_past")
_note_arrived = sql.query("note_arrived", Failure)


async def note_failed(tx: Tx, ids: Sequence[UUID], owner: str) -> list[Failure]:
    """Those of this owner that were not told yet."""
    return await _note_failed.all(tx, list(ids), owner)


async def note_arrived(tx: Tx, id_: UUID, owner: str) -> list[Failure]:
    """Those that were told, about the item of this mail and to its person: they are told no more."""
    return await _note_arrived.all(tx, id_, owner)


async def look_past(tx: Tx, item_id: UUID, person: UUID) -> None:
    """What failed about this item to this person needs nobody any more."""
    await _look_past.run(tx, item_id, person, tx.now)
