"""What waits for the staff or for one person, as the other services tell it."""

from datetime import datetime

from services.registration.domain.desk_items import DeskItem
from shared import sql as sql_files
from shared.address import same_person
from shared.contracts.registration import DeskPut
from shared.db import Tx

sql = sql_files.load(__file__)
_put = sql.command("put_desk_item")
_open = sql.query("open_desk_items", DeskItem)
_has_open = sql.scalar("has_open_desk_items", bool)
_forget = sql.command("forget_desk_items")


async def put(tx: Tx, job: DeskPut) -> bool:
    """False where a newer revision is known. Of what is done only the key stays."""
    key = (job.owner, job.key, job.revision, job.kind)
    if job.count == 0:
        return await _put.run(tx, *key, "", {}, {}, 0, "", None, "", tx.now) == 1
    said = (job.title, job.facts, job.spoken, job.count, job.link, job.due)
    return await _put.run(tx, *key, *said, same_person(job.person), tx.now) == 1


async def of_staff(tx: Tx) -> list[DeskItem]:
    """Open tasks of the staff; what is due first comes first, then the larger."""
    return await _open.all(tx, "")


async def of_person(tx: Tx, email: str) -> list[DeskItem]:
    """Open items of one address, which nobody else sees."""
    return await _open.all(tx, same_person(email)) if email else []


async def has_open(tx: Tx, email: str) -> bool:
    """Whether anything here is this address's."""
    return bool(await _has_open.value(tx, same_person(email)))


async def forget(tx: Tx, before: datetime) -> int:
    """Delete what was done, or was a person's, and has not changed since this instant; returns how many."""
    return await _forget.run(tx, before)
