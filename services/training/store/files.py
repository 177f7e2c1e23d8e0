"""What is known of uploaded files. Their content lies outside the database."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.training.domain import stay
from services.training.domain.nomination_files import KEPT_AFTER_COURSE
from services.training.domain.stored_file import StoredFile
from shared import sql as sql_files
from shared.db import Tx

sql = sql_files.load(__file__)
_insert = sql.command("insert_file")
_by_id = sql.query("file_by_id", StoredFile)
_of_owners = sql.query("files_of_owners", StoredFile)
_delete = sql.scalar("delete_file", UUID)
_delete_of = sql.scalar("delete_files_of", UUID)
_delete_due = sql.scalar("delete_due_files", UUID)
_follow_cohorts = sql.command("follow_cohorts")
_follow_places = sql.command("follow_places")
_delete_of_withdrawn = sql.scalar("delete_files_of_withdrawn", UUID)
_known = sql.scalar("known_files", UUID)


async def insert(tx: Tx, file: StoredFile) -> None:
    """Raises asyncpg.UniqueViolationError (files_one_of_a_kind)."""
    own = (file.id, file.owner, file.kind, file.name, file.size, file.sha256, file.media_type)
    await _insert.run(tx, *own, file.uploaded_by, file.uploaded_at, file.delete_after)


async def by_id(tx: Tx, id: UUID) -> StoredFile | None:  # noqa: A002  # the row's id
    return await _by_id.one(tx, id)


async def of_owners(tx: Tx, owners: Sequence[str]) -> list[StoredFile]:
    """In one statement for as many as there are."""
    return await _of_owners.all(tx, list(owners))


async def delete(tx: Tx, owner: str, kind: str) -> list[UUID]:
    """Whose content is to be deleted once this is committed."""
    return await _delete.values(tx, owner, kind)


async def delete_of(tx: Tx, owner: str) -> list[UUID]:
    """The same for everything an owner has."""
    return await _delete_of.values(tx, owner)


async def delete_due(tx: Tx, now: datetime) -> list[UUID]:
    """The same for whatever has served its time."""
    return await _delete_due.values(tx, now)


async def known(tx: Tx, ids: Sequence[UUID]) -> set[UUID]:
    """Which of these have a row."""
    return set(await _known.values(tx, list(ids)))


async def delete_of_withdrawn(tx: Tx, before: datetime) -> list[UUID]:
    """The same for what was sent for places that were given up before this."""
    return await _delete_of_withdrawn.values(tx, before)


async def follow_cohorts(tx: Tx) -> None:
    """Files stay as long after the course as was said, also where it was moved."""
    await _follow_cohorts.run(tx, KEPT_AFTER_COURSE)
    await _follow_places.run(tx, stay.KEPT_AFTER_COURSE)
