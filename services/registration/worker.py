"""The worker process of registration."""

from services.registration.jobs import HANDLERS
from services.registration.operations.forget import forget
from shared import worker
from shared.contracts.registration import RegistrationJob
from shared.settings import Settings

DAY = 24 * 3600.0

WORK = worker.Work(
    job_type=RegistrationJob,
    handlers=HANDLERS,
    periodic=(worker.Periodic("registration-forget", DAY, forget),),
)


async def work(settings: Settings) -> None:
    """Work until cancelled."""
    await worker.run(settings, WORK)
