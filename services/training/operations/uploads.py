"""Uploaded files: kept beside the row that has them, found again, swept away. For every part that takes files."""

import logging
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import msgspec

from services.training.domain.retention import WITHDRAWN_KEPT
from services.training.domain.stored_file import StoredFile
from services.training.store import files
from shared.db import Tx
from shared.errors import Gone, NotFound
from shared.files.cabinet import Arriving
from shared.files.names import clean_name
from shared.house import House
from shared.i18n.mark import mark

log = logging.getLogger(__name__)

NO_FILE = mark("There is no such file.")
_LOST = mark("This file is no longer here. Ask for it to be sent again.")
_BATCH = 500


class Opened(msgspec.Struct, frozen=True):
    """A file to be sent; the caller has checked who may have it."""

    file: StoredFile
    path: Path


async def keep(
    house: House, tx: Tx, arrived: Arriving, *, owner: str, kind: str, by: str, delete_after: datetime
) -> list[UUID]:
    """Put a file that was found good into its place, instead of the one before it.

    Returns what to delete (`house.cabinet.delete`) once the transaction is committed. Raises
    asyncpg.UniqueViolationError (files_one_of_a_kind) where another was quicker.
    """
    content = arrived.kind
    assert content is not None, "the domain takes only what it knows"
    replaced = await files.delete(tx, owner, kind)
    row = StoredFile(
        id=uuid4(),  # wholly random: it is the name in the cabinet too
        owner=owner,
        kind=kind,
        name=clean_name(arrived.filename, content),
        size=arrived.size,
        sha256=arrived.sha256,
        media_type=content.value,
        uploaded_by=by,
        uploaded_at=tx.now,
        delete_after=delete_after,
    )
    house.cabinet.keep(arrived, row.id)
    await files.insert(tx, row)
    return replaced


async def open_file(house: House, tx: Tx, owner: str, kind: str) -> Opened:
    """Raises NotFound, Gone where the content is lost."""
    found = next((each for each in await files.of_owners(tx, [owner]) if each.kind == kind), None)
    if found is None:
        raise NotFound(NO_FILE)
    path = house.cabinet.path(found.id)
    if not path.is_file():
        log.error("an uploaded file is lost", extra={"file": str(found.id)})
        raise Gone(_LOST)
    return Opened(found, path)


async def sweep(house: House) -> None:
    """A periodic task: deletes what has served its time, and what an end at the wrong moment left behind."""
    async with house.db.transaction() as tx:
        await files.follow_cohorts(tx)
        due = await files.delete_due(tx, tx.now) + await files.delete_of_withdrawn(tx, tx.now - WITHDRAWN_KEPT)
    house.cabinet.delete(due)
    old = list(house.cabinet.old_ids())
    orphans = 0
    for start in range(0, len(old), _BATCH):
        some = old[start : start + _BATCH]
        async with house.db.reading() as tx:
            known = await files.known(tx, some)
        nobodys = [each for each in some if each not in known]
        house.cabinet.delete(nobodys)
        orphans += len(nobodys)
    unfinished = house.cabinet.drop_unfinished()
    if due or orphans or unfinished:
        log.info("files deleted", extra={"due": len(due), "orphans": orphans, "unfinished": unfinished})
