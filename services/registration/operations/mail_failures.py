"""Mail about an event that did not arrive, and that arrives again: noted beside the registration."""

from services.registration.domain.calendar import event_of
from services.registration.store import mail_failures
from shared.contracts.registration import DeliveryFailed
from shared.db import Tx


async def note(tx: Tx, job: DeliveryFailed) -> None:
    """By the address: whoever gets another one is not marked by the old."""
    event_id = event_of(job.key)
    await mail_failures.note(tx, event_id, job.email, job.revision, failed=job.failed, reply=job.reply, at=job.at)
