"""One event as its desk page shows it: how it stands, what is missing, and who changed what."""

import msgspec

from services.registration.domain.event import Event
from services.registration.domain.event_list import EventState, event_state
from services.registration.domain.window import Window, registration_window
from services.registration.operations.create_event import NO_EVENT, require_open
from services.registration.operations.decide import Concerned, asked_of, concerned_by
from services.registration.operations.list_events import LOOKERS
from services.registration.store import desk, programme
from shared.cursors import read_cursor, write_cursor
from shared.db import Tx
from shared.errors import NotFound
from shared.house import House
from shared.identity.audit import Deed, TrailPlace
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

LINES = 50


class EventDesk(msgspec.Struct, frozen=True, kw_only=True):
    """`history`: the newest first, at most `LINES`. `published`: the window as it is once the event is published."""

    seen: Concerned
    state: EventState
    window: Window
    published: Window
    history: list[Deed]

    @property
    def event(self) -> Event:
        return self.seen.event


class History(msgspec.Struct, frozen=True):
    """`next` is the cursor of what is older, None at the end."""

    deeds: list[Deed]
    next: str | None


async def history(house: House, actor: Staff, slug: str, *, limit: int, cursor: str = "") -> History:
    """Who changed what, the newest first. Raises Forbidden, NotFound, Invalid for a cursor that is none."""
    require(actor, *LOOKERS)
    place = read_cursor(cursor, TrailPlace)
    async with house.db.reading() as tx:
        event = await programme.event_by_slug(tx, slug)
        if event is None:
            raise NotFound(NO_EVENT)
        found = await desk.trail_of_event(tx, event.id, limit + 1, after=place)
    shown = found[:limit]
    more = len(found) > limit
    return History(shown, write_cursor(TrailPlace(shown[-1].at, shown[-1].id)) if more else None)


async def event_desk(house: House, actor: Staff, slug: str, *, to_change: bool = False) -> EventDesk:
    """Also of a draft. `to_change`: for who may decide; raises Conflict for a cancelled or closed event.

    Raises Forbidden, NotFound.
    """
    require(actor, *((Role.ORGANIZER,) if to_change else LOOKERS))
    async with house.db.reading() as tx:
        event = await programme.event_by_slug(tx, slug)
        if event is None:
            raise NotFound(NO_EVENT)
        if to_change:
            require_open(event)
        return EventDesk(
            seen=await _seen(tx, event),
            state=event_state(event, over_at=event.over_at, now=tx.now),
            window=registration_window(event, tx.now),
            published=registration_window(msgspec.structs.replace(event, published=True), tx.now),
            history=await desk.trail_of_event(tx, event.id, LINES),
        )


async def _seen(tx: Tx, event: Event) -> Concerned:
    """Whom mail does not reach, the page says of a cancellation alone."""
    if event.cancelled_at is not None:
        return await concerned_by(tx, event)
    return Concerned.by(event, await asked_of(tx, event.id), tx.now)
