"""A draft comes into the programme and the feeds, and goes out again while nobody is registered."""

import msgspec

from services.registration.domain.load import EventPlan, KeptEvent
from services.registration.operations.create_event import kept_event, require_open
from services.registration.operations.write_events import write_events
from services.registration.store import load as store
from shared.errors import Conflict
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_REGISTERED = mark(
    "People are registered (%(people)d), so the event cannot leave the programme without a word. "
    "Cancel it instead: then those who take part are told."
)


async def publish(house: House, actor: Staff, slug: str) -> KeptEvent:
    """Everybody sees it, and it stands in the feeds. Twice is once. Raises Forbidden, NotFound, Conflict."""
    return await _set(house, actor, slug, published=True)


async def withdraw(house: House, actor: Staff, slug: str) -> KeptEvent:
    """A draft again. Raises Forbidden, NotFound, Conflict `registered` while somebody is."""
    return await _set(house, actor, slug, published=False)


async def _set(house: House, actor: Staff, slug: str, *, published: bool) -> KeptEvent:
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        before = await kept_event(tx, slug)
        if before.published == published:
            return before
        require_open(before)
        people = before.confirmed_count + before.waitlisted_count + before.pending_count
        if people and not published:
            raise Conflict(_REGISTERED, code="registered", people=people)
        after = msgspec.structs.replace(before, published=published)
        sessions = (await store.kept_sessions(tx, [before]))[before.id]
        await write_events(house, tx, [EventPlan.of(before, after, sessions)])
        action = "event.published" if published else "event.withdrawn"
        await record(tx, actor.trail, action, f"event:{before.id}")
        return after
