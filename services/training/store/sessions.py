"""Sessions of a cohort's timetable, in the order of their time."""

from collections.abc import Sequence
from uuid import UUID

from services.training.domain.session import Session, SessionFields
from shared import sql as sql_files
from shared.db import Tx
from shared.ids import uuid7

sql = sql_files.load(__file__)
_of_cohort = sql.query("sessions_of_cohort", Session)
_by_id = sql.query("session_by_id", Session)
_slugs = sql.scalar("session_slugs", str)
_insert = sql.command("insert_session")
_update = sql.command("update_session")
_cancel = sql.command("cancel_session")
_restore = sql.command("restore_session")
_revise = sql.command("revise_sessions")
_delete_trainers = sql.command("delete_session_trainers")
_insert_trainers = sql.command("insert_session_trainers")


async def of_cohort(tx: Tx, cohort_id: UUID) -> list[Session]:
    """Every session, the cancelled too, by time."""
    return await _of_cohort.all(tx, cohort_id)


async def by_id(tx: Tx, id: UUID) -> Session | None:  # noqa: A002  # the row's id
    return await _by_id.one(tx, id)


async def slugs(tx: Tx, cohort_id: UUID) -> set[str]:
    """Those that are taken."""
    return set(await _slugs.values(tx, cohort_id))


async def insert(tx: Tx, cohort_id: UUID, slug: str, fields: SessionFields, *, id_: UUID | None = None) -> UUID:
    """Raises asyncpg.UniqueViolationError (sessions_slug) where the slug is taken."""
    id_ = id_ or uuid7()
    await _insert.run(tx, id_, cohort_id, slug, *_values(fields), tx.now)
    await _insert_trainers.run(tx, id_, list(fields.trainer_ids))
    return id_


async def update(tx: Tx, before: Session, fields: SessionFields) -> bool:
    """Change it if it still is at the revision of `before`; False if another was quicker."""
    if await _update.run(tx, before.id, before.revision, *_values(fields), tx.now) != 1:
        return False
    if before.trainer_ids != fields.trainer_ids:
        await _delete_trainers.run(tx, before.id)
        await _insert_trainers.run(tx, before.id, list(fields.trainer_ids))
    return True


async def cancel(tx: Tx, id: UUID) -> bool:  # noqa: A002  # the row's id
    """False where it was cancelled already."""
    return await _cancel.run(tx, id, tx.now) == 1


async def restore(tx: Tx, id: UUID) -> bool:  # noqa: A002  # the row's id
    """False where it takes place already."""
    return await _restore.run(tx, id, tx.now) == 1


async def revise(tx: Tx, cohort_id: UUID) -> None:
    """A new revision for every session, so that others take what they are told of them."""
    await _revise.run(tx, cohort_id)


def _values(fields: SessionFields) -> Sequence[object]:
    when = fields.when
    clock = (
        fields.starts,
        fields.ends,
        fields.timezone,
        when.starts_at(fields.timezone),
        when.ends_at(fields.timezone),
    )
    where = (fields.place, fields.join_url, list(fields.groups), fields.mandatory)
    return (fields.module, fields.kind, fields.title, *clock, *where, fields.description, list(fields.materials))
