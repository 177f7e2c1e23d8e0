"""Which courses are worth another look, and what was told of their attendance."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from services.training.domain.course import Course
from services.training.domain.warning import Counts, Told
from shared import sql as sql_files
from shared.db import Tx

sql = sql_files.load(__file__)
_to_look = sql.query("courses_to_look_at", Course)
_look = sql.query("look_at", Counts)
_set_counts = sql.command("set_counts")
_told = sql.query("told_of_cohort", Told)
_tell = sql.command("tell_attendance")


async def courses(tx: Tx, over_after: datetime, back: timedelta) -> list[Course]:
    """Those in which something happened since they were looked at, in one statement for all."""
    return await _to_look.all(tx, tx.now.date(), over_after, tx.now, back)


async def look(tx: Tx, cohort_id: UUID) -> Counts:
    """What stands on the desk. Nobody else looks at this course until the end of the transaction."""
    found = await _look.one(tx, cohort_id, tx.now)
    assert found is not None
    return found


async def set_counts(tx: Tx, cohort_id: UUID, counts: Counts) -> None:
    await _set_counts.run(tx, cohort_id, counts.excuses, counts.conflicts, counts.risk)


async def told(tx: Tx, cohort_id: UUID) -> dict[UUID, Told]:
    """By participant."""
    return {each.participant_id: each for each in await _told.all(tx, cohort_id)}


async def tell(tx: Tx, changed: Sequence[Told]) -> None:
    """All in one statement."""
    if changed:
        await _tell.run(tx, [{"participant_id": str(each.participant_id), "close": each.close,
                              "out_of_reach": each.out_of_reach} for each in changed])  # fmt: skip
