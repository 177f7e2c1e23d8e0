"""What a calendar part is made of. Texts are plain; escaping, encoding and folding are the builder's work."""

from datetime import datetime

import msgspec

from shared.when import When

FEED_REFRESH = "PT1H"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One VEVENT. `when` must be fixed, and `timezone` known where it has a time of day: see `has_entry`.

    `stamp` (UTC) becomes DTSTAMP: in mail the instant of the message, in feeds that of the last revision.
    `transparent`: it leaves the time free.
    """

    uid: str
    sequence: int
    stamp: datetime
    when: When
    timezone: str
    title: str
    location: str = ""
    description: str = ""
    page_url: str = ""
    join_url: str = ""
    cancelled: bool = False
    transparent: bool = False


class Organizer(msgspec.Struct, frozen=True):
    """Who invites: the very address the mail comes from."""

    name: str
    address: str


class Guest(msgspec.Struct, frozen=True):
    """The one attendee of an invite. `role` is RFC 5545 section 3.2.16."""

    name: str
    address: str
    role: str = "REQ-PARTICIPANT"


def has_entry(when: When, timezone: str) -> bool:
    """Whether this can stand in a calendar: the day is fixed, and a time of day has a zone."""
    return when.is_fixed and (when.start is None or timezone != "")
