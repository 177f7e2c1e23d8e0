"""The home of the staff: what needs somebody today, what comes next, what happened since yesterday."""

from datetime import datetime, timedelta

import msgspec

from services.registration.domain.desk import (
    DeskEvent,
    EventNews,
    RegistrationNews,
    Task,
    in_order,
    since_yesterday,
    tasks_of,
)
from services.registration.domain.desk_items import DeskItem
from services.registration.domain.registration import HOME_ZONE
from services.registration.store import desk, desk_items
from shared.house import House
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

NEXT = 5
AROUND = timedelta(days=14)
MOST_AT_THE_DOOR = 50
# Of the audit trail (subject "event:<uuid>"): what the others at the desk want to know.
NEWS = ("event.published", "event.withdrawn", "event.date", "event.cancelled", "event.closed")


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """`since`: when yesterday began where the reader is. Empty `registrations` and `events`: nothing happened."""

    tasks: list[Task]
    next: list[DeskEvent]
    since: datetime
    registrations: list[RegistrationNews]
    events: list[EventNews]


async def desk_of(house: House, actor: Staff, *, timezone: str) -> Desk:
    """`timezone` is the reader's, empty while unknown: then yesterday is Seoul's. Raises Forbidden."""
    require(actor, Role.ORGANIZER, Role.VIEWER)
    async with house.db.reading() as tx:
        since = since_yesterday(tx.now, timezone or HOME_ZONE)
        of_events = [task for event in await desk.waiting_events(tx) for task in tasks_of(event)]
        told = [_task(item) for item in await desk_items.of_staff(tx)]
        return Desk(
            tasks=in_order([*of_events, *told], tx.now),
            next=await desk.next_events(tx, NEXT),
            since=since,
            registrations=await desk.registrations_since(tx, since),
            events=await desk.events_since(tx, since, list(NEWS)),
        )


async def to_check_in(house: House, actor: Staff) -> list[DeskEvent]:
    """Events of these days, for those who note who came. Raises Forbidden."""
    require(actor, Role.ORGANIZER, Role.CHECKIN, Role.VIEWER)
    async with house.db.reading() as tx:
        today = tx.now.date()
        return await desk.events_between(tx, today - AROUND, today + AROUND, MOST_AT_THE_DOOR)


def _task(item: DeskItem) -> Task:
    return Task(**msgspec.structs.asdict(item))
