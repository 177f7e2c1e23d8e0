"""An event's registrations for programs: a list that goes on by a cursor, and one act on several."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from services.registration.domain.event import Event
from services.registration.domain.registrants import Act, Bulk, Registrant, RegistrantFilter, read_bulk
from services.registration.operations import registrants as acts
from services.registration.store import programme, registrants
from shared.cursors import read_cursor, write_cursor
from shared.errors import NotFound
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.roles import require
from shared.identity.staff import Role, Staff


class _Place(msgspec.Struct, frozen=True):
    after: UUID


class RegistrantPage(msgspec.Struct, frozen=True, kw_only=True):
    """`total` counts what fits the filter; `next` is the cursor of what follows, None at the end."""

    event: Event
    lines: list[Registrant]
    total: int
    next: str | None


async def listed(
    house: House, actor: Staff, slug: str, chosen: RegistrantFilter, *, limit: int, cursor: str = ""
) -> RegistrantPage:
    """Raises Forbidden, NotFound, Invalid for a cursor that is none."""
    require(actor, Role.ORGANIZER, Role.CHECKIN, Role.VIEWER)
    place = read_cursor(cursor, _Place)
    async with house.db.reading() as tx:
        event = await programme.event_by_slug(tx, slug)
        if event is None:
            raise NotFound(mark("There is no such event. Look for it in the programme."))
        after = place.after if place else None
        found = await registrants.lines_following(tx, event.id, chosen, after=after, limit=limit + 1)
        total = await registrants.count(tx, event.id, chosen)
    lines = found[:limit]
    more = write_cursor(_Place(lines[-1].id)) if len(found) > limit else None
    return RegistrantPage(event=event, lines=lines, total=total, next=more)


async def act(house: House, actor: Staff, slug: str, body: Mapping[str, object]) -> tuple[Act, int]:
    """The very acts of the page. Returns which and how many were changed. Raises Forbidden, Invalid, NotFound,
    Conflict.
    """
    require(actor, Role.ORGANIZER, Role.CHECKIN)
    bulk = read_bulk(body)
    return bulk.do, await _done(house, actor, slug, bulk)


async def _done(house: House, actor: Staff, slug: str, bulk: Bulk) -> int:
    match bulk.do:
        case Act.APPROVE:
            return (await acts.approve(house, actor, slug, bulk.whom)).people
        case Act.CANCEL:
            return (await acts.cancel(house, actor, slug, bulk.whom)).people
        case Act.CAME | Act.ABSENT:
            return (await acts.note_came(house, actor, slug, bulk.whom, came=bulk.do is Act.CAME)).people
