"""Staff look at an event's registrations and act on several at once. Every change is in the audit trail."""

from collections.abc import AsyncIterator

import msgspec

from services.registration.domain import history
from services.registration.domain.after import day_has_begun
from services.registration.domain.event import Event
from services.registration.domain.registrants import CONCERNED, Act, Registrant, RegistrantFilter, Whom
from services.registration.domain.registration import Registration, Seats, Status, first_status
from services.registration.domain.seating import taken
from services.registration.domain.unreached import ALL, Unreached
from services.registration.operations import registration_jobs as jobs
from services.registration.operations.my_registration import fill_seats, goodbye
from services.registration.operations.several import ids_of, locked, record_changes, write_statuses
from services.registration.store import decisions, mail_failures, programme, registrants, registrations
from shared import outbox
from shared.db import Tx
from shared.errors import Conflict, NotFound
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_BATCH = 1000
_NO_EVENT = mark("There is no such event. Look for it in the programme.")
_CLOSED = mark("This event is closed. Open it again to correct who came; closing it again tells the new list.")
_TOO_EARLY = mark("Who came can be noted from the day of the event on.")
_OVER = mark("This event is over or cancelled, so its registrations stay as they are.")


class Approved(msgspec.Struct, frozen=True):
    """How many got a seat, how many joined the queue, and how many of all the message does not reach."""

    confirmed: int
    waiting: int
    unreached: Unreached

    @property
    def people(self) -> int:
        return self.confirmed + self.waiting


class Cancelled(msgspec.Struct, frozen=True):
    """How many, and of these how many the message does not reach."""

    people: int
    unreached: Unreached


class Noted(msgspec.Struct, frozen=True):
    """Of how many it was noted whether they came, and of how many it cannot be: they are not confirmed."""

    people: int
    unconfirmed: int


class Concerned(msgspec.Struct, frozen=True):
    """How many an act would change, and of these how many its message would not reach."""

    event: Event
    people: int
    unreached: Unreached


class Registrants(msgspec.Struct, frozen=True, kw_only=True):
    """A page of an event's registrations. `total` counts what fits the filter, `counts` all of the event. `over`: it
    takes place no more, or has been closed. `too_early`: its day has not begun, so nobody is noted as come.
    """

    event: Event
    over: bool
    too_early: bool
    lines: list[Registrant]
    total: int
    counts: dict[Status, int]
    countries: list[str]


async def show(house: House, actor: Staff, slug: str, chosen: RegistrantFilter) -> Registrants:
    """Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER, Role.CHECKIN, Role.VIEWER)
    async with house.db.reading() as tx:
        event = await event_of(tx, slug)
        return Registrants(
            event=event,
            over=tx.now >= event.over_at or event.closed_at is not None,
            too_early=not day_has_begun(event, tx.now),
            lines=await registrants.lines(tx, event.id, chosen),
            total=await registrants.count(tx, event.id, chosen),
            counts=await registrants.status_counts(tx, event.id),
            countries=await registrants.countries(tx, event.id),
        )


async def begin_export(house: House, actor: Staff, slug: str, form: str) -> Event:
    """Who takes people's data out is in the audit trail. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        event = await event_of(tx, slug)
        await record(tx, actor.trail, "registrations.exported", f"event:{event.id}", new={"form": form})
        return event


async def export(house: House, event: Event, chosen: RegistrantFilter) -> AsyncIterator[list[Registrant]]:
    """All that fit, in the order in which they came, a thousand at a time."""
    arrival = 0
    while True:
        async with house.db.reading() as tx:
            batch = await registrants.lines_after(tx, event.id, chosen, arrival=arrival, limit=_BATCH)
        if batch:
            yield batch
            arrival = batch[-1].arrival
        if len(batch) < _BATCH:
            return


