"""The ledger of marks, and what stands around it: cohorts as attendance sees them, devices."""

from collections.abc import Sequence
from uuid import UUID

from services.training.domain.attendance import Mark
from services.training.domain.course import Course
from services.training.domain.mark_form import Device
from shared import sql as sql_files
from shared.db import Tx

sql = sql_files.load(__file__)
_by_id = sql.query("course_by_id", Course)
_to_mark = sql.query("courses_to_mark", Course)
_set_rules = sql.command("set_attendance_rules")
_add = sql.scalar("add_marks", UUID)
_of_session = sql.query("marks_of_session", Mark)
_of_cohort = sql.query("marks_of_cohort", Mark)
_of_participant = sql.query("marks_of_participant", Mark)
_put_device = sql.command("put_device")
_devices = sql.query("devices_of_cohort", Device)


async def course_by_id(tx: Tx, id: UUID) -> Course | None:  # noqa: A002  # the row's id
    """Also one that is not published: its trainers work on it."""
    return await _by_id.one(tx, id)


async def courses_to_mark(tx: Tx, ids: Sequence[UUID] | None) -> list[Course]:
    """Those that are not over and have a timetable; of these ids, or of all."""
    return await _to_mark.all(tx, None if ids is None else list(ids), tx.now)


async def set_rules(tx: Tx, cohort_id: UUID, *, excused_counts: bool, grace: int) -> None:
    """What domain/rules.py says of these two."""
    await _set_rules.run(tx, cohort_id, excused_counts, grace, tx.now)


async def add(tx: Tx, marks: Sequence[Mark]) -> set[UUID]:
    """Adds those that are new, in one statement, and returns their ids. Raises asyncpg.ForeignKeyViolationError."""
    return set(await _add.values(tx, list(marks))) if marks else set()


async def of_session(tx: Tx, session_id: UUID) -> list[Mark]:
    """As they arrived."""
    return await _of_session.all(tx, session_id)


async def of_cohort(tx: Tx, cohort_id: UUID) -> list[Mark]:
    """The whole ledger of a cohort, in no order."""
    return await _of_cohort.all(tx, cohort_id)


async def of_participant(tx: Tx, participant_id: UUID) -> list[Mark]:
    """As they arrived."""
    return await _of_participant.all(tx, participant_id)


async def put_device(tx: Tx, cohort_id: UUID, device: Device) -> None:
    await _put_device.run(tx, device.id, cohort_id, device.name, device.kind, tx.now)


async def devices(tx: Tx, cohort_id: UUID) -> dict[UUID, Device]:
    """By their ids."""
    return {device.id: device for device in await _devices.all(tx, cohort_id)}
