"""What is due without anybody's act: changes of timetables whose quiet time is over."""

from services.training.operations import tell
from services.training.operations.timetable_jobs import BELL
from shared import timekeeper
from shared.house import House


async def keep_time(house: House) -> None:
    """Until cancelled."""
    await timekeeper.keep_time(house, BELL, (tell.send_due,), tell.next_due)
