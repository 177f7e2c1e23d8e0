"""Who changed what of an event, and when, as JSON: the history that the desk's page of the event shows."""

from datetime import datetime

import msgspec
from litestar import get
from litestar.response import Response

from services.registration.operations import event_desk
from shared.cursors import read_limit
from shared.web.given import FromPath, TheHouse, TheStaff
from shared.web.query import Cursor, Limit
from shared.web.security import PRIVATE


class EventDeed(msgspec.Struct, frozen=True, kw_only=True):
    """One change. `actor` is the name of the person or program, "" for a command or an account that is gone. `old` and
    `new` hold the changed fields alone, each as text ("when" as JSON), null where there was nothing. What was done to
    several registrations within a minute, with one outcome, is one item: `new.people` counts them.
    """

    at: datetime
    action: str
    actor: str
    old: dict[str, str] | None
    new: dict[str, str] | None


class EventHistory(msgspec.Struct, frozen=True):
    """The newest first. `next` is the cursor of what is older, null at the end."""

    items: tuple[EventDeed, ...]
    next: str | None


@get("/api/v1/organize/events/{slug:str}/history", tags=["Desk: events"])
async def read_event_history(
    *, house: TheHouse, staff: TheStaff, slug: FromPath[str], limit: Limit = "", cursor: Cursor = ""
) -> Response[EventHistory]:
    """Who changed what of this event, and when. Who reads is not noted."""
    found = await event_desk.history(house, staff, slug, limit=read_limit(limit), cursor=cursor)
    items = tuple(
        EventDeed(at=deed.at, action=deed.action, actor=deed.actor, old=deed.old, new=deed.new) for deed in found.deeds
    )
    return Response(EventHistory(items, found.next), headers=PRIVATE)


HANDLERS = (read_event_history,)
