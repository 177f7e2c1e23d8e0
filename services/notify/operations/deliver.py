"""The delivery of mails, one short transaction a step: claim, begin, settle. What was not settled lapses."""

import logging
import random
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from services.notify.domain.deliveries import Outcome, State, eased, next_step, paced
from services.notify.operations.desk import tell_bounced
from services.notify.store import attendees, deliveries
from services.notify.store.deliveries import Claimed, Leased, Waiting
from shared.db import Tx
from shared.house import House

log = logging.getLogger(__name__)
_chance = random.SystemRandom().random

__all__ = ["Claimed", "Waiting", "begin", "claim", "give_back", "settle", "settle_lapsed", "waiting"]


async def claim(house: House, limit: int) -> list[Claimed]:
    """Take mails that are due. Committed before SMTP begins, so that nobody else sends them meanwhile."""
    async with house.db.transaction() as tx:
        return await deliveries.claim(tx, limit)


async def begin(house: House, mail: Claimed) -> bool:
    """Record that DATA begins. False: the lease was lost, and the mail must not be sent here."""
    async with house.db.transaction() as tx:
        return await deliveries.begin_data(tx, mail.id, mail.fence)


async def give_back(house: House, mails: Sequence[Claimed]) -> None:
    """Claimed, but there was no time or no server for them: due again at once, and no try is spent."""
    async with house.db.transaction() as tx:
        for mail in mails:
            await deliveries.give_back(tx, mail.id, mail.fence)


async def settle(house: House, id_: UUID, fence: int, outcome: Outcome, reply: str) -> State | None:
    """Write what became of a try, and what follows from it. None: the lease was lost, another will know."""
    async with house.db.transaction() as tx:
        row = await deliveries.leased(tx, id_, fence)
        if row is None:
            log.warning("lease lost before the outcome was written", extra={"delivery": str(id_), "outcome": outcome})
            return None
        then = next_step(outcome, tries=row.tries, unknowns=row.unknowns, now=tx.now, chance=_chance())
        await deliveries.settle(tx, id_, fence, then, outcome=outcome, reply=reply)
        await _follow_up(tx, row, outcome, then.state, reply)
    level = logging.INFO if then.state is State.SENT else logging.WARNING
    log.log(level, "mail %s", then.state, extra={"delivery": str(id_), "outcome": outcome, "tries": then.tries})
    return then.state


async def _follow_up(tx: Tx, row: Leased, outcome: Outcome, state: State, reply: str) -> None:
    if state in (State.SENT, State.UNKNOWN) and row.method is not None:
        assert row.item_id is not None, "a calendar part is an item's"
        assert row.attendee_id is not None, "a calendar part is an attendee's"
        assert row.sequence is not None, "a calendar part has a number"
        await attendees.record_sent(
            tx, row.item_id, row.person_id, row.attendee_id, method=row.method, sequence=row.sequence, at=tx.now
        )
    if outcome is Outcome.NO_MAILBOX:
        await deliveries.suppress(tx, row.recipient, reply)
        await tell_bounced(tx, [row.recipient], bounced=True)
    delay = await deliveries.pace_of(tx, row.domain)
    if outcome is Outcome.THROTTLED:
        await deliveries.pace(tx, row.domain, paced(delay or timedelta()))
    elif outcome is Outcome.ACCEPTED and delay is not None:
        await deliveries.pace(tx, row.domain, eased(delay))


async def settle_lapsed(house: House) -> int:
    """Settle what a dead worker left behind: before DATA it is tried again, after DATA nobody knows."""
    async with house.db.reading() as tx:
        lapsed = await deliveries.lapsed(tx)
    for row in lapsed:
        outcome = Outcome.NO_ANSWER if row.data_begun else Outcome.NOT_BEGUN
        await settle(house, row.id, row.fence, outcome, "the worker stopped while it was sending")
    return len(lapsed)


async def waiting(house: House) -> Waiting:
    """How many mails are not out yet, and since when."""
    async with house.db.reading() as tx:
        return await deliveries.waiting(tx)
