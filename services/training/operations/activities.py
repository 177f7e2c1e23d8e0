"""Events of registration with those who came, as `activity.put` tells them."""

from services.training.domain.activity import joined
from services.training.store import activities
from shared.contracts.training import ActivityPut
from shared.db import Tx
from shared.house import House


async def put(_house: House, tx: Tx, job: ActivityPut) -> None:
    """Keep a part; when all of its revision are there, they replace what was known. An older one changes nothing.

    Until then the last whole revision stands, so that nobody works with half of a list.
    """
    await activities.lock(tx, job.key)
    if job.revision <= await activities.known_revision(tx, job.key):
        return
    whole = joined(await activities.keep_part(tx, job))
    if whole is not None:
        await activities.write(tx, whole)
