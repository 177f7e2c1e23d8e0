"""Nominations, each with its organisation's name and region."""

from collections.abc import Collection, Sequence
from uuid import UUID

from services.training.domain.nomination import Nomination, NominationFields, State
from shared import sql as sql_files
from shared.db import Tx
from shared.ids import uuid7

sql = sql_files.load(__file__)
_by_id = sql.query("nomination_by_id", Nomination)
_lock = sql.query("lock_nomination", Nomination)
_of_organisations = sql.query("nominations_of_organisations", Nomination)
_of_cohort = sql.query("nominations_of_cohort", Nomination)
_count = sql.scalar("nominated_by_organisation", int)
_insert = sql.command("insert_nomination")
_change = sql.command("change_nomination")
_correct = sql.command("correct_nomination")
_set_state = sql.command("set_nomination_state")
_set_confirmed = sql.command("set_confirmed")
_renew_link = sql.command("renew_nominee_link")
_delete_draft = sql.command("delete_draft")


async def by_id(tx: Tx, id: UUID) -> Nomination | None:  # noqa: A002  # the row's id
    return await _by_id.one(tx, id)


async def lock(tx: Tx, id: UUID) -> Nomination | None:  # noqa: A002  # the row's id
    """Nobody else changes it until the end of the transaction."""
    return await _lock.one(tx, id)


async def of_organisations(tx: Tx, cohort_id: UUID, organisation_ids: Sequence[UUID]) -> list[Nomination]:
    """Drafts and withdrawn ones too: what the coordinators of these organisations see."""
    return await _of_organisations.all(tx, cohort_id, list(organisation_ids))


async def of_cohort(tx: Tx, cohort_id: UUID, states: Collection[State] | None = None) -> list[Nomination]:
    """By organisation, never a draft; `states` None: every other one."""
    return await _of_cohort.all(tx, cohort_id, None if states is None else list(states))


async def count(tx: Tx, cohort_id: UUID, organisation_id: UUID) -> int:
    """How many an organisation has submitted and not withdrawn."""
    return await _count.value(tx, cohort_id, organisation_id) or 0


async def insert(
    tx: Tx, cohort_id: UUID, organisation_id: UUID, fields: NominationFields, coordinator_id: UUID
) -> UUID:
    """A draft."""
    made = uuid7()
    await _insert.run(tx, made, cohort_id, organisation_id, *_values(fields), coordinator_id, tx.now)
    return made


async def change(tx: Tx, before: Nomination, fields: NominationFields, coordinator_id: UUID) -> bool:
    """False where somebody changed it since `before`. Raises asyncpg.UniqueViolationError (nominations_once)."""
    return await _change.run(tx, before.id, before.revision, *_values(fields), coordinator_id, tx.now) == 1


async def correct(tx: Tx, before: Nomination, fields: NominationFields) -> bool:
    """What belongs to the official alone. Raises asyncpg.UniqueViolationError (nominations_once)."""
    own = (fields.email, fields.official, fields.department, fields.city, fields.country)
    return await _correct.run(tx, before.id, before.revision, *own, tx.now) == 1


async def set_state(tx: Tx, before: Nomination, state: State) -> bool:
    """False where another was quicker; the caller has asked `check_transition`.

    Raises asyncpg.UniqueViolationError (nominations_once) where the official is nominated already.
    """
    return await _set_state.run(tx, before.id, before.state, state, tx.now) == 1


async def set_confirmed(tx: Tx, id: UUID, *, confirmed: bool) -> None:  # noqa: A002  # the row's id
    await _set_confirmed.run(tx, id, tx.now if confirmed else None)


async def renew_link(tx: Tx, id: UUID) -> None:  # noqa: A002  # the row's id
    """Every link that the nominee was sent ends."""
    await _renew_link.run(tx, id)


async def delete_draft(tx: Tx, id: UUID) -> bool:  # noqa: A002  # the row's id
    """False for what was ever submitted."""
    return await _delete_draft.run(tx, id) == 1


def _values(fields: NominationFields) -> tuple[object, ...]:
    who = (fields.email, fields.official, fields.department, fields.city, fields.country)
    return (*who, fields.motivation, fields.answers, fields.signatory_name, fields.signatory_title)
