"""Whose calendar shows the feeds of a timetable: `calendar.follow`, in the job's transaction."""

from services.notify.store import followers
from shared.contracts.notify import CalendarFollow
from shared.db import Tx
from shared.house import House


async def follow(_house: House, tx: Tx, job: CalendarFollow) -> None:
    """Keep a newer revision; an older one changes nothing. Nobody is written to."""
    await followers.put(tx, job)
