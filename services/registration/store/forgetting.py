"""Taking people out of what is kept, once its time has come."""

from datetime import datetime

from shared import sql as sql_files
from shared.db import Tx

sql = sql_files.load(__file__)
_registrations = sql.command("forget_registrations")
_interests = sql.command("forget_interests")


async def forget_registrations(tx: Tx, over_before: datetime) -> int:
    """Blank the person in registrations for events that were over before this instant; returns how many."""
    return await _registrations.run(tx, tx.now, over_before)


async def forget_interests(tx: Tx, over_before: datetime) -> int:
    """Delete the wishes to be told of events that were over before this instant; returns how many."""
    return await _interests.run(tx, over_before)
