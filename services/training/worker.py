"""The worker process of training."""

from services.training.jobs import HANDLERS
from services.training.operations.certificates.outlook import count_all
from services.training.operations.forget import forget
from services.training.operations.settle import settle_all
from services.training.operations.surveys.sweep import sweep as sweep_surveys
from services.training.operations.surveys.tend import clear_pages, tend_all
from services.training.operations.uploads import sweep
from services.training.operations.warn import warn
from services.training.timekeeper import issue, keep_surveys, keep_time
from shared import worker
from shared.contracts.training import TrainingJob
from shared.settings import Settings

MINUTE, HOUR, DAY = 60.0, 3600.0, 24 * 3600.0

WORK = worker.Work(
    job_type=TrainingJob,
    handlers=HANDLERS,
    periodic=(
        worker.Periodic("training-forget", DAY, forget),
        worker.Periodic("training-files", HOUR, sweep),
        worker.Periodic("training-warn", 15 * MINUTE, warn),
        worker.Periodic("training-selections", MINUTE, settle_all),
        worker.Periodic("training-surveys", MINUTE, tend_all),
        worker.Periodic("training-survey-pages", 5 * MINUTE, clear_pages),
        worker.Periodic("training-certificates", 5 * MINUTE, count_all),
        worker.Periodic("training-survey-rows", 5 * MINUTE, sweep_surveys),
    ),
    loops=(keep_time, issue, keep_surveys),
)


async def work(settings: Settings) -> None:
    """Work until cancelled."""
    await worker.run(settings, WORK)
