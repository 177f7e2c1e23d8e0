"""The delivery of mails, one short transaction a step: claim, begin, settle. What was not settled lapses."""

import logging
import random
from collections.abc import Sequence
from datetime import timedelta

from services.notify.domain.deliveries import Outcome, State, eased, next_step, paced
from services.notify.operations.desk import tell_bounced
from services.notify.operations.owners import is_final, tell_arrived, tell_failed_mail
from services.notify.store import deliveries
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
    async with house.db.reading() as tx:  # one statement is its own transaction
        return await deliveries.begin_data(tx, mail.id, mail.fence)


async def give_back(house: House, mails: Sequence[Claimed]) -> None:
    """Claimed, but there was no time or no server for them: due again at once, and no try is spent."""
    async with house.db.transaction() as tx:
        for mail in mails:
            await deliveries.give_back(tx, mail.id, mail.fence)


async def settle(house: House, mail: Leased, outcome: Outcome, reply: str) -> State | None:
    """Write what became of a try, and what follows from it. None: the lease was lost, another will know."""
    async with house.db.transaction() as tx:
        then = next_step(outcome, tries=mail.tries, unknowns=mail.unknowns, now=tx.now, chance=_chance())
        settled = await deliveries.settle(tx, mail, then, outcome=outcome, reply=reply)
        facts = {"delivery": str(mail.id), "outcome": outcome, "tries": then.tries}
        if settled is None:
            log.warning("lease lost before the outcome was written", extra=facts)
            return None
        if outcome is Outcome.NO_MAILBOX:
            await tell_failed_mail(tx, await deliveries.suppress(tx, mail.recipient, reply))
            await tell_bounced(tx, [mail.recipient], bounced=True)
        if is_final(then.state, tried_again=then.at is not None):
            await tell_failed_mail(tx, [mail.id])
        elif then.state is State.SENT and settled.failed_before:
            await tell_arrived(tx, mail.id)
        if settled.slowed or outcome is Outcome.THROTTLED:
            await _pace(tx, mail.domain, outcome)
    log.log(logging.INFO if then.state is State.SENT else logging.WARNING, "mail %s", then.state, extra=facts)
    return then.state


async def _pace(tx: Tx, domain: str, outcome: Outcome) -> None:
    delay = await deliveries.pace_of(tx, domain)
    if outcome is Outcome.THROTTLED:
        await deliveries.pace(tx, domain, paced(delay or timedelta()))
    elif outcome is Outcome.ACCEPTED and delay is not None:
        await deliveries.pace(tx, domain, eased(delay))


async def settle_lapsed(house: House) -> int:
    """Settle what a dead worker left behind: before DATA it is tried again, after DATA nobody knows."""
    async with house.db.reading() as tx:
        lapsed = await deliveries.lapsed(tx)
    for row in lapsed:
        outcome = Outcome.NO_ANSWER if row.data_begun else Outcome.NOT_BEGUN
        await settle(house, row, outcome, "the worker stopped while it was sending")
    return len(lapsed)


async def waiting(house: House) -> Waiting:
    """How many mails are not out yet, and since when."""
    async with house.db.reading() as tx:
        return await deliveries.waiting(tx)