async def approve(house: House, actor: Staff, slug: str, whom: Whom) -> Approved:
    """Those who wait for it, in the order in which they came: a seat while there is one, else the end of the queue.

    Others change nothing. Raises Forbidden, NotFound, Conflict when the event is closed or over, or when of those who
    fit a filter another number waits by now.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        event, seats = await changeable(tx, slug)
        seated: dict[Status, list[Registration]] = {Status.CONFIRMED: [], Status.WAITLISTED: []}
        for before in await locked(tx, event, whom, Act.APPROVE):
            status = first_status(msgspec.structs.replace(seats, approval=False))
            seats = taken(seats, status)
            seated[status].append(before)
        rows = await write_statuses(tx, actor, seated[Status.CONFIRMED], Status.CONFIRMED, history.APPROVED)
        waiting = await write_statuses(
            tx, actor, seated[Status.WAITLISTED], Status.WAITLISTED, history.APPROVED_WAITING
        )
        places = await registrants.places(tx, event.id) if waiting else {}
        rows += [msgspec.structs.replace(row, place=places[row.id]) for row in waiting]
        await outbox.put_many(tx, [jobs.standing(house, event, row) for row in rows], to="notify")
        unreached = await mail_failures.unreached(tx, event.id, [row.id for row in rows])
        return Approved(len(rows) - len(waiting), len(waiting), unreached)


async def concerned(house: House, actor: Staff, slug: str, act: Act, chosen: RegistrantFilter) -> Concerned:
    """Those who fit and whom this act would change. Raises as the act does."""
    noting = act in (Act.CAME, Act.ABSENT)
    require(actor, Role.ORGANIZER, *((Role.CHECKIN,) if noting else ()))
    async with house.db.transaction() as tx:
        event = await _markable(tx, slug) if noting else (await changeable(tx, slug))[0]
        ids = await registrants.matching(tx, event.id, chosen, CONCERNED[act])
        return Concerned(event, len(ids), ALL if noting else await mail_failures.unreached(tx, event.id, ids))


async def cancel(house: House, actor: Staff, slug: str, whom: Whom) -> Cancelled:
    """Each of them is told, and the first of the queue get the seats.

    Raises as `approve` does.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        event, seats = await changeable(tx, slug)
        standing = await locked(tx, event, whom, Act.CANCEL)
        rows = await write_statuses(tx, actor, standing, Status.CANCELLED, history.CANCELLED_BY_STAFF)
        letters = [
            goodbye(house, event, row, before.status, by_organizer=True)
            for before, row in zip(standing, rows, strict=True)
        ]
        await outbox.put_many(tx, letters, to="notify")
        freed = sum(before.status is Status.CONFIRMED for before in standing)
        if freed:
            await fill_seats(house, tx, event, msgspec.structs.replace(seats, confirmed=seats.confirmed - freed))
        return Cancelled(len(rows), await mail_failures.unreached(tx, event.id, [row.id for row in rows]))


async def note_came(house: House, actor: Staff, slug: str, whom: Whom, *, came: bool) -> Noted:
    """Whether these confirmed people came; of whom it was noted so before, nothing changes.

    Raises Forbidden, NotFound, Conflict when the event is closed: its list was told; before its day begins; or when of
    those who fit a filter another number is confirmed by now.
    """
    require(actor, Role.ORGANIZER, Role.CHECKIN)
    async with house.db.transaction() as tx:
        await decisions.lock(tx, slug)  # so that nobody is marked while the event is being closed
        event = await _markable(tx, slug)
        ids = await ids_of(tx, event, whom, Act.CAME)
        chosen = await registrants.lock_chosen(tx, event.id, ids)
        unconfirmed = sum(one.status is not Status.CONFIRMED for one in chosen)
        noted = await registrants.note_came(tx, event.id, ids, came=came)
        olds = {one.id: None if one.before is None else {"came": _yes_no(one.before)} for one in noted}
        await record_changes(tx, actor, "registration.came", olds, {"came": _yes_no(came)})
        return Noted(len(noted), unconfirmed)


async def _markable(tx: Tx, slug: str) -> Event:
    event = await event_of(tx, slug)
    if event.closed_at is not None:
        raise closed()
    if not day_has_begun(event, tx.now):
        raise Conflict(_TOO_EARLY, code="not-begun")
    return event


async def changeable(tx: Tx, slug: str) -> tuple[Event, Seats]:
    """The event as it is under the lock of its seats. Raises NotFound, Conflict where it is closed, cancelled, over."""
    event = await event_of(tx, slug)
    seats = await registrations.lock_seats(tx, event.id)
    event = jobs.as_locked(event, seats)
    if seats.closed:
        raise closed()
    if seats.over or seats.cancelled:
        raise Conflict(_OVER, code="over")
    return event, seats


async def event_of(tx: Tx, slug: str) -> Event:
    """Raises NotFound."""
    event = await programme.event_by_slug(tx, slug)
    if event is None:
        raise NotFound(_NO_EVENT)
    return event


def closed() -> Conflict:
    """Its list was told."""
    return Conflict(_CLOSED, code="closed")


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"
