"""The worker process of notify: takes jobs, delivers mail, keeps time. All its periodic work stands here."""

from services.notify.jobs import HANDLERS, by_person
from services.notify.operations.desk import tell_failed
from services.notify.operations.retention import erase
from services.notify.postman import Postman
from services.notify.timekeeper import keep_time
from shared.contracts.notify import NotifyJob
from shared.settings import Settings
from shared.worker import Periodic, Work, run

PERIODIC = (Periodic("erase-old", 3600, erase), Periodic("tell-failed", 5, tell_failed))


async def work(settings: Settings) -> None:
    """Work until cancelled."""
    postman = Postman()
    await run(
        settings,
        Work(
            job_type=NotifyJob,
            handlers=HANDLERS,
            arrange=by_person,
            periodic=PERIODIC,
            loops=(postman.run, keep_time),
            vital_signs=postman.vital_signs,
        ),
    )
