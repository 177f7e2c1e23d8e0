"""What participants tell for their stay, by their personal link: when they come and go, what they need."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from services.training.domain.desk import DeskCohort
from services.training.domain.participant import HOME_ZONE, Participant, PlaceStatus
from services.training.domain.stay import Stay
from services.training.domain.stay_form import read_stay
from services.training.operations.my_place import by_token
from services.training.store import desk, participants, stays
from shared.db import Tx
from shared.errors import Conflict, Gone
from shared.house import House
from shared.i18n.mark import mark

CHANGED = "changed-meanwhile"
_CHANGED = mark("This was changed meanwhile, in another window perhaps. Nothing that you wrote here is lost.")
_GIVEN_UP = mark("Your place in this course is given up, so there is nothing to tell any more.")
_CANCELLED = mark("This course was cancelled, so there is nothing to tell any more.")
_OVER = mark("This course is over. What you told us is deleted thirty days after it.")


class MyStay(msgspec.Struct, frozen=True, kw_only=True):
    """A place with what was told for it."""

    participant: Participant
    cohort: DeskCohort
    stay: Stay
    now: datetime

    @property
    def zone(self) -> str:
        """Of the course, in which hours are written unless somebody says otherwise."""
        return self.cohort.timezone or HOME_ZONE


async def show(house: House, token: str) -> MyStay:
    """Raises NotFound, Gone."""
    async with house.db.reading() as tx:
        return await _mine(house, tx, token)


async def tell(house: House, token: str, body: Mapping[str, object], *, revision: int) -> Stay:
    """Kept, however little of it is known yet. Raises NotFound, Gone, Invalid, Conflict `changed-meanwhile`."""
    async with house.db.transaction() as tx:
        mine = await _mine(house, tx, token)
        travel, needs = read_stay(body, timezone=mine.zone, when=mine.cohort.when)
        if revision != mine.stay.revision:
            raise Conflict(_CHANGED, code=CHANGED)
        if (travel, needs) == (mine.stay.travel, mine.stay.needs):
            return mine.stay
        if not await stays.keep(tx, mine.stay, travel, needs):
            raise Conflict(_CHANGED, code=CHANGED)
        return await stays.of(tx, mine.participant.id)


async def open_place(house: House, tx: Tx, token: str, *, locked: bool = False) -> tuple[Participant, DeskCohort]:
    """A place for which something may still be told or sent. `locked`: nobody changes it meanwhile.

    Raises NotFound, Gone.
    """
    participant = await by_token(house, tx, token)
    if locked:
        participant = await participants.lock(tx, participant.id) or participant
    if participant.status is not PlaceStatus.CONFIRMED:
        raise Gone(_GIVEN_UP, code="given-up")
    cohort = await desk.by_id(tx, participant.cohort_id)
    assert cohort is not None, "a place refers to its cohort"
    state = cohort.state(tx.now)
    if state != "ahead":
        raise Gone(_CANCELLED if state == "cancelled" else _OVER, code=state)
    return participant, cohort


async def _mine(house: House, tx: Tx, token: str) -> MyStay:
    participant, cohort = await open_place(house, tx, token)
    return MyStay(participant=participant, cohort=cohort, stay=await stays.of(tx, participant.id), now=tx.now)
