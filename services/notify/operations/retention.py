"""How long notify keeps what it knows of people. The privacy page says the same (registration/domain/privacy.py)."""

import logging
from datetime import timedelta

from services.notify.operations.desk import tell_bounced
from services.notify.store import deliveries, followers, people, wishes
from shared.house import House

MAILS_KEPT = timedelta(days=30)
PEOPLE_KEPT = timedelta(days=365)
HELD_KEPT = timedelta(days=30)
log = logging.getLogger(__name__)


async def erase(house: House) -> None:
    """Erase what is due. A change whose item never came is a fault of its owner, and said."""
    async with house.db.transaction() as tx:
        await deliveries.erase_mails(tx, tx.now - MAILS_KEPT)
        await people.erase_alone(tx, tx.now - MAILS_KEPT)
        await people.erase_of_items_over(tx, tx.now - PEOPLE_KEPT)
        await wishes.erase(tx, tx.now - PEOPLE_KEPT)
        await followers.erase(tx, tx.now - PEOPLE_KEPT)
        await tell_bounced(tx, await people.erase_suppressions(tx, tx.now - PEOPLE_KEPT), bounced=False)
        await people.erase_kept(tx, tx.now)
        given_up = await people.erase_held(tx, tx.now - HELD_KEPT)
    if given_up:
        log.error("changes were given up: their calendar item never came", extra={"count": given_up})
