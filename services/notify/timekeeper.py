"""What happens at an instant that nobody's act marks: changes whose quiet time is over, and reminders.

Every worker keeps time; rows that another one works on are passed over.
"""

from datetime import datetime

from services.notify.operations import reminders, updates
from shared.bells import Listener
from shared.house import House

POLL_SECONDS = 15.0
SHORTEST_SECONDS = 0.2


async def keep_time(house: House) -> None:
    """Until cancelled."""
    listener = Listener(house.settings.database_url, house.settings.service, updates.BELL)
    try:
        while True:
            await updates.send_due(house)
            await reminders.send_due(house)
            await listener.wait(_seconds_until(await updates.next_due(house), house.clock()))
    finally:
        await listener.close()


def _seconds_until(due: datetime | None, now: datetime) -> float:
    """Not longer than the poll, which also sees what another process wrote without ringing."""
    if due is None:
        return POLL_SECONDS
    return min(max((due - now).total_seconds(), SHORTEST_SECONDS), POLL_SECONDS)
