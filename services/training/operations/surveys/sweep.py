"""What PostgreSQL leaves of deleted and changed rows: sealed answers beside the transactions of who gave them."""

import logging

from services.training.store.surveys import pages
from shared.db import Tx
from shared.house import House

log = logging.getLogger(__name__)


async def sweep(house: House) -> None:
    """Run every few minutes. VACUUM alone keeps the bytes on the page, and small tables are seldom vacuumed at all: so
    a key that was destroyed, and answers in the box with the transaction that marked whose they are, would lie there
    for whoever comes by the secret later.
    """
    async with house.db.connection() as conn:
        tx = Tx(conn, house.clock())
        if await pages.old_rows(tx) and not await pages.rewrite(tx):
            log.info("tables of surveys are in use: their old rows are swept next time")
