"""One person's part in an item, and what a change of it must send."""

from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

import msgspec

from shared.contracts.common import Person
from shared.when import When

Method = Literal["REQUEST", "CANCEL"]


class Desired(StrEnum):
    INVITED = "invited"
    WITHDRAWN = "withdrawn"


class Sent(msgspec.Struct, frozen=True):
    """The newest calendar part that a person has, or is about to get: what its calendar stands at."""

    method: Method
    sequence: int
    when: When
    timezone: str


class Attendee(msgspec.Struct, frozen=True, kw_only=True):
    """One row of `attendees`."""

    item_id: UUID
    id: UUID
    person_id: UUID
    revision: int
    desired: Desired
    person: Person
    manage_url: str
    join_url: str
    role: str
    changed_at: datetime


class Step(msgspec.Struct, frozen=True):
    """`method` None: the message goes without a calendar part. `raises`: the item's counter rises first."""

    method: Method | None
    raises: bool = False


def on_invite(last: Sent | None, *, has_entry: bool) -> Step:
    """After a CANCEL the counter rises, so that the calendar takes the person back: n+1 withdrew, n+2 invites."""
    if not has_entry:
        return Step(None)
    return Step("REQUEST", raises=last is not None and last.method == "CANCEL")


def on_withdraw(last: Sent | None, *, still_invited: bool) -> Step:
    """A CANCEL only where there is an entry to take out, and nobody else at that address keeps it."""
    if last is None or last.method == "CANCEL" or still_invited:
        return Step(None)
    return Step("CANCEL", raises=True)
