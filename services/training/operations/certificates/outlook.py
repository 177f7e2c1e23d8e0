"""How many people of an occasion may get a certificate yet: by it the list knows where work is left."""

from datetime import timedelta

from services.training.domain.certificates.occasion import Occasion
from services.training.operations.certificates.roll import roll_of
from services.training.store.certificates import occasions, outlooks
from shared.db import Tx
from shared.house import House

_STILL_COUNTED = timedelta(days=400)


async def count_all(house: House) -> None:
    """Run every few minutes: attendance, people and surveys change it, and none of them knows of certificates.

    What ended long ago is counted once, and when staff decide something in it.
    """
    async with house.db.reading() as tx:
        due = await outlooks.due(tx, tx.now - _STILL_COUNTED)
    for key in due:
        async with house.db.transaction() as tx:
            occasion = await occasions.by_key(tx, key)
            if occasion is not None:
                await count(tx, occasion)


async def count(tx: Tx, occasion: Occasion) -> None:
    """After what staff decided: the list need not wait for the worker."""
    if occasion.over_at <= tx.now:
        await outlooks.put(tx, occasion.key, (await roll_of(tx, occasion)).possible)
