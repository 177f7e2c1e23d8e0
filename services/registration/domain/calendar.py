"""An event as the calendars know it."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from services.registration.domain.event import Event, Session
from services.registration.domain.load import KeptEvent
from services.registration.domain.load_sessions import KeptSession
from services.registration.domain.place import place_of
from shared.contracts.notify import CalendarPut, ItemSession
from shared.programme.session_time import when_of


def item_key(event_id: UUID) -> str:
    """The item's name at notify."""
    return f"event:{event_id}"


def event_of(key: str) -> UUID:
    """The event that notify knows by this name. Raises ValueError for another kind of item."""
    return UUID(key.removeprefix("event:"))


def calendar_item(
    event: Event | KeptEvent, sessions: Sequence[Session | KeptSession], *, page_url: str, reason: str = ""
) -> CalendarPut:
    """The item as it is now, and why it became so. Its description names the parts of the event: its sessions, else
    what was said of it.
    """
    return CalendarPut(
        owner="registration",
        key=item_key(event.id),
        revision=event.revision,
        slug=event.slug,
        title=event.title,
        when=event.when,
        timezone=event.timezone,
        place=place_of(event),
        description="\n".join([one.title for one in sessions] or event.components),
        page_url=page_url,
        feeds=("programme", f"event:{event.slug}"),
        cancelled=event.cancelled_at is not None,
        withdrawn=not event.published,
        reminders=event.reminders,
        join_url=event.join_url,
        reason=reason,
        sessions=tuple(
            ItemSession(key=one.slug, title=one.title, when=when_of(one, event), place=one.room) for one in sessions
        ),
    )


def same_item(one: CalendarPut, other: CalendarPut) -> bool:
    """Whether nothing that calendars show is different."""
    return msgspec.structs.replace(one, revision=other.revision) == other


def sessions_told(before: CalendarPut, after: CalendarPut) -> list[str]:
    """The slugs of the sessions that the entries of who chose them name otherwise; none while there are no entries."""
    if not after.when.is_fixed:
        return []
    was, now = ({one.key: one for one in item.sessions} for item in (before, after))
    return [key for key in {**was, **now} if was.get(key) != now.get(key)]
