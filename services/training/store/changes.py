"""Changes of timetables that people are still to be told of."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.changes import Told
from shared import sql as sql_files
from shared.db import Tx


class Waiting(msgspec.Struct, frozen=True):
    """A session that changed, and what people know of it; `told` None: nothing, it is new."""

    session_id: UUID
    told: Told | None


sql = sql_files.load(__file__)
_keep_told = sql.command("keep_told")
_due = sql.command("changes_due")
_cohort_due = sql.scalar("cohort_due", UUID)
_of = sql.query("changes_of", Waiting)
_forget = sql.command("forget_changes")
_settled = sql.command("changes_settled")
_end_quiet = sql.command("end_quiet")
_next_due = sql.scalar("next_changes_due", datetime)


async def keep(tx: Tx, cohort_id: UUID, session_id: UUID, told: Told | None, due: datetime) -> None:
    """Keep what people know, unless an older change did, and tell them at `due`."""
    await _keep_told.run(tx, session_id, cohort_id, told)
    await _due.run(tx, cohort_id, due)


async def cohort_due(tx: Tx) -> UUID | None:
    """A cohort whose changes are due, locked; None where there is none, or other workers have them all."""
    return await _cohort_due.value(tx, tx.now)


async def of_cohort(tx: Tx, cohort_id: UUID) -> list[Waiting]:
    return await _of.all(tx, cohort_id)


async def settle(tx: Tx, cohort_id: UUID) -> None:
    """Everybody was told, or nobody is to be told any more."""
    await _forget.run(tx, cohort_id)
    await _settled.run(tx, cohort_id)


async def end_quiet(tx: Tx, cohort_id: UUID) -> bool:
    """People are told now. False where no change waits."""
    return await _end_quiet.run(tx, cohort_id, tx.now) == 1


async def next_due(tx: Tx) -> datetime | None:
    return await _next_due.value(tx)
