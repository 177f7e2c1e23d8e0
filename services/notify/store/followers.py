"""Who follows which feeds in their own calendar."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.notify.domain.items import CANCELLED_KEPT
from services.notify.store.items import ItemOfPerson
from shared import sql as sql_files
from shared.contracts.notify import CalendarFollow
from shared.db import Tx
from shared.identity.people import person_id


class Follower(msgspec.Struct, frozen=True):
    """Whose part it is, and the version of the address of its calendar."""

    person_id: UUID
    link_version: int


sql = sql_files.load(__file__)
_put = sql.command("put_follower")
_items = sql.query("items_followed", ItemOfPerson)
_follower = sql.query("follower", Follower)
_items_of_follower = sql.query("items_of_follower", ItemOfPerson)
_erase = sql.command("erase_followers")


async def put(tx: Tx, job: CalendarFollow) -> bool:
    """False where a revision as new is known."""
    who = (job.owner, job.id, person_id(job.email), job.revision)
    return await _put.run(tx, *who, list(job.feeds), tx.now, job.until, job.link_version) == 1


async def items_of(tx: Tx, person: UUID) -> list[ItemOfPerson]:
    """What stands in the feeds that this person follows; what was cancelled stays for 90 days."""
    return await _items.all(tx, person, tx.now - CANCELLED_KEPT)


async def find(tx: Tx, owner: str, id: UUID) -> Follower | None:  # noqa: A002  # the row's id
    return await _follower.one(tx, owner, id)


async def items_for(tx: Tx, owner: str, id: UUID) -> list[ItemOfPerson]:  # noqa: A002  # the row's id
    """What stands in the feeds of one part alone."""
    return await _items_of_follower.all(tx, owner, id, tx.now - CANCELLED_KEPT)


async def erase(tx: Tx, over_before: datetime) -> int:
    return await _erase.run(tx, over_before)
