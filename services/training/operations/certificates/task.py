"""What certificates put on the desk: corrections that people ask for and nobody has decided."""

from services.training.domain.calendar import OWNER
from services.training.domain.certificates.occasion import Occasion
from services.training.store.certificates import people
from shared import outbox
from shared.contracts.registration import DeskPut
from shared.db import Tx

KIND = "certificates.asked"


async def tell_desk(tx: Tx, occasion: Occasion) -> None:
    """How many wait now; none takes the task from the desk. The caller holds the occasion's lock."""
    count = await people.asking(tx, occasion.key)
    task = DeskPut(
        owner=OWNER,
        key=f"{KIND}:{occasion.key}",
        revision=int(tx.now.timestamp() * 1_000_000),
        kind=KIND,
        title="Corrections of certificates wait for a decision",
        count=count,
        link=occasion.path,
        facts={"title": occasion.title},
    )
    await outbox.put(tx, task, to="registration")
