"""What loading a programme file changes: pure, from what is kept and what the file says."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec

from services.registration.domain.date_news import DateNews, date_news
from services.registration.domain.desk import Asked
from services.registration.domain.load_sessions import KeptSession, SessionPlan, plan_sessions
from services.registration.domain.place import moves_people
from shared.contracts.notify import REMINDERS
from shared.ids import uuid7
from shared.programme.entries import EventEntry, EventFields
from shared.programme.merge import as_json, merge
from shared.programme.schedule import schedule_of
from shared.when import When

FIELDS = EventFields.__struct_fields__
DECIDED = (
    "id", "slug", "revision", "published", "cancelled_at", "confirmed_count", "waitlisted_count", "pending_count",
    "closed_at", "reminders",
)  # fmt: skip
BOUND = ({"when", "timezone"}, {"registration_opens", "registration_closes"})


class KeptEvent(EventFields, frozen=True, kw_only=True):
    """An event as it is kept. `loaded` holds what the last load wrote; None for an event that no file brought."""

    id: UUID
    slug: str
    revision: int
    moved_years: int
    original_when: When | None
    loaded: dict[str, Any] | None
    published: bool
    cancelled_at: datetime | None
    confirmed_count: int
    waitlisted_count: int
    pending_count: int = 0
    closed_at: datetime | None = None
    reminders: tuple[str, ...] = REMINDERS


class EventPlan(msgspec.Struct, frozen=True, kw_only=True):
    """One event of the file: `before` is None for a new one. `touched` are the fields the file changed."""

    before: KeptEvent | None
    after: KeptEvent
    sessions: SessionPlan
    sessions_before: tuple[KeptSession, ...] = ()
    touched: tuple[str, ...] = ()
    left_alone: tuple[str, ...] = ()

    @classmethod
    def of(cls, before: KeptEvent, after: KeptEvent, sessions: Iterable[KeptSession]) -> "EventPlan":
        """A change of the event alone; its sessions stay as they are."""
        kept = tuple(sessions)
        return cls(before=before, after=after, sessions=SessionPlan(all=kept), sessions_before=kept)

    def people_told(self, now: datetime, asked: Asked) -> int:
        """How many would hear of it: who takes part in what moves, those for whom a seat opens and, of another date,
        all who wait for a place, and those who asked to be told of it (`asked`) and know something else.
        """
        news = self.date_news(now)
        if news is None:
            return self.taking_part(now) + self.seats_opened(now)
        waiting = self.after.waitlisted_count + self.after.pending_count
        return self.taking_part(now) + waiting + news.concerns(asked)

    def date_news(self, now: datetime) -> DateNews | None:
        """What the date is to those whose calendar shows nothing of the event; None where it is what it was."""
        return date_news(self.before, self.after, now) if self.before is not None and self.changes_date else None

    @property
    def changes_date(self) -> bool:
        """Of an event that takes place and is not closed."""
        before, after = self.before, self.after
        if before is None or after.cancelled_at is not None or after.closed_at is not None:
            return False
        return (before.when, before.timezone) != (after.when, after.timezone)

    def taking_part(self, now: datetime) -> int:
        """How many are told of what their calendars show; of what is over nobody is."""
        before, after = self.before, self.after
        if before is None or after.cancelled_at is not None or schedule_of(after.when, after.timezone).over_at <= now:
            return 0
        return before.confirmed_count if moves_people(before, after) else 0

    def seats_opened(self, now: datetime) -> int:
        """How many a raised capacity lets in from the waiting list; nobody when the event is cancelled or over."""
        after = self.after
        if self.before is None or self.before.capacity == after.capacity or after.cancelled_at is not None:
            return 0
        if schedule_of(after.when, after.timezone).over_at <= now:
            return 0
        free = after.waitlisted_count if after.capacity is None else max(0, after.capacity - after.confirmed_count)
        return min(free, after.waitlisted_count)


def plan_event(
    entry: EventEntry, kept: KeptEvent | None, sessions: list[KeptSession], move_years: int | None
) -> EventPlan:
    """Merge one entry of the file with what is kept. `move_years` None: each event keeps its own shift."""
    years = move_years if move_years is not None else kept.moved_years if kept else 0
    wanted = as_json(_moved(entry, years))
    original = entry.when if years else None
    if kept is None:
        after = _kept(wanted, wanted, years, original, id=uuid7(), slug=entry.slug, revision=0)
        return EventPlan(
            before=None, after=after, sessions=plan_sessions(entry.sessions, []), touched=tuple(wanted), left_alone=()
        )
    merged = merge(_fields(kept), kept.loaded or {}, wanted, FIELDS, BOUND)
    after = _kept(merged.values, wanted, years, original, **_decided(kept))
    return EventPlan(
        before=kept,
        after=after,
        sessions=plan_sessions(entry.sessions, sessions),
        sessions_before=tuple(sessions),
        touched=merged.changed,
        left_alone=merged.left_alone,
    )


def _moved(entry: EventEntry, years: int) -> EventFields:
    """The entry's fields `years` later, instants in UTC. The wall clock of registration moves, not its instant."""
    fields = msgspec.convert(entry, EventFields, from_attributes=True)
    return msgspec.structs.replace(
        fields,
        when=fields.when.moved(years),
        registration_opens=years_later(entry.registration_opens, years),
        registration_closes=years_later(entry.registration_closes, years),
    )


def years_later(moment: datetime | None, years: int) -> datetime | None:
    """The same wall clock `years` later, in UTC. `moment` is in the zone of that clock."""
    if moment is None:
        return None
    year = moment.year + years
    try:
        return moment.replace(year=year).astimezone(UTC)
    except ValueError:  # 29 February, in a year that has none
        return moment.replace(year=year, day=28).astimezone(UTC)


def _fields(kept: KeptEvent) -> dict[str, Any]:
    return as_json(msgspec.convert(kept, EventFields, from_attributes=True))


def _decided(kept: KeptEvent) -> dict[str, Any]:
    """What no file says: who the event is and what people decided about it."""
    return {name: getattr(kept, name) for name in DECIDED}


def _kept(
    values: Mapping[str, Any], loaded: dict[str, Any], years: int, original: When | None, **decided: Any
) -> KeptEvent:
    fields = msgspec.convert(values, EventFields)
    own = {"published": True, "cancelled_at": None, "confirmed_count": 0, "waitlisted_count": 0} | decided
    return KeptEvent(
        **{name: getattr(fields, name) for name in FIELDS},
        **own,
        moved_years=years,
        original_when=original,
        loaded=loaded,
    )
