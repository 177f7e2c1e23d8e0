"""How many coordinators wait for an answer, as the desk of the staff shows it."""

from services.training.domain.calendar import OWNER
from services.training.store import coordinators
from shared import outbox
from shared.contracts.registration import DeskPut
from shared.db import Tx

PATH = "/organize/training/coordinators"


async def count_waiting(tx: Tx) -> None:
    """Tell the desk, in the transaction of the change. Those who change it at once wait for each other."""
    revision = await coordinators.next_count(tx)
    waiting = await coordinators.waiting(tx)
    item = DeskPut(
        owner=OWNER,
        key="coordinators:asked",
        revision=revision,
        kind="coordinators.asked",
        title="Coordinators ask to nominate for an organisation",
        count=waiting,
        link=PATH,
    )
    await outbox.put(tx, item, to="registration")
