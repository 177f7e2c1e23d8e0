"""A person's registration for an event: its states, who it is for, what may become of it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from shared.errors import Conflict
from shared.i18n.mark import mark

HOME_ZONE = "Asia/Seoul"
"""The zone of the secretariat: of people and online events that name no other."""


class Status(StrEnum):
    PENDING = "pending"
    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    CANCELLED = "cancelled"


TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.PENDING: frozenset({Status.CONFIRMED, Status.WAITLISTED, Status.CANCELLED}),
    Status.WAITLISTED: frozenset({Status.CONFIRMED, Status.CANCELLED}),
    Status.CONFIRMED: frozenset({Status.CANCELLED}),
    Status.CANCELLED: frozenset(),
}


class Category(StrEnum):
    MAYOR = "mayor"
    CIO = "cio"
    DELEGATE = "delegate"
    SPEAKER = "speaker"
    EXHIBITOR = "exhibitor"
    PRESS = "press"
    OBSERVER = "observer"
    STAFF = "staff"


class OrganisationType(StrEnum):
    CITY = "city"
    CORPORATION = "corporation"
    INSTITUTION = "institution"
    MOU_PARTNER = "mou_partner"
    OTHER = "other"


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says of themselves. `email` is ASCII; `country` ISO 3166-1; languages BCP 47; `timezone` IANA."""

    email: str
    name: str
    organisation: str
    category: Category
    country: str
    native_name: str = ""
    native_name_language: str = ""
    honorific: str = ""
    job_title: str = ""
    organisation_type: OrganisationType | None = None
    language: str = "en"
    timezone: str = HOME_ZONE
    sessions: tuple[str, ...] = ()
    answers: dict[str, str] = {}


class Registration(msgspec.Struct, frozen=True, kw_only=True):
    """A row. `link_version` revokes the personal link; `revision` rises with every change another service is told of.

    `place` is the place in the waiting list, 1 for the next one; None when not waiting.
    """

    id: UUID
    event_id: UUID
    status: Status
    participant: Participant
    link_version: int
    revision: int
    created_at: datetime
    place: int | None = None


class Seats(msgspec.Struct, frozen=True):
    """An event's seats as they are under its lock. `capacity` None: as many as come; of one that is `cancelled`,
    `closed`, `over`, or not `published`, none are given. `revision` is the event's, as its calendar item has it.
    """

    capacity: int | None
    confirmed: int
    waitlisted: int
    approval: bool
    cancelled: bool = False
    published: bool = True
    closed: bool = False
    over: bool = False
    revision: int = 0

    @property
    def free(self) -> bool:
        return self.capacity is None or self.confirmed < self.capacity


def first_status(seats: Seats) -> Status:
    """Of a new registration. A newcomer never passes the queue, even when a seat is free for a moment."""
    if seats.approval:
        return Status.PENDING
    if seats.free and not seats.waitlisted:
        return Status.CONFIRMED
    return Status.WAITLISTED


def check_transition(before: Status, after: Status) -> None:
    """Raises Conflict where the table has no such step."""
    if after not in TRANSITIONS[before]:
        if before is Status.CANCELLED:
            raise Conflict(
                mark("This registration was cancelled. You can register again on the event's page."), code="cancelled"
            )
        raise Conflict(mark("This registration cannot change in that way any more. Load the page again."))
