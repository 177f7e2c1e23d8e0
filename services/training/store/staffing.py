"""A cohort's parallel groups, its trainers, and the accounts of staff that may work on it."""

from uuid import UUID

from services.training.domain.session import Group, Trainer
from services.training.domain.trainer_form import TrainerFields
from shared import sql as sql_files
from shared.db import Tx
from shared.ids import uuid7

sql = sql_files.load(__file__)
_groups = sql.query("groups_of_cohort", Group)
_put_group = sql.command("put_group")
_delete_group = sql.command("delete_group")
_trainers = sql.query("trainers_of_cohort", Trainer)
_trainer = sql.query("trainer_by_id", Trainer)
_insert_trainer = sql.query("insert_trainer", Trainer)
_change_trainer = sql.query("change_trainer", Trainer)
_remove_trainer = sql.scalar("remove_trainer", int)
_is_staff = sql.scalar("is_cohort_staff", bool)
_cohorts_of_staff = sql.scalar("cohorts_of_staff", UUID)
_staff_of_cohort = sql.scalar("staff_of_cohort", UUID)
_add_staff = sql.command("add_cohort_staff")
_remove_staff = sql.command("remove_cohort_staff")


async def groups(tx: Tx, cohort_id: UUID) -> list[Group]:
    """In their order."""
    return await _groups.all(tx, cohort_id)


async def put_group(tx: Tx, group: Group) -> None:
    await _put_group.run(tx, group.cohort_id, group.key, group.name, group.position)


async def delete_group(tx: Tx, cohort_id: UUID, key: str) -> bool:
    """False where there is none, or a session is for it.

    Raises asyncpg.ForeignKeyViolationError (participants_group) while somebody is in it.
    """
    return await _delete_group.run(tx, cohort_id, key) == 1


async def trainers(tx: Tx, cohort_id: UUID) -> list[Trainer]:
    """By name."""
    return await _trainers.all(tx, cohort_id)


async def trainer(tx: Tx, id: UUID) -> Trainer | None:  # noqa: A002  # the row's id
    return await _trainer.one(tx, id)


async def insert_trainer(tx: Tx, cohort_id: UUID, fields: TrainerFields) -> Trainer:
    """Raises asyncpg.UniqueViolationError (trainers_once) for a name that the cohort has."""
    row = await _insert_trainer.one(tx, uuid7(), cohort_id, *_values(fields))
    assert row is not None
    return row


async def change_trainer(tx: Tx, id: UUID, fields: TrainerFields) -> Trainer | None:  # noqa: A002  # the row's id
    """None where the trainer is gone. Raises asyncpg.UniqueViolationError (trainers_once)."""
    return await _change_trainer.one(tx, id, *_values(fields))


async def remove_trainer(tx: Tx, id: UUID) -> int | None:  # noqa: A002  # the row's id
    """The revision of the end; None where the trainer is gone already.

    Raises asyncpg.ForeignKeyViolationError (session_trainers_teaches) for one who teaches.
    """
    return await _remove_trainer.value(tx, id)


async def is_staff(tx: Tx, staff_id: UUID, cohort_id: UUID) -> bool:
    """Whether a trainer's account was given this cohort."""
    return bool(await _is_staff.value(tx, staff_id, cohort_id))


async def cohorts_of_staff(tx: Tx, staff_id: UUID) -> list[UUID]:
    """The cohorts that a trainer's account was given."""
    return await _cohorts_of_staff.values(tx, staff_id)


async def staff_of_cohort(tx: Tx, cohort_id: UUID) -> set[UUID]:
    """The accounts that were given this cohort."""
    return set(await _staff_of_cohort.values(tx, cohort_id))


async def add_staff(tx: Tx, staff_id: UUID, cohort_id: UUID) -> bool:
    """False where it was given already."""
    return await _add_staff.run(tx, staff_id, cohort_id) == 1


async def remove_staff(tx: Tx, staff_id: UUID, cohort_id: UUID) -> bool:
    """False where it was not given."""
    return await _remove_staff.run(tx, staff_id, cohort_id) == 1


def _values(fields: TrainerFields) -> tuple[object, ...]:
    return (fields.name, fields.native_name, fields.native_name_language, fields.email, fields.organisation)
