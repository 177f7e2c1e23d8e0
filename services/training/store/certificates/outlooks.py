"""How many people of an occasion hold a certificate or may get one yet, as it was last counted."""

from datetime import datetime

from shared import sql as sql_files
from shared.db import Tx

sql = sql_files.load(__file__)
_due = sql.scalar("outlooks_to_count", str)
_put = sql.command("put_outlook")


async def due(tx: Tx, since: datetime) -> list[str]:
    """Keys of occasions that are over and where somebody has none: ended after `since`, or never counted."""
    return await _due.values(tx, tx.now, since)


async def put(tx: Tx, occasion: str, possible: int) -> None:
    await _put.run(tx, occasion, possible)
