"""Cohorts as staff see them, drafts too."""

from collections.abc import Sequence
from uuid import UUID

from services.training.domain.desk import DeskCohort
from shared import sql as sql_files
from shared.db import Tx

sql = sql_files.load(__file__)
_cohorts = sql.query("desk_cohorts", DeskCohort)
_lock = sql.scalar("lock_cohort", UUID)
_show_timetable = sql.command("show_timetable")
_cancel = sql.command("cancel_cohort")
_renew_trainer_link = sql.scalar("renew_trainer_link", int)


async def cohorts(tx: Tx, only: Sequence[UUID] | None) -> list[DeskCohort]:
    """What lies ahead, then what is over. `only` None: all."""
    return await _cohorts.all(tx, None if only is None else list(only), None, tx.now)


async def cohort(tx: Tx, slug: str) -> DeskCohort | None:
    return await _cohorts.one(tx, None, slug, tx.now)


async def by_id(tx: Tx, id: UUID) -> DeskCohort | None:  # noqa: A002  # the row's id
    return await _cohorts.one(tx, [id], None, tx.now)


async def lock(tx: Tx, slug: str) -> bool:
    """Take the cohort's lock: changes of its timetable and its places come one after the other."""
    return await _lock.value(tx, slug) is not None


async def show_timetable(tx: Tx, id: UUID, *, shown: bool) -> bool:  # noqa: A002  # the row's id
    """False where it is so already."""
    return await _show_timetable.run(tx, id, shown, tx.now) == 1


async def cancel(tx: Tx, id: UUID) -> None:  # noqa: A002  # the row's id
    """The caller holds the cohort's lock."""
    await _cancel.run(tx, id, tx.now)


async def renew_trainer_link(tx: Tx, id: UUID) -> int:  # noqa: A002  # the row's id
    """The new version; every older link of the cohort's trainers ends."""
    version = await _renew_trainer_link.value(tx, id, tx.now)
    assert version is not None
    return version
