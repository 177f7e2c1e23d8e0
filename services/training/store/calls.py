"""Calls for nominations, one a cohort."""

from uuid import UUID

from services.training.domain.call import Call, CallFields
from shared import sql as sql_files
from shared.db import Tx
from shared.when import instant

sql = sql_files.load(__file__)
_of_cohort = sql.query("call_of_cohort", Call)
_lock = sql.query("lock_call", Call)
_insert = sql.command("insert_call")
_change = sql.command("change_call")


async def of_cohort(tx: Tx, cohort_id: UUID) -> Call | None:
    return await _of_cohort.one(tx, cohort_id)


async def lock(tx: Tx, cohort_id: UUID) -> Call | None:
    """What is submitted to one call is submitted one after the other."""
    return await _lock.one(tx, cohort_id)


async def insert(tx: Tx, cohort_id: UUID, fields: CallFields) -> bool:
    """False where the cohort has one."""
    return await _insert.run(tx, cohort_id, *_values(fields)) == 1


async def change(tx: Tx, before: Call, fields: CallFields) -> bool:
    """False where another was quicker."""
    return await _change.run(tx, before.cohort_id, *_values(fields), before.revision) == 1


def _values(fields: CallFields) -> tuple[object, ...]:
    zone = fields.timezone
    return (
        fields.opens, fields.closes, zone, instant(fields.opens, zone), instant(fields.closes, zone), fields.text,
        fields.questions, fields.criteria, fields.quotas, fields.per_organisation, fields.accept_days,
    )  # fmt: skip
