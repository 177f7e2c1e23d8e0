"""The worker process of registration."""

from services.registration.jobs import HANDLERS
from shared import worker
from shared.contracts.registration import RegistrationJob
from shared.settings import Settings

WORK = worker.Work(job_type=RegistrationJob, handlers=HANDLERS)


async def work(settings: Settings) -> None:
    """Work until cancelled."""
    await worker.run(settings, WORK)
