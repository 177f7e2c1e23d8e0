"""Staff look through all events: a page of them for the desk, a list that goes on for programs."""

import msgspec

from services.registration.domain.event_list import PAGE, EventFilter, ListedEvent
from services.registration.store import event_list as store
from shared.cursors import read_cursor, write_cursor
from shared.house import House
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

LOOKERS = (Role.ORGANIZER, Role.VIEWER)


class EventPage(msgspec.Struct, frozen=True):
    """`total` counts what fits the filter; `years` are those in which there is any event."""

    events: list[ListedEvent]
    total: int
    years: list[int]


class EventSlice(msgspec.Struct, frozen=True):
    """`next` is the cursor of what follows, None at the end."""

    events: list[ListedEvent]
    next: str | None


async def page(house: House, actor: Staff, chosen: EventFilter) -> EventPage:
    """Raises Forbidden."""
    require(actor, *LOOKERS)
    async with house.db.reading() as tx:
        found = await store.lines(tx, chosen, limit=PAGE, skip=(chosen.page - 1) * PAGE)
        return EventPage(found, await store.count(tx, chosen), await store.years(tx))


async def after(house: House, actor: Staff, chosen: EventFilter, *, limit: int, cursor: str = "") -> EventSlice:
    """Raises Forbidden, Invalid for a cursor that is none."""
    require(actor, *LOOKERS)
    place = read_cursor(cursor, store.Cursor)
    async with house.db.reading() as tx:
        found = await store.lines(tx, chosen, limit=limit + 1, after=place)
    shown = found[:limit]
    return EventSlice(shown, write_cursor(store.cursor_of(shown[-1])) if len(found) > limit else None)
