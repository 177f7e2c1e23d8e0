"""What the desk shows of events, and whom a decision is told to."""

from datetime import datetime

import msgspec

from shared.when import When


class Interested(msgspec.Struct, frozen=True):
    """Somebody who asked to be told of the date."""

    email: str
    language: str
    timezone: str


class DeskEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the desk's list."""

    slug: str
    title: str
    when: When
    timezone: str
    conflict: str
    capacity: int | None
    approval: bool
    published: bool
    cancelled_at: datetime | None
    confirmed_count: int
    waitlisted_count: int
    pending_count: int
