"""Several registrations at once: whom staff chose, and as many statements for many as for one."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

from services.registration.domain import history
from services.registration.domain.event import Event
from services.registration.domain.registrants import CONCERNED, Act, Matching, Whom
from services.registration.domain.registration import Registration, Status
from services.registration.store import registrants, registrations
from shared.db import Tx
from shared.errors import Conflict
from shared.i18n.mark import mark
from shared.identity.accounts import record_all
from shared.identity.audit import Entry
from shared.identity.staff import Staff
from shared.ids import uuid7

_ANOTHER_NUMBER = mark(
    "This would change %(now)s registrations by now, not %(before)s. Look at them again; nothing was done."
)
_DEEDS = {
    history.APPROVED: "registration.approved",
    history.APPROVED_WAITING: "registration.approved",
    history.CANCELLED_BY_STAFF: "registration.cancelled",
    history.SEATED: "registration.seated",
}


async def ids_of(tx: Tx, event: Event, whom: Whom, act: Act) -> Sequence[UUID]:
    """Raises Conflict where another number fits by now than was confirmed."""
    if not isinstance(whom, Matching):
        return whom
    found = await registrants.matching(tx, event.id, whom.chosen, CONCERNED[act])
    if len(found) != whom.count:
        raise Conflict(_ANOTHER_NUMBER, code="changed-meanwhile", now=len(found), before=whom.count)
    return found


async def locked(tx: Tx, event: Event, whom: Whom, act: Act) -> list[Registration]:
    """Those whom the act changes, in the order in which they came."""
    found = await registrants.lock_chosen(tx, event.id, await ids_of(tx, event, whom, act))
    return [row for row in found if row.status in CONCERNED[act]]


async def write_statuses(
    tx: Tx,
    actor: Staff,
    befores: Sequence[Registration],
    status: Status,
    what: str,
    *,
    more: Mapping[str, str] = MappingProxyType({}),
) -> list[Registration]:
    """In their order, with a line `what` in the history of each; the audit trail says `more`, too."""
    if not befores:
        return []
    rows = await registrations.set_statuses(tx, befores, status)
    await registrations.add_histories(tx, [row.id for row in rows], what)
    olds: dict[UUID, dict[str, str] | None] = {before.id: {"status": before.status.value} for before in befores}
    await record_changes(tx, actor, _DEEDS[what], olds, {"status": status.value, **more})
    return rows


async def record_changes(
    tx: Tx, actor: Staff, action: str, olds: Mapping[UUID, dict[str, str] | None], new: dict[str, str]
) -> None:
    """A line in the audit trail for each, with what it was before."""
    entries = [
        Entry(id=uuid7(), at=tx.now, actor=actor.trail, action=action, subject=f"registration:{id_}", old=old, new=new)
        for id_, old in olds.items()
    ]
    await record_all(tx, entries)
