"""Check-ins by code: one for a personal link and a session, and the wrong codes that were typed."""

from uuid import UUID

from shared import sql as sql_files
from shared.db import Tx

sql = sql_files.load(__file__)
_wrong = sql.scalar("wrong_codes", int)
_count_wrong = sql.command("count_wrong_code")
_check_in = sql.command("check_in")
_of_participant = sql.scalar("check_ins_of_participant", UUID)
_arrivals = sql.scalar("arrivals", UUID)


async def wrong(tx: Tx, session_id: UUID, participant_id: UUID) -> int:
    """How many wrong codes were typed; until the transaction ends nobody else types one for this link and session."""
    return await _wrong.value(tx, session_id, participant_id) or 0


async def count_wrong(tx: Tx, session_id: UUID, participant_id: UUID, most: int) -> bool:
    """False where `most` were typed already."""
    return await _count_wrong.run(tx, session_id, participant_id, most) == 1


async def check_in(tx: Tx, session_id: UUID, participant_id: UUID) -> bool:
    """False where this link was used for this session."""
    return await _check_in.run(tx, session_id, participant_id, tx.now) == 1


async def of_participant(tx: Tx, participant_id: UUID) -> set[UUID]:
    """The sessions that somebody checked in to."""
    return set(await _of_participant.values(tx, participant_id))


async def arrivals(tx: Tx, session_id: UUID) -> list[UUID]:
    """Who checked in, in the order of arrival."""
    return await _arrivals.values(tx, session_id)
