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
    """One row of `attendees`; `sessions` are keys of the item's that they chose, read of one person under any
    registration.
    """

    item_id: UUID
    id: UUID
    person_id: UUID
    revision: int
    desired: Desired
    person: Person
    manage_url: str
    role: str
    changed_at: datetime
    sessions: tuple[str, ...] = ()


def on_invite(*, has_entry: bool) -> Method | None:
    """None: the message goes without a calendar part."""
    return "REQUEST" if has_entry else None


def on_withdraw(last: Sent | None, *, still_invited: bool) -> Method | None:
    """A CANCEL only where there is an entry to take out, and nobody else at that address keeps it."""
    if last is None or last.method == "CANCEL" or still_invited:
        return None
    return "CANCEL"


def on_update(last: Sent | None, *, has_entry: bool, cancelled: bool) -> Method | None:
    """What a change of the item itself sends. The item's counter was raised for all.

    A cancelled item, or one whose day is open again, leaves the calendars that it stands in.
    """
    if has_entry and not cancelled:
        return "REQUEST"
    return "CANCEL" if last is not None and last.method == "REQUEST" else None
