"""What an organizer writes of an event, its date aside: read loosely, every problem at once, for page and API."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from services.registration.domain.load import KeptEvent
from services.registration.domain.reading import EventReading
from services.registration.domain.registration import HOME_ZONE
from shared.contracts.notify import REMINDERS
from shared.i18n.mark import mark
from shared.programme.entries import EventKind, Format
from shared.programme.events import LONGEST_ADDRESS, LONGEST_DESCRIPTION, MOST_SEATS
from shared.programme.table import MOST, SHORT

TITLE = mark("Write the title of the event")
KIND = mark("Choose a kind from the list")
FORMAT = mark("Choose a format from the list")
NETWORK = mark("Choose a network from the list")
CLOSES = mark("Registration closes before it opens: write a later moment")
REMINDER = mark("Choose reminders from the list: %(names)s")
LONGEST_EVENT = 366
_LISTS = ("audience", "components", "partners", "after_event")


class EventDetails(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of an event that an organizer writes, by the names they have in the programme file."""

    title: str
    kind: EventKind
    description: str
    format: Format | None
    platform: str
    venue: str
    city: str
    country: str
    venue_tentative: bool
    host_open: bool
    network: str
    days: int
    recurs: str
    audience: tuple[str, ...]
    components: tuple[str, ...]
    partners: tuple[str, ...]
    after_event: tuple[str, ...]
    capacity: int | None
    approval: bool
    registration_opens: datetime | None
    registration_closes: datetime | None
    join_url: str
    reminders: tuple[str, ...]


DETAILS = EventDetails.__struct_fields__
_LONGEST = dict.fromkeys(DETAILS, SHORT) | {"join_url": LONGEST_ADDRESS, "description": LONGEST_DESCRIPTION}


def read_details(body: Mapping[str, object], *, zone: str, networks: Collection[str]) -> EventDetails:
    """`zone` ("" while unknown) is that of wall clocks; `networks` are the keys one may choose.
    Reminders that are not said are all of them; an empty list is none. Raises Invalid with every problem.
    """
    reading = EventReading(body, _LONGEST)
    title = reading.text("title", missing=TITLE)
    kind = reading.choice("kind", EventKind, KIND)
    found = {
        "description": reading.prose("description"),
        "format": reading.choice("format", Format, FORMAT, optional=True),
        **{name: reading.text(name) for name in ("platform", "venue", "city")},
        "country": reading.country(optional=True),
        "venue_tentative": reading.flag("venue_tentative"),
        "host_open": reading.flag("host_open"),
        "network": reading.one_of("network", networks, NETWORK, ""),
        "days": reading.count("days", 1, LONGEST_EVENT) or 0,
        "recurs": reading.text("recurs"),
        **{name: reading.texts(name, most=MOST) for name in _LISTS},
        "capacity": reading.count("capacity", 1, MOST_SEATS),
        "approval": reading.flag("approval"),
    }
    opens, closes = (reading.moment(f"registration_{end}", zone or HOME_ZONE) for end in ("opens", "closes"))
    if opens and closes and closes <= opens:
        reading.bad("registration_closes", CLOSES)
    url = reading.web("join_url")
    reminders = _reminders(reading) if "reminders" in body else REMINDERS
    reading.check()
    assert kind is not None, "without problems there is one"
    return EventDetails(
        title=title,
        kind=kind,
        registration_opens=opens,
        registration_closes=closes,
        join_url=url,
        reminders=reminders,
        **found,  # type: ignore[arg-type]  # without problems every value has its type
    )


def _reminders(reading: EventReading) -> tuple[str, ...]:
    chosen = reading.texts("reminders", most=MOST)
    if set(chosen) - set(REMINDERS):
        reading.bad("reminders", REMINDER, names=", ".join(REMINDERS))
    return tuple(name for name in REMINDERS if name in chosen)


def body_of(event: EventDetails | KeptEvent, zone: str) -> dict[str, object]:
    """What the form of this event holds: a body that reads as what is kept. Moments are wall clocks of `zone`."""
    body = {name: getattr(event, name) for name in DETAILS}
    for name in ("registration_opens", "registration_closes"):
        moment = body[name]
        body[name] = f"{moment.astimezone(ZoneInfo(zone or HOME_ZONE)):%Y-%m-%dT%H:%M}" if moment else ""
    return {
        **body,
        "kind": event.kind.value,
        "format": event.format.value if event.format else "",
        "days": event.days or None,
        **{name: list(body[name]) for name in (*_LISTS, "reminders")},
    }


def edition(event: KeptEvent) -> str:
    """Names what the fields hold now: a form that carries another one was filled in from something older."""
    whole = msgspec.json.encode([event.timezone, {name: getattr(event, name) for name in DETAILS}])
    return hashlib.sha256(whole).hexdigest()[:16]


def changes(before: KeptEvent, after: KeptEvent) -> tuple[str, ...]:
    """The fields that differ, in the order of the form."""
    return tuple(name for name in DETAILS if getattr(before, name) != getattr(after, name))


def said(event: KeptEvent, names: Collection[str]) -> dict[str, str]:
    """The fields in words for the audit trail; an empty one is "". Moments are in UTC."""
    return {name: _said(getattr(event, name)) for name in names}


def _said(value: object) -> str:
    if value is None or value is False or value == 0:
        return ""
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, datetime):
        return f"{value.astimezone(ZoneInfo('UTC')):%Y-%m-%dT%H:%MZ}"
    return "yes" if value is True else str(value)
