"""What the desk's API of events takes and answers."""

from typing import Any, Literal

import msgspec

from services.registration.domain.event_date import date_edition
from services.registration.domain.event_list import EventState, ListedEvent
from services.registration.domain.load import KeptEvent
from services.registration.operations.edit_event import Editable
from shared.house import House
from shared.programme.entries import EventKind, Format
from shared.when import When


class DeskSeats(msgspec.Struct, frozen=True):
    """`capacity` null: as many as come. `pending` wait for approval."""

    capacity: int | None
    taken: int
    waiting: int
    pending: int


class DeskEventLine(msgspec.Struct, frozen=True, kw_only=True):
    """An event in the desk's list. `page_url` answers 404 to everybody while it is a draft."""

    slug: str
    title: str
    kind: EventKind
    when: When
    timezone: str
    state: EventState
    seats: DeskSeats
    page_url: str
    desk_url: str


class DeskEventPage(msgspec.Struct, frozen=True):
    """`next` is the cursor of what follows, null at the end."""

    items: tuple[DeskEventLine, ...]
    next: str | None


class DeskEvent(DeskEventLine, frozen=True, kw_only=True):
    """An event whole. `registration_opens` and `_closes` are on the wall clock of its zone (of Seoul while that is not
    known), empty where not said. `edition` names what the fields hold now, `date_edition` the date.
    """

    edition: str
    date_edition: str
    description: str
    format: Format | None
    platform: str
    venue: str
    city: str
    country: str
    venue_tentative: bool
    host_open: bool
    network: str
    days: int | None
    recurs: str
    audience: tuple[str, ...]
    components: tuple[str, ...]
    partners: tuple[str, ...]
    after_event: tuple[str, ...]
    approval: bool
    registration_opens: str
    registration_closes: str
    join_url: str
    reminders: tuple[str, ...]


class _Date(msgspec.Struct, frozen=True, kw_only=True):
    """With precision "fixed" `first` is needed; with "month", "quarter" and "year" the year and the month or quarter.

    `first` and `last` are days, `begins` and `ends` hours (HH:MM) on the wall clock of `timezone` (IANA).
    """

    first: str = ""
    last: str = ""
    begins: str = ""
    ends: str = ""
    year: int | None = None
    month: int | None = None
    quarter: int | None = None
    timezone: str = ""
    tentative: bool = False


class _Details(_Date, frozen=True, kw_only=True):
    """Moments are ISO 8601, without an offset on the wall clock of the event. `country` is ISO 3166-1 alpha-2.

    A new event has all reminders where they are not sent; an empty list is none. `description` is plain text of at
    most 5,000 characters, with an empty line between paragraphs.
    """

    description: str = ""
    format: Format | None = None
    platform: str = ""
    venue: str = ""
    city: str = ""
    country: str = ""
    venue_tentative: bool = False
    host_open: bool = False
    network: str = ""
    days: int | None = None
    recurs: str = ""
    audience: list[str] = []
    components: list[str] = []
    partners: list[str] = []
    after_event: list[str] = []
    capacity: int | None = None
    approval: bool = False
    registration_opens: str | None = None
    registration_closes: str | None = None
    join_url: str = ""
    reminders: list[Literal["week", "day", "hours"]] = msgspec.field(default_factory=lambda: ["week", "day", "hours"])


class NewDate(_Date, frozen=True, kw_only=True):
    """`at_once`: people are told now, without waiting for further changes. `edition`: the `date_edition` that was read;
    where it is no longer, 409 `changed-meanwhile`. `reason` stands in the mail to the people, at most 500 characters.
    """

    edition: str = ""
    precision: Literal["fixed", "month", "quarter", "year"] = "fixed"
    at_once: bool = False
    reason: str = ""


class NewEvent(_Details, frozen=True, kw_only=True):
    """`copy_of` with `copy_sessions` takes over the sessions of another event."""

    title: str
    kind: EventKind
    precision: Literal["fixed", "month", "quarter", "year"]
    copy_of: str = ""
    copy_sessions: bool = False


class Cancelling(msgspec.Struct, frozen=True):
    """`at_once`: people are told now, without waiting for further changes. `reason` stands in the mail to them, at most
    500 characters.
    """

    at_once: bool = False
    reason: str = ""


def _some_of(name: str, body: type[msgspec.Struct], *without: str, **more: Any) -> type[msgspec.Struct]:
    """The same fields, every one of them may be left out."""
    fields: list[tuple[str, Any, Any]] = [
        (field.name, field.type, msgspec.UNSET) for field in msgspec.structs.fields(body) if field.name not in without
    ]
    return msgspec.defstruct(name, [*fields, *((key, kind, msgspec.UNSET) for key, kind in more.items())], kw_only=True)


_OF_A_NEW_ONE = {*_Date.__struct_fields__, "precision", "copy_of", "copy_sessions"}
ChangedEvent = _some_of("ChangedEvent", NewEvent, *_OF_A_NEW_ONE, edition=str, at_once=bool)
NextYearsEvent = _some_of("NextYearsEvent", NewEvent, "copy_of")


def line_of(event: ListedEvent, house: House) -> DeskEventLine:
    """An event as the list shows it."""
    return DeskEventLine(**_line(event, house), state=event.state)


def whole(found: Editable, house: House) -> DeskEvent:
    """An event as its form holds it."""
    names = set(DeskEvent.__struct_fields__) - set(DeskEventLine.__struct_fields__) - {"edition", "date_edition"}
    held: dict[str, Any] = {name: found.body[name] for name in names}
    held["format"] = found.event.format
    held |= {name: tuple(value) for name, value in held.items() if isinstance(value, list)}
    held["date_edition"] = date_edition(found.event.when, found.event.timezone)
    return DeskEvent(**_line(found.event, house), state=found.state, edition=found.edition, **held)


def _line(event: ListedEvent | KeptEvent, house: House) -> dict[str, Any]:
    return {
        "slug": event.slug,
        "title": event.title,
        "kind": event.kind,
        "when": event.when,
        "timezone": event.timezone,
        "seats": DeskSeats(event.capacity, event.confirmed_count, event.waitlisted_count, event.pending_count),
        "page_url": house.url(f"/events/{event.slug}"),
        "desk_url": house.url(f"/organize/events/{event.slug}"),
    }
