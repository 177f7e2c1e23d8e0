"""An event as the calendars know it."""

from uuid import UUID

import msgspec

from services.registration.domain.event import Session
from shared.contracts.common import Place
from shared.contracts.notify import CalendarPut
from shared.programme.entries import EventFields


def place_of(event: EventFields) -> Place:
    """Where it takes place, with as much as is known."""
    return Place(
        format=event.format or "",
        venue=event.venue,
        city=event.city,
        country=event.country,
        platform=event.platform,
        tentative=event.venue_tentative,
    )


def item_key(event_id: UUID) -> str:
    """The item's name at notify."""
    return f"event:{event_id}"


def calendar_item(
    event: EventFields,
    sessions: tuple[Session, ...],
    *,
    id: UUID,  # noqa: A002  # the row's id
    slug: str,
    revision: int,
    page_url: str,
    cancelled: bool,
    withdrawn: bool,
) -> CalendarPut:
    """The item as it is now. Its description names the parts of the event."""
    parts = [session.title for session in sessions] or list(event.components)
    return CalendarPut(
        owner="registration",
        key=item_key(id),
        revision=revision,
        slug=slug,
        title=event.title,
        when=event.when,
        timezone=event.timezone,
        place=place_of(event),
        description="\n".join(parts),
        page_url=page_url,
        feeds=("programme", f"event:{slug}"),
        cancelled=cancelled,
        withdrawn=withdrawn,
    )


def same_item(one: CalendarPut, other: CalendarPut) -> bool:
    """Whether nothing that calendars show is different."""
    return msgspec.structs.replace(one, revision=other.revision) == other


def moves_people(before: EventFields, after: EventFields) -> bool:
    """Whether those who are registered must be told: another time, place or title."""
    return (before.title, before.when, before.timezone, place_of(before)) != (
        after.title,
        after.when,
        after.timezone,
        place_of(after),
    )
