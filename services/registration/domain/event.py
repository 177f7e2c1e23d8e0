"""An event of the programme: what is known of it, and what was decided about it."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from shared.contracts.notify import REMINDERS
from shared.programme.entries import EventFields, EventKind, Format, SessionEntry
from shared.when import When


class Session(SessionEntry, frozen=True, kw_only=True):
    """A part of an event; sessions stand in the order of their time. The slug never changes."""

    slug: str


class Material(msgspec.Struct, frozen=True):
    """Something to fetch: slides, a report."""

    title: str
    url: str


class After(msgspec.Struct, frozen=True, kw_only=True):
    """What the event's page shows of it. Texts are empty where there is none; the language is a BCP 47 tag."""

    recording_url: str = ""
    materials: tuple[Material, ...] = ()
    press_note: str = ""
    press_note_language: str = ""


class Event(EventFields, frozen=True, kw_only=True):
    """An event with its sessions. `over_at`: UTC, when it, or its open period, is over.

    `original_when` is the date as the source gives it, where it was moved by whole years; else None.
    `network_name` is empty for a network that no file describes.
    """

    id: UUID
    slug: str
    over_at: datetime
    revision: int
    original_when: When | None = None
    published: bool = True
    reminders: tuple[str, ...] = REMINDERS
    cancelled_at: datetime | None = None
    closed_at: datetime | None = None
    confirmed_count: int = 0
    waitlisted_count: int = 0
    pending_count: int = 0
    network_name: str = ""
    network_countries: tuple[str, ...] = ()
    sessions: tuple[Session, ...] = ()
    after: After = After()

    @property
    def takes_registrations(self) -> bool:
        return self.published

    @property
    def is_full(self) -> bool:
        """Whoever registers now, or is approved, waits: a newcomer never passes the queue (registration.py)."""
        return self.capacity is not None and (self.confirmed_count >= self.capacity or self.waitlisted_count > 0)


class ProgrammeLine(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the programme: an event, or a cohort that training has told of (`source` "training").

    `page` is its address. Of a cohort, `days` or `weeks` is how long it lasts, and seats are what its source says.
    """

    source: str
    slug: str
    title: str
    kind: EventKind
    when: When
    timezone: str
    format: Format | None
    platform: str
    venue: str
    city: str
    country: str
    venue_tentative: bool
    host_open: bool
    network: str
    partners: tuple[str, ...]
    days: int
    weeks: int
    seats_from: int
    seats_to: int
    original_when: When | None
    cancelled_at: datetime | None
    closed_at: datetime | None
    registration_opens: datetime | None
    registration_closes: datetime | None
    capacity: int | None
    confirmed_count: int
    over_at: datetime
    sort_on: date
    page: str

    @property
    def takes_registrations(self) -> bool:
        return self.source == "event"

    @property
    def is_full(self) -> bool:
        """A new registration would wait."""
        return self.capacity is not None and self.confirmed_count >= self.capacity


class Network(msgspec.Struct, frozen=True):
    """A regional network; `name` equals `key` where no file describes it."""

    key: str
    name: str
