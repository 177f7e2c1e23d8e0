"""What is due without anybody's act: changes whose quiet time is over, and reminders."""

from services.notify.operations import reminders, updates
from shared import timekeeper
from shared.house import House


async def keep_time(house: House) -> None:
    """Until cancelled."""
    await timekeeper.keep_time(house, updates.BELL, (updates.send_due, reminders.send_due), updates.next_due)
