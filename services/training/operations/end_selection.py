"""A cancelled cohort chooses nobody any more: open offers and the reserve list end, everybody who waits is told."""

from services.training.domain.desk import DeskCohort
from services.training.domain.nomination import UNDER_REVIEW, Nomination, State
from services.training.domain.selection import Outcome
from services.training.operations import choosing
from services.training.operations.answers import Told, tell
from services.training.operations.choosing import Choosing, move
from services.training.operations.selection_desk import tell_desk
from services.training.store import selections
from shared.db import Tx
from shared.house import House

_WAIT = UNDER_REVIEW | {State.OFFERED, State.RESERVE}


async def waiting(tx: Tx, cohort: DeskCohort) -> int:
    """How many have an offer, stand on the reserve list or still wait for an answer."""
    own = await choosing.find(tx, cohort)
    return len(_waiting(own)) if own is not None else 0


async def end_selection(house: House, tx: Tx, cohort: DeskCohort) -> None:
    """The caller holds the lock of the cohort, which is cancelled. Coordinators are told of each of theirs.

    Whoever had a seat gets the cancellation of the invite instead.
    """
    own = await choosing.find(tx, cohort)
    if own is None:
        return
    told = []
    for nomination in _waiting(own):
        last = own.last_offer.get(nomination.id)
        if nomination.state is State.OFFERED and last is not None:
            await selections.close_offer(tx, last, Outcome.WITHDRAWN)
        to = State.WITHDRAWN if nomination.state is State.OFFERED else State.NOT_SELECTED
        after = await move(tx, nomination, to)
        told.append(Told(nomination=after, answer="cancelled", occasion=cohort.id))
    seated = (each for each in own.nominations if each.state is State.ACCEPTED)
    told += [Told(nomination=each, answer="cancelled", occasion=cohort.id) for each in seated]
    await tell(house, tx, own, told)
    await tell_desk(tx, await choosing.load(tx, cohort))


def _waiting(own: Choosing) -> list[Nomination]:
    return [each for each in own.nominations if each.state in _WAIT]
