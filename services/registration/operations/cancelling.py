"""What it would mean to cancel registrations: said before it is done."""

import msgspec

from services.registration.domain.event import Event
from services.registration.domain.registrants import CONCERNED, Act, Matching, Whom
from services.registration.domain.registration import Status
from services.registration.domain.seating import moving_up
from services.registration.domain.unreached import Unreached
from services.registration.operations.registrants import changeable
from services.registration.store import mail_failures, registrants
from shared.house import House
from shared.identity.roles import require
from shared.identity.staff import Role, Staff


class Cancelling(msgspec.Struct, frozen=True, kw_only=True):
    """How many would be cancelled and how many of these have a seat; how many would wait then, and move up.

    `unreached`: of those who would be cancelled.
    """

    event: Event
    people: int
    seated: int
    waiting: int
    moving_up: int
    unreached: Unreached

    @property
    def invited(self) -> int:
        """How many have an entry in their calendar: without a fixed date nobody has."""
        return self.seated if self.event.when.is_fixed else 0


async def cancelling(house: House, actor: Staff, slug: str, whom: Whom) -> Cancelling:
    """Of all that fit, as many as do now. Raises as `registrants.cancel` does."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        event, seats = await changeable(tx, slug)
        ids = whom
        if isinstance(ids, Matching):
            ids = await registrants.matching(tx, event.id, ids.chosen, CONCERNED[Act.CANCEL])
        counts = await registrants.status_counts(tx, event.id, ids)
        seated, waiting = counts.get(Status.CONFIRMED, 0), seats.waitlisted - counts.get(Status.WAITLISTED, 0)
        unreached = await mail_failures.unreached(tx, event.id, ids, CONCERNED[Act.CANCEL])
        return Cancelling(
            event=event,
            people=sum(counts.get(status, 0) for status in CONCERNED[Act.CANCEL]),
            seated=seated,
            waiting=waiting,
            moving_up=moving_up(seats, seated, waiting),
            unreached=unreached,
        )
