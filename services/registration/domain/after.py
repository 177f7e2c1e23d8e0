"""Who came to an event, when that can be noted, and when it can be closed."""

from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from services.registration.domain.event import Event
from services.registration.domain.registration import Participant
from shared.places import LAST_PLACE_ON_EARTH


class Attendance(msgspec.Struct, frozen=True):
    """The confirmed: how many came, how many did not, of how many nobody has said."""

    came: int
    absent: int
    unmarked: int

    @property
    def people(self) -> int:
        return self.came + self.absent + self.unmarked

    @property
    def nobody_marked(self) -> bool:
        """There are people, and nobody has said of any whether they came."""
        return self.people > 0 and self.unmarked == self.people


class Came(msgspec.Struct, frozen=True):
    """Somebody who came, by the registration."""

    id: UUID
    participant: Participant


def has_begun(event: Event, now: datetime) -> bool:
    """With its hour, else with its first day; while its day is open, only once the open period is over."""
    if now >= event.over_at:
        return True
    if event.when.is_open:
        return False
    return now >= (event.when.start or _midnight(event)).replace(tzinfo=_zone(event))


def day_has_begun(event: Event, now: datetime) -> bool:
    """Its first day where it takes place, from midnight on; while its day is open, the first on which it may be."""
    return now >= _midnight(event).replace(tzinfo=_zone(event))


def _midnight(event: Event) -> datetime:
    return datetime.combine(event.when.first_day, time())


def _zone(event: Event) -> ZoneInfo:
    return ZoneInfo(event.timezone or LAST_PLACE_ON_EARTH)
