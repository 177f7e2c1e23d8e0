"""Who is chosen for a cohort: seats, offers with a date to accept by, and a reserve that moves up by itself."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from services.training.domain.call import Quota
from services.training.domain.nomination import UNDER_REVIEW, State
from services.training.domain.quotas import Person, fits, next_in
from shared.when import Precision, When

HOLDING = frozenset({State.OFFERED, State.ACCEPTED})
"""Who has a seat, or may have it by accepting."""
REMINDED_BEFORE = timedelta(days=2)


class Outcome(StrEnum):
    """What became of an offer. `LAPSED`: nobody answered in time."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class Seats(msgspec.Struct, frozen=True):
    """The fewest with whom a cohort is held and the most that it takes; 0: nobody said. An exact number is both."""

    least: int
    most: int


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """A row. `chosen` and `reserve` are a draft until it is published; then `reserve` is the order of those who wait.

    `seats` are those that are filled again when they become free. `revision` tells a stale edit.
    """

    cohort_id: UUID
    chosen: tuple[UUID, ...] = ()
    reserve: tuple[UUID, ...] = ()
    seats: int = 0
    revision: int = 0
    published_at: datetime | None = None
    decided_by: str = ""


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A seat offered. It holds to the end of the day `accept_by` in `timezone`; `ends_at` is that instant (UTC)."""

    id: UUID
    cohort_id: UUID
    nomination_id: UUID
    accept_by: date
    timezone: str
    ends_at: datetime
    sent_at: datetime
    reminded_at: datetime | None
    outcome: Outcome | None
    answered_at: datetime | None
    participant_id: UUID | None
    reason: str

    @property
    def until(self) -> When:
        """The last minute of its last day, by the host's clock."""
        return When(precision=Precision.TIME, start=datetime.combine(self.accept_by, time(23, 59)))

    def is_open(self, now: datetime) -> bool:
        return self.outcome is None and now < self.ends_at


def last_day(now: datetime, days: int, zone: str, first: date | None) -> date:
    """The last day to accept an offer made now: `days` on in the host's zone, before the course begins, never past."""
    today = now.astimezone(ZoneInfo(zone)).date()
    wanted = today + timedelta(days=days)
    if first is not None:
        wanted = min(wanted, first - timedelta(days=1))
    return max(wanted, today)


def end_of(day: date, zone: str) -> datetime:
    """Midnight after this day, in UTC."""
    return When(precision=Precision.DAY, first=day, last=day).over_at(zone)


def has_started(when: When, zone: str, now: datetime) -> bool:
    """From its first hour, or midnight of its first day; an open date has not."""
    if not when.is_fixed:
        return False
    start = when.starts_at(zone) or end_of(when.first_day - timedelta(days=1), zone)
    return now >= start


def promoted(
    quotas: Sequence[Quota], people: Mapping[UUID, Person], held: Collection[UUID], reserve: Sequence[UUID], seats: int
) -> tuple[UUID, ...]:
    """Who moves up into the seats that are free, in the order in which they do.

    `held` have an offer or accepted; `reserve` is in its order, ids of others in it are passed over.
    """
    holding = [people[id_] for id_ in held]
    waiting = [people[id_] for id_ in reserve if id_ in people and id_ not in held]
    found: list[UUID] = []
    while (one := next_in(quotas, holding, waiting, seats - len(holding), list(people.values()))) is not None:
        holding.append(one)
        waiting.remove(one)
        found.append(one.id)
    return tuple(found)


def may_move_up(quotas: Sequence[Quota], held: Sequence[Person], person: Person, seats: Seats) -> bool:
    """By hand, out of order: while a seat is free and within the quotas."""
    return len(held) < seats.most and fits(quotas, held, person)


def refused(states: Mapping[UUID, State], selection: Selection) -> tuple[UUID, ...]:
    """Who gets a refusal when this is published: all under review who are neither chosen nor on the reserve list."""
    told = {*selection.chosen, *selection.reserve}
    return tuple(id_ for id_, state in states.items() if state in UNDER_REVIEW and id_ not in told)
