"""What a calendar program understands of a part: the same words for every library."""

import msgspec


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """One VEVENT. Moments are `20270526T060000Z` or, for whole days, `20270526`; absent texts are empty."""

    uid: str
    sequence: int
    status: str
    stamp: str
    start: str
    end: str
    summary: str
    location: str
    description: str
    organizer: str
    organizer_name: str
    attendees: tuple[tuple[str, str, str], ...]
    """(address, CN, ROLE) of each."""


class Part(msgspec.Struct, frozen=True):
    """One calendar: its method and its entries, in their order."""

    method: str
    entries: tuple[Read, ...]
