"""Issuing: what staff ask for is written down at once, the worker makes one certificate after the other from it.

A worker that is killed loses its batch and nothing else: the orders of it still wait, and no number is left out. Nobody
gets two: the database holds one award for each person and one valid certificate for each award.
"""

import logging
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from services.training.domain.certificates.rules import Chance
from services.training.operations.certificates.keys import signer
from services.training.operations.certificates.lines import Line, Roll
from services.training.operations.certificates.making import NotMade, keep, make, may_award
from services.training.operations.certificates.nobody import WORDS, why_nobody
from services.training.operations.certificates.roll import roll_of
from services.training.operations.certificates.setting import occasion_of
from services.training.store.certificates import occasions, runs
from shared.errors import Conflict
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

log = logging.getLogger(__name__)

BELL = "certificates"
BATCH = 25
_AWARD_DAY = mark("The day of award is not between the last day and today. Set it anew under wording and design.")


def open_to(roll: Roll, only: Collection[UUID] | None, *, unconfirmed: bool) -> list[Line]:
    """Who would be issued one. Those who were revoked only where they are named; the names of the others confirmed,
    or `unconfirmed`.
    """
    found = []
    for line in roll.lines:
        named = only is not None and line.who.id in only
        again = named and line.certificate is not None and not line.held and line.order is None
        fit = line.judgement.chance is Chance.ELIGIBLE and bool(line.who.email)
        if (line.ready or again) and fit and (only is None or named) and (unconfirmed or line.said.names is not None):
            found.append(line)
    return found


async def begin(
    house: House, actor: Staff, key: str, only: Collection[UUID] | None = None, *, unconfirmed: bool = False
) -> int:
    """Write down who is to get one and wake the worker; the same people again change nothing. Returns how many.

    Raises Forbidden, NotFound, Conflict where nobody can be issued one, or the day of award does not hold.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        await occasions.lock(tx, key)
        roll = await roll_of(tx, await occasion_of(tx, key))
        if not may_award(roll):
            raise Conflict(_AWARD_DAY, code="award-day")
        chosen = [line.who.id for line in open_to(roll, only, unconfirmed=unconfirmed)]
        if not chosen:
            why = why_nobody(roll, only, names_alone=bool(open_to(roll, only, unconfirmed=True)))
            raise Conflict(WORDS[why], code=why.value)
        _, count = await runs.insert(tx, key, actor.trail, chosen)
        await record(tx, actor.trail, "certificates.issued", key, new={"people": str(count)})
        tx.ring(BELL)
        return count


async def issue_waiting(house: House) -> int:
    """Serve everybody who waits. Returns how many certificates were made."""
    made = 0
    while True:
        try:
            count = await _batch(house)
        except NotMade as error:
            log.warning("a certificate could not be made", extra={"person": str(error.order.person_id)})
            await _fail(house, error)
            continue
        if count is None:
            return made
        made += count


async def next_due(house: House) -> datetime | None:
    """None while nobody waits."""
    async with house.db.reading() as tx:
        return await runs.oldest(tx)


async def _batch(house: House) -> int | None:
    """One transaction. None: nobody waits, or another worker is at it."""
    async with house.db.transaction() as tx:
        run = await runs.claim(tx)
        if run is None:
            return None
        await runs.hold(tx, run.id)
        orders = await runs.waiting(tx, run.id, BATCH)
        if not orders:
            await runs.count(tx, run.id, done=0, failed=0, finished=True)
            return 0
        occasion = await occasions.by_key(tx, run.occasion)
        assert occasion is not None, "a run is of an occasion"
        roll = await roll_of(tx, occasion)
        hand = await signer(house, tx)
        made = [await make(house, tx, roll, order, hand) for order in orders]
        await keep(house, tx, roll, [each for each in made if each is not None], run)
        for order in orders:
            await runs.finish(tx, order)
        await runs.count(tx, run.id, done=len(orders), failed=0, finished=False)
        return len(orders)


async def _fail(house: House, error: NotMade) -> None:
    async with house.db.transaction() as tx:
        await runs.fail(tx, error.order, error.problem)
        await runs.count(tx, error.order.run_id, done=0, failed=1, finished=False)
