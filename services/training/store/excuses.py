"""Excuses that were asked for in advance, each decided once."""

from uuid import UUID

from services.training.domain.excuse import Excuse, ExcuseState
from shared import sql as sql_files
from shared.db import Tx
from shared.ids import uuid7

sql = sql_files.load(__file__)
_ask = sql.command("ask_excuse")
_of_cohort = sql.query("excuses_of_cohort", Excuse)
_of_participant = sql.query("excuses_of_participant", Excuse)
_decide = sql.query("decide_excuse", Excuse)


async def ask(tx: Tx, participant_id: UUID, session_id: UUID, reason: str) -> bool:
    """False where they asked for this session before."""
    return await _ask.run(tx, uuid7(), participant_id, session_id, reason, tx.now) == 1


async def of_cohort(tx: Tx, cohort_id: UUID) -> list[Excuse]:
    """By the time of the session."""
    return await _of_cohort.all(tx, cohort_id)


async def of_participant(tx: Tx, participant_id: UUID) -> list[Excuse]:
    return await _of_participant.all(tx, participant_id)


async def decide(tx: Tx, id: UUID, cohort_id: UUID, state: ExcuseState, by: str) -> Excuse | None:  # noqa: A002
    """None where it is not open any more, or not of this cohort."""
    return await _decide.one(tx, id, cohort_id, state, tx.now, by)
