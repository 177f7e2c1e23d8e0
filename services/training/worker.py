"""The worker process of training."""

from services.training.jobs import HANDLERS
from shared import worker
from shared.contracts.training import TrainingJob
from shared.settings import Settings

WORK = worker.Work(job_type=TrainingJob, handlers=HANDLERS)


async def work(settings: Settings) -> None:
    """Work until cancelled."""
    await worker.run(settings, WORK)
