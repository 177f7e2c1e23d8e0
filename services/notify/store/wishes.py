"""Who asked to be told of an item's date, as far as letters went to them, and who wants no more of that."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from shared import sql as sql_files
from shared.db import Tx


class Wish(msgspec.Struct, frozen=True):
    """An item that somebody is told of because they asked."""

    id: UUID
    title: str


sql = sql_files.load(__file__)
_of = sql.query("wishes_of", Wish)
_end = sql.command("end_wish")
_withhold = sql.command("withhold_wishes")
_erase = sql.command("erase_wishes_ended")


async def of_person(tx: Tx, person: UUID, templates: Sequence[str]) -> list[Wish]:
    """What the person is still told of by these templates."""
    return await _of.all(tx, person, tx.now, list(templates))


async def end(tx: Tx, item_id: UUID, person: UUID, templates: Sequence[str]) -> bool:
    """From now on the person is told nothing more of it, and what has not left stays. False: no letter ever was."""
    if await _end.run(tx, item_id, person, tx.now, list(templates)) == 0:
        return False
    await _withhold.run(tx, item_id, person, tx.now, list(templates))
    return True


async def erase(tx: Tx, before: datetime) -> int:
    """Of items that were over before this instant."""
    return await _erase.run(tx, before)
