"""What is due without anybody's act: changes of timetables whose quiet time is over, certificates, surveys."""

from services.training.operations import tell
from services.training.operations.certificates import issuing
from services.training.operations.surveys import tend
from services.training.operations.timetable_jobs import BELL
from shared import timekeeper
from shared.house import House


async def keep_time(house: House) -> None:
    """Until cancelled."""
    await timekeeper.keep_time(house, BELL, (tell.send_due,), tell.next_due)


async def issue(house: House) -> None:
    """Until cancelled. Whoever is to have a certificate gets it at once, and after a restart where it had stopped."""
    await timekeeper.keep_time(house, issuing.BELL, (issuing.issue_waiting,), issuing.next_due)


async def keep_surveys(house: House) -> None:
    """Until cancelled. They open and close at their hour; the bell sounds when somebody has answered."""
    await timekeeper.keep_time(house, tend.BELL, (tend.tend_due,), tend.next_due)
