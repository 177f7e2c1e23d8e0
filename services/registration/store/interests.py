"""People who asked to be told when a date is fixed."""

from datetime import datetime
from uuid import UUID

from shared import sql as sql_files
from shared.db import Tx

sql = sql_files.load(__file__)
_note = sql.command("note_interest")
_end = sql.command("end_interest")


async def note(tx: Tx, event_id: UUID, email: str, *, language: str, timezone: str) -> None:
    """Once per person and event; asking again takes the newer language and zone, and they are told again."""
    await _note.run(tx, event_id, email, language, timezone, tx.now)


async def end(tx: Tx, event_id: UUID, email: str, *, at: datetime) -> bool:
    """They want no more of it. False: nothing to end, or they asked again after that instant."""
    return await _end.run(tx, event_id, email, at) == 1
