"""A cohort with its call, its nominations and what was decided of them: what every step of the selection reads."""

from datetime import datetime
from functools import cached_property
from uuid import UUID

import msgspec

from services.training.domain.call import Call
from services.training.domain.desk import DeskCohort
from services.training.domain.nomination import Nomination, State, check_transition
from services.training.domain.participant import HOME_ZONE
from services.training.domain.quotas import Person
from services.training.domain.selection import HOLDING, Offer, Seats, Selection, has_started
from services.training.store import calls, nominations, selections
from shared.db import Tx
from shared.errors import Conflict, NotFound
from shared.i18n.mark import mark

_NO_CALL = mark("This cohort has no call for nominations yet. Write it first.")
_CITY = "city"
"""The type of an organisation that is one (registration's word)."""
NO_NOMINATION = mark("There is no such nomination in this cohort.")
CHANGED = mark("Somebody else changed this selection meanwhile. Load the page again.")


class Choosing(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """`nominations` are without drafts; `offers` in the order in which they were sent. Read in one transaction."""

    cohort: DeskCohort
    call: Call
    selection: Selection
    nominations: tuple[Nomination, ...]
    offers: tuple[Offer, ...]

    @property
    def zone(self) -> str:
        """Of the host, in which days of offers end."""
        return self.cohort.timezone or HOME_ZONE

    @property
    def seats(self) -> Seats:
        return Seats(self.cohort.fewest, self.cohort.seats_to)

    @property
    def by_hand(self) -> int:
        """Places that no nomination led to."""
        accepted = sum(each.state is State.ACCEPTED for each in self.nominations)
        return max(self.cohort.participants - accepted, 0)

    @cached_property
    def by_id(self) -> dict[UUID, Nomination]:
        return {each.id: each for each in self.nominations}

    @cached_property
    def people(self) -> dict[UUID, Person]:
        """As quotas see them."""
        return {each.id: person_of(each) for each in self.nominations}

    @property
    def held(self) -> tuple[UUID, ...]:
        """Nominations with a seat or an offer of one."""
        return tuple(each.id for each in self.nominations if each.state in HOLDING)

    @property
    def waiting(self) -> tuple[UUID, ...]:
        """The reserve list as it is now, in its order. Who was put on it without a number comes last."""
        order = {id_: number for number, id_ in enumerate(self.selection.reserve)}
        found = [each.id for each in self.nominations if each.state is State.RESERVE]
        return tuple(sorted(found, key=lambda id_: (order.get(id_, len(order)), id_)))

    @property
    def target(self) -> int:
        """How many seats nominations may fill: those that were published, never past the most there are."""
        return min(self.selection.seats, max(self.seats.most - self.by_hand, 0))

    @cached_property
    def last_offer(self) -> dict[UUID, Offer]:
        """By nomination the offer that counts."""
        return {offer.nomination_id: offer for offer in self.offers}

    def started(self, now: datetime) -> bool:
        return has_started(self.cohort.when, self.zone, now)

    def nomination(self, id: UUID) -> Nomination:  # noqa: A002  # the row's id
        """Raises NotFound."""
        found = self.by_id.get(id)
        if found is None:
            raise NotFound(NO_NOMINATION)
        return found


def person_of(nomination: Nomination) -> Person:
    """What quotas look at. Region and, where the organisation is a city, the city are those of the directory: not what
    somebody wrote.
    """
    tied = nomination.organisation_type == _CITY
    return Person(
        id=nomination.id,
        region=nomination.region,
        city=nomination.organisation if tied else nomination.city,
        written=nomination.city,
        country=nomination.organisation_country if tied else nomination.country,
        gender=nomination.official.gender or "",
    )


async def load(tx: Tx, cohort: DeskCohort) -> Choosing:
    """In four statements, however many nominations there are. Raises Conflict without a call."""
    found = await find(tx, cohort)
    if found is None:
        raise Conflict(_NO_CALL, code="no-call")
    return found


async def find(tx: Tx, cohort: DeskCohort) -> Choosing | None:
    """None without a call."""
    call = await calls.of_cohort(tx, cohort.id)
    if call is None:
        return None
    return Choosing(
        cohort=cohort,
        call=call,
        selection=await selections.of_cohort(tx, cohort.id) or Selection(cohort_id=cohort.id),
        nominations=tuple(await nominations.of_cohort(tx, cohort.id)),
        offers=tuple(await selections.offers(tx, cohort.id)),
    )


async def move(tx: Tx, before: Nomination, state: State) -> Nomination:
    """A nomination's next state. Raises Conflict where there is no such step, or somebody else was quicker."""
    check_transition(before.state, state)
    if not await nominations.set_state(tx, before, state):
        raise Conflict(CHANGED, code="changed-meanwhile")
    return msgspec.structs.replace(before, state=state)
