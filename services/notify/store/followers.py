"""Who follows which feeds in their own calendar."""

from datetime import datetime
from uuid import UUID

from services.notify.domain.items import CANCELLED_KEPT
from services.notify.store.items import ItemOfPerson
from shared import sql as sql_files
from shared.contracts.notify import CalendarFollow
from shared.db import Tx
from shared.identity.people import person_id

sql = sql_files.load(__file__)
_put = sql.command("put_follower")
_items = sql.query("items_followed", ItemOfPerson)
_erase = sql.command("erase_followers")


async def put(tx: Tx, job: CalendarFollow) -> bool:
    """False where a revision as new is known."""
    who = (job.owner, job.id, person_id(job.email), job.revision)
    return await _put.run(tx, *who, list(job.feeds), tx.now, job.until) == 1


async def items_of(tx: Tx, person: UUID) -> list[ItemOfPerson]:
    """What stands in the feeds that this person follows; what was cancelled stays for 90 days."""
    return await _items.all(tx, person, tx.now - CANCELLED_KEPT)


async def erase(tx: Tx, over_before: datetime) -> int:
    return await _erase.run(tx, over_before)
