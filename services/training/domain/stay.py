"""A participant's stay: how and when they come and go, what they need, whom to call in an emergency."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

import msgspec

KEPT_AFTER_COURSE = timedelta(days=30)
"""Of everything told for the stay, and of documents; /privacy says the same."""
ASKED_AGAIN_AFTER = timedelta(days=3)
"""So long nobody is asked once more."""


class Leg(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Coming or going, by the clock on the wall; `by` is a flight or train, `at` an airport or station."""

    day: date | None = None
    hour: time | None = None
    by: str = ""
    at: str = ""


class Travel(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`local`: they live nearby and do not travel. The hours are those of `timezone` (IANA)."""

    local: bool = False
    timezone: str = ""
    arrival: Leg = Leg()
    departure: Leg = Leg()
    lodging: str = ""


class Needs(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody eats and needs to take part, and whom to call in an emergency. Lines are parted by line breaks."""

    diet: str = ""
    access: str = ""
    contact_name: str = ""
    contact_relation: str = ""
    contact_phone: str = ""


class Stay(msgspec.Struct, frozen=True, kw_only=True):
    """A row. `revision` tells a stale edit; 0: nothing was told yet."""

    participant_id: UUID
    travel: Travel = Travel()
    needs: Needs = Needs()
    revision: int = 0
    changed_at: datetime | None = None

    @property
    def told_arrival(self) -> bool:
        """Whether organizers know when they come."""
        return self.travel.local or self.travel.arrival.day is not None
