"""An organizer changes an event: first how many people will be told, then the change."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from services.registration.domain.event_form import DETAILS, EventDetails, body_of, changes, edition, read_details, said
from services.registration.domain.event_list import EventState, event_state
from services.registration.domain.load import EventPlan, KeptEvent
from services.registration.domain.registration import Status
from services.registration.domain.unreached import ALL, Audience, Unreached
from services.registration.operations.create_event import kept_event, require_open
from services.registration.operations.list_events import LOOKERS
from services.registration.operations.write_events import write_events
from services.registration.store import edits, mail_failures
from services.registration.store import load as store
from shared.db import Tx
from shared.errors import Conflict
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff
from shared.programme.schedule import schedule_of

_STALE = mark("Somebody changed this event while you wrote. Nothing of yours was kept yet; look at it again.")


class Editable(msgspec.Struct, frozen=True):
    """An event with the form that it fills; `edition` names what the form was filled in from."""

    event: KeptEvent
    body: dict[str, object]
    edition: str
    state: EventState


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """A change and whom it is told: those who take part, if their calendars show something else, the link to
    join among it; and those of the waiting list for whom there is a seat now. `unreached`: of these. `too_many`:
    confirmed beyond the seats.
    """

    before: KeptEvent
    after: KeptEvent
    fields: tuple[str, ...]
    taking_part: int
    seats_opened: int
    unreached: Unreached = ALL

    @property
    def told(self) -> int:
        return self.taking_part + self.seats_opened

    @property
    def too_many(self) -> int:
        if self.after.capacity is None or self.after.capacity == self.before.capacity:
            return 0
        return max(0, self.after.confirmed_count - self.after.capacity)


class Stale(Conflict):
    """The form was filled in from something older. Carries what is kept now, and the fields that differ from what was
    typed.
    """

    def __init__(self, now: Editable) -> None:
        super().__init__(_STALE, code="changed-meanwhile")
        self.now = now


async def editable(house: House, actor: Staff, slug: str, *, to_change: bool = False) -> Editable:
    """Raises Forbidden, NotFound, and Conflict `to_change` a cancelled or closed event."""
    require(actor, *LOOKERS)
    async with house.db.transaction() as tx:
        event = await kept_event(tx, slug)
        if to_change:
            require_open(event)
        return _editable(event, tx.now)


async def preview(house: House, actor: Staff, slug: str, body: Mapping[str, object]) -> Edit:
    """What the change would do. Raises as `edit_event` does."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        edit, _ = await _read(tx, slug, body)
        statuses = (Status.CONFIRMED,) if edit.taking_part else ()
        whom = Audience(statuses=statuses, first=edit.seats_opened)
        return msgspec.structs.replace(edit, unreached=await mail_failures.unreached_of(tx, edit.after.id, whom))


async def edit_event(
    house: House, actor: Staff, slug: str, body: Mapping[str, object], *, at_once: bool = False
) -> Edit:
    """Change what `body` names; all else stays. A raised capacity confirms the first of the waiting list at once, a
    lowered one takes nobody's seat. Raises Forbidden, NotFound, Invalid, Conflict for a cancelled or closed event,
    and Stale where `body` carries an `edition` that is no longer.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        edit, plan = await _read(tx, slug, body)
        if not edit.fields:
            return edit
        await write_events(house, tx, [plan], at_once=at_once)
        old, new = (said(event, edit.fields) for event in (edit.before, edit.after))
        await record(tx, actor.trail, "event.changed", f"event:{edit.after.id}", old=old, new=new)
        return edit


async def _read(tx: Tx, slug: str, body: Mapping[str, object]) -> tuple[Edit, EventPlan]:
    before = await kept_event(tx, slug)
    require_open(before)
    now = _editable(before, tx.now)
    if body.get("edition") not in (None, "", now.edition):
        raise Stale(now)
    keys = {network.key for network in await edits.networks(tx)}
    named = {field: body[field] for field in DETAILS if field in body}
    details = read_details(now.body | named, zone=before.timezone, networks=keys)
    after = _changed(before, details)
    plan = EventPlan.of(before, after, (await store.kept_sessions(tx, [before]))[before.id])
    fields = changes(before, after)
    edit = Edit(
        before=before,
        after=after,
        fields=fields,
        taking_part=plan.taking_part(tx.now),
        seats_opened=plan.seats_opened(tx.now),
    )
    return edit, plan


def _changed(before: KeptEvent, details: EventDetails) -> KeptEvent:
    """Seconds that a form does not show are no change."""
    values = msgspec.structs.asdict(details)
    for name in ("registration_opens", "registration_closes"):
        old, new = getattr(before, name), values[name]
        if old and new and old.replace(second=0, microsecond=0) == new:
            values[name] = old
    return msgspec.structs.replace(before, **values)


def _editable(event: KeptEvent, now: datetime) -> Editable:
    over_at = schedule_of(event.when, event.timezone).over_at
    return Editable(event, body_of(event, event.timezone), edition(event), event_state(event, over_at=over_at, now=now))
