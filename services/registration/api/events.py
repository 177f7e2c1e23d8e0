"""The public programme as JSON: a list in the order of the days, and one event whole."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import get
from litestar.params import QueryParameter

from services.registration.domain.event import Event, ProgrammeLine, Session
from services.registration.domain.programme import read_filter
from services.registration.domain.window import Window, WindowState
from services.registration.operations import programme
from shared.cursors import read_limit
from shared.house import House
from shared.programme.entries import EventKind, Format
from shared.programme.session_time import as_written, when_of
from shared.web.given import FromPath, TheHouse
from shared.web.query import Cursor, Limit, documented
from shared.when import When


class RegistrationWindow(msgspec.Struct, frozen=True, kw_only=True):
    """Whether one may register now. `opens_at` and `closes_at` are in UTC, null where they say nothing."""

    state: WindowState
    opens_at: datetime | None
    closes_at: datetime | None


class EventPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where, with as much as is known; the rest is empty. `country` is ISO 3166-1 alpha-2. `tentative`: the venue is to
    be confirmed. `host_open`: cities were invited to host it.
    """

    format: Format | None
    platform: str
    venue: str
    city: str
    country: str
    tentative: bool
    host_open: bool


class EventLine(msgspec.Struct, frozen=True, kw_only=True):
    """An event in a list. `when` is as exact as is known: see its `precision`. `timezone` is an IANA name, empty while
    unknown. `original_when` is the date of the source where the programme was moved by whole years.
    """

    slug: str
    title: str
    kind: EventKind
    when: When
    timezone: str
    original_when: When | None
    place: EventPlace
    network: str
    partners: tuple[str, ...]
    cancelled: bool
    registration: RegistrationWindow
    page_url: str


class EventPage(msgspec.Struct, frozen=True):
    """`next` is the cursor of what follows, null at the end."""

    items: tuple[EventLine, ...]
    next: str | None


class Seats(msgspec.Struct, frozen=True):
    """`capacity` null: as many as come."""

    capacity: int | None
    taken: int
    waiting: int


class EventSpeaker(msgspec.Struct, frozen=True):
    """Who speaks; what is not said is empty. `native_name` is the name in its own script, its language BCP 47."""

    name: str
    native_name: str
    native_name_language: str
    role: str
    organisation: str


class EventSession(msgspec.Struct, frozen=True):
    """A part of the event; they stand by their time, else in their order. `slug` never changes; a registration names
    sessions by it.

    `day` counts from the event's first, 1; `begins` and `ends` (HH:MM) are on the clock of the event's zone, and an end
    that is no later than the beginning is one of the next morning; null while not known. `when` is the date that this
    gives, null while the event's is open.
    """

    slug: str
    title: str
    agenda: tuple[str, ...]
    breakouts: tuple[str, ...]
    speakers: tuple[EventSpeaker, ...]
    day: int | None
    begins: str | None
    ends: str | None
    room: str
    when: When | None


class EventMaterial(msgspec.Struct, frozen=True):
    """Something to fetch after the event."""

    title: str
    url: str


class EventPressNote(msgspec.Struct, frozen=True):
    """Plain text; an empty line stands between paragraphs. `language` is BCP 47."""

    language: str
    text: str


class EventDetail(EventLine, frozen=True, kw_only=True):
    """An event whole. `conflict` says where its sources contradict each other. `days` is 0 where not said.

    `recording_url` is empty where there is none. `description` is plain text: an empty line stands between paragraphs.
    """

    description: str
    network_name: str
    days: int
    recurs: str
    audience: tuple[str, ...]
    components: tuple[str, ...]
    conflict: str
    reported_attendance: str
    after_event: tuple[str, ...]
    approval: bool
    seats: Seats
    sessions: tuple[EventSession, ...]
    recording_url: str
    materials: tuple[EventMaterial, ...]
    press_note: EventPressNote | None


Year = Annotated[str, documented("Only what takes place, or may, in this year", type="integer")]
Kind = Annotated[str, documented("Only this kind", enum=list(EventKind))]
Network = Annotated[str, documented("Only this network, by its key, like NEASCN")]
PlaceFormat = Annotated[str, QueryParameter(name="format", description="Only this format", enum=list(Format))]
Words = Annotated[str, documented("Words of title, city or network, all of them, in any order; accents do not count")]


@get("/api/v1/events", tags=["Programme"])
async def list_events(
    *,
    house: TheHouse,
    year: Year = "",
    kind: Kind = "",
    network: Network = "",
    place_format: PlaceFormat = "",
    q: Words = "",
    limit: Limit = "",
    cursor: Cursor = "",
) -> EventPage:
    """The programme, in the order of its days; an open date stands after the fixed ones of its span."""
    chosen = read_filter({"year": year, "kind": kind, "network": network, "format": place_format, "q": q})
    found = await programme.list_events(house, chosen, limit=read_limit(limit), cursor=cursor)
    items = tuple(EventLine(**_line(house, each.line, each.window)) for each in found.events)
    return EventPage(items, found.next)


@get("/api/v1/events/{slug:str}", tags=["Programme"])
async def get_event(house: TheHouse, slug: FromPath[str]) -> EventDetail:
    """One event with its sessions, and all that is known or open."""
    shown = await programme.event_page(house, slug)
    event, after = shown.event, shown.event.after
    return EventDetail(
        **_line(house, event, shown.window),
        description=event.description,
        network_name=event.network_name,
        days=event.days,
        recurs=event.recurs,
        audience=event.audience,
        components=event.components,
        conflict=event.conflict,
        reported_attendance=event.reported_attendance,
        after_event=event.after_event,
        approval=event.approval,
        seats=Seats(event.capacity, event.confirmed_count, event.waitlisted_count),
        sessions=tuple(_session(each, event) for each in event.sessions),
        recording_url=after.recording_url,
        materials=tuple(EventMaterial(each.title, each.url) for each in after.materials),
        press_note=EventPressNote(after.press_note_language, after.press_note) if after.press_note else None,
    )


def _session(session: Session, event: Event) -> EventSession:
    said = {**msgspec.structs.asdict(session), "when": when_of(session, event)}
    hours = {"begins": as_written(session.begins), "ends": as_written(session.ends)}
    return msgspec.convert(said | hours, EventSession, from_attributes=True)


def _line(house: House, event: Event | ProgrammeLine, window: Window) -> dict[str, Any]:
    """What list and detail both say. Never the address under which confirmed people join."""
    return {
        "slug": event.slug,
        "title": event.title,
        "kind": event.kind,
        "when": event.when,
        "timezone": event.timezone,
        "original_when": event.original_when,
        "place": EventPlace(
            format=event.format,
            platform=event.platform,
            venue=event.venue,
            city=event.city,
            country=event.country,
            tentative=event.venue_tentative,
            host_open=event.host_open,
        ),
        "network": event.network,
        "partners": event.partners,
        "cancelled": event.cancelled_at is not None,
        "registration": RegistrationWindow(state=window.state, opens_at=window.opens_at, closes_at=window.closes_at),
        "page_url": house.url(f"/events/{event.slug}"),
    }


HANDLERS = (list_events, get_event)
