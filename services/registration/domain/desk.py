"""What the desk shows: what waits for somebody, what lies ahead, what happened; and whom a decision is told to."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from shared.programme.entries import Format
from shared.when import When


class Interested(msgspec.Struct, frozen=True):
    """Somebody who asked to be told of the date; `asked_at` the last time, where they did more than once."""

    event_id: UUID
    email: str
    language: str
    timezone: str
    asked_at: datetime


class Asked(msgspec.Struct, frozen=True):
    """How many asked to be told of the date: those who wait for it, and those who were told."""

    untold: int = 0
    told: int = 0


class DeskEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the desk's list."""

    slug: str
    title: str
    when: When
    timezone: str
    format: Format | None
    city: str
    days: int
    conflict: str
    capacity: int | None
    approval: bool
    published: bool
    cancelled_at: datetime | None
    confirmed_count: int
    waitlisted_count: int
    pending_count: int


APPROVE = "event.approve"
SETTLE = "event.settle"
_FAR = datetime.max.replace(tzinfo=UTC)


class WaitingEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event with registrations to approve, or with sources that contradict each other."""

    slug: str
    title: str
    conflict: str
    pending_count: int


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """Something that waits for a person: of an event (`APPROVE`, `SETTLE`), or as another service told it.

    `title` is the event's, or what the other service calls it; `facts` are what the words of its kind name, and
    `spoken` those that differ by language.
    """

    kind: str
    title: str
    count: int
    link: str
    facts: dict[str, str] = {}
    spoken: dict[str, dict[str, str]] = {}
    due: datetime | None = None

    def is_late(self, now: datetime) -> bool:
        return self.due is not None and self.due < now


class RegistrationNews(msgspec.Struct, frozen=True, kw_only=True):
    """What happened to the registrations of one event."""

    slug: str
    title: str
    new: int
    cancelled: int
    promoted: int


class EventNews(msgspec.Struct, frozen=True, kw_only=True):
    """What staff did with one event, the last time; `when` is its date as it is now. `action` is the audit trail's."""

    slug: str
    title: str
    when: When
    timezone: str
    format: Format | None
    city: str
    days: int
    action: str
    at: datetime


def tasks_of(event: WaitingEvent) -> list[Task]:
    """What of an event waits for a decision."""
    page, found = f"/organize/events/{event.slug}", []
    if event.pending_count:
        link = f"{page}/registrations?status=pending"
        found.append(Task(kind=APPROVE, title=event.title, count=event.pending_count, link=link))
    if event.conflict:
        facts = {"conflict": event.conflict}
        found.append(Task(kind=SETTLE, title=event.title, count=1, link=f"{page}/date", facts=facts))
    return found


def in_order(tasks: Iterable[Task], now: datetime) -> list[Task]:
    """What is overdue, then what is due soonest, then what concerns the most."""
    return sorted(tasks, key=lambda task: (not task.is_late(now), task.due or _FAR, -task.count))


def since_yesterday(now: datetime, timezone: str) -> datetime:
    """When yesterday began by the clock of that zone, as an instant in UTC."""
    zone = ZoneInfo(timezone)
    day = now.astimezone(zone).date() - timedelta(days=1)
    return datetime.combine(day, time(), zone).astimezone(UTC)
