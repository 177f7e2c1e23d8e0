"""Who has a place in a cohort."""

from uuid import UUID

from services.training.domain.participant import Participant, PlaceStatus
from services.training.domain.participant_form import ParticipantFields
from shared import sql as sql_files
from shared.db import Tx
from shared.ids import uuid7

sql = sql_files.load(__file__)
_insert = sql.query("insert_participant", Participant)
_by_id = sql.query("participant_by_id", Participant)
_lock = sql.query("lock_participant", Participant)
_of_cohort = sql.query("participants_of_cohort", Participant)
_set_status = sql.query("set_participant_status", Participant)
_change = sql.query("change_participant", Participant)


async def insert(tx: Tx, cohort_id: UUID, fields: ParticipantFields) -> Participant:
    """A confirmed place. Raises asyncpg.UniqueViolationError (participants_one_per_person)."""
    row = await _insert.one(tx, uuid7(), cohort_id, *_values(fields), tx.now)
    assert row is not None
    return row


async def by_id(tx: Tx, id: UUID) -> Participant | None:  # noqa: A002  # the row's id
    return await _by_id.one(tx, id)


async def lock(tx: Tx, id: UUID) -> Participant | None:  # noqa: A002  # the row's id
    return await _lock.one(tx, id)


async def of_cohort(tx: Tx, cohort_id: UUID, status: PlaceStatus | None = PlaceStatus.CONFIRMED) -> list[Participant]:
    """By name; with `status` None the withdrawn too."""
    return await _of_cohort.all(tx, cohort_id, status)


async def set_status(tx: Tx, before: Participant, status: PlaceStatus) -> Participant | None:
    """Change it if it still is as it was; None if another was quicker."""
    return await _set_status.one(tx, before.id, before.status, status, tx.now)


async def change(tx: Tx, id: UUID, fields: ParticipantFields, *, new_link: bool) -> Participant:  # noqa: A002
    """Raises asyncpg.UniqueViolationError (participants_one_per_person) where the new address has a place."""
    row = await _change.one(tx, id, *_values(fields), tx.now, int(new_link))
    assert row is not None
    return row


def _values(fields: ParticipantFields) -> tuple[object, ...]:
    own = (fields.email, fields.official, fields.organisation, fields.organisation_id)
    return (*own, fields.city, fields.country, fields.group_key)
