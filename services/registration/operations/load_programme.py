"""Load a programme file: new events come in, changed ones change, what a person changed since is left alone."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from services.registration.domain.calendar import calendar_item, moves_people, same_item
from services.registration.domain.event import Session
from services.registration.domain.load import EventPlan, KeptEvent, plan_event
from services.registration.domain.load_sessions import KeptSession
from services.registration.operations.my_registration import fill_seats
from services.registration.store import load as store
from services.registration.store import programme as programme_store
from services.registration.store import registrations
from shared import outbox
from shared.contracts.notify import CalendarPut
from shared.db import Tx
from shared.errors import Conflict
from shared.house import House
from shared.i18n.mark import mark
from shared.programme.entries import ParsedProgramme
from shared.programme.report import LoadReport, Touched

_WOULD_TELL = mark(
    "Nothing was written: people would be told of a new date, place, title or seat. How many: %(people)d, for "
    "%(slugs)s. Run it again with --notify if that is meant."
)


async def load_programme(
    house: House, programme: ParsedProgramme, *, move_years: int | None = None, notify: bool = False
) -> LoadReport:
    """Bring the events up to the file, in one transaction; the same file again changes nothing.

    `move_years`: the shift of every event of this file from now on; None keeps each event's own (a new one: 0).
    Raises Conflict "bad-shift", and Conflict "would-notify" when registered people would have to be told and `notify`
    is not given. A raised capacity confirms the first of the waiting list.
    """
    programme.check_shift(move_years or 0)
    async with house.db.transaction() as tx:
        await store.one_at_a_time(tx)
        plans = await _plan(tx, programme, move_years)
        concerned = {plan.after.slug: told for plan in plans if (told := _told(plan, tx.now))}
        people = sum(concerned.values())
        if concerned and not notify:
            slugs = ", ".join(concerned)
            raise Conflict(_WOULD_TELL, code="would-notify", people=people, slugs=slugs)
        await _write(house, tx, plans)
        await store.write_networks(tx, programme.networks)
        await _let_in(house, tx, [plan for plan in plans if plan.seats_opened(tx.now)])
        absent = await store.absent(tx, [event.slug for event in programme.events])
    return _report(plans, tuple(absent), people)


async def has_programme(house: House) -> bool:
    """Whether there is any event, also one that is not published."""
    async with house.db.reading() as tx:
        return await store.any_event(tx)


async def _plan(tx: Tx, programme: ParsedProgramme, move_years: int | None) -> list[EventPlan]:
    kept = await store.kept_events(tx, [event.slug for event in programme.events])
    sessions = await store.kept_sessions(tx, kept.values())
    plans = []
    for entry in programme.events:
        event = kept.get(entry.slug)
        plans.append(plan_event(entry, event, sessions[event.id] if event else [], move_years))
    return plans


def _told(plan: EventPlan, now: datetime) -> int:
    """How many people would hear of it: those registered for what moves, and those for whom a seat opens."""
    before = plan.before
    if before is None or before.cancelled_at is not None:
        return 0
    registered = before.confirmed_count if moves_people(before, plan.after) else 0
    return registered + plan.seats_opened(now)


async def _let_in(house: House, tx: Tx, plans: Sequence[EventPlan]) -> None:
    """A raised capacity confirms the first of the waiting list at once. The rows are locked since they were read."""
    for plan in plans:
        event = await programme_store.event_by_slug(tx, plan.after.slug)
        assert event is not None, "it was written in this transaction"
        await fill_seats(house, tx, event, await registrations.lock_seats(tx, event.id))


async def _write(house: House, tx: Tx, plans: Sequence[EventPlan]) -> None:
    """Rows that changed, and to notify the items that calendars would show differently."""
    events: list[KeptEvent] = []
    items: list[CalendarPut] = []
    for plan in plans:
        before = _item(house, plan.before, plan.sessions_before) if plan.before else None
        after = _item(house, plan.after, plan.sessions.all)
        event = plan.after
        if before is None or not same_item(before, after):
            event = msgspec.structs.replace(event, revision=event.revision + 1)
            items.append(msgspec.structs.replace(after, revision=event.revision))
        if event != plan.before:
            events.append(event)
    await store.write_events(tx, events)
    await store.write_sessions(tx, _sessions(plans))
    await outbox.put_many(tx, items, to="notify")


def _sessions(plans: Sequence[EventPlan]) -> list[tuple[UUID, KeptSession]]:
    return [(plan.after.id, session) for plan in plans for session in plan.sessions.written]


def _item(house: House, event: KeptEvent, sessions: Sequence[KeptSession]) -> CalendarPut:
    shown = sorted((one for one in sessions if not one.removed), key=lambda one: (one.position, one.id))
    return calendar_item(
        event,
        tuple(Session(slug=one.slug, title=one.title) for one in shown),
        id=event.id,
        slug=event.slug,
        revision=event.revision,
        page_url=house.url(f"/events/{event.slug}"),
        cancelled=event.cancelled_at is not None,
        withdrawn=not event.published,
    )


def _report(plans: Sequence[EventPlan], absent: tuple[str, ...], people: int) -> LoadReport:
    added = tuple(plan.after.slug for plan in plans if plan.before is None)
    changed, left_alone = [], []
    for plan in plans:
        fields = plan.touched + tuple(f"session {slug}" for slug in plan.sessions.touched)
        if plan.before is not None and fields:
            changed.append(Touched(plan.after.slug, fields))
        kept = plan.left_alone + tuple(
            f"session {session.slug}: {field}" for session in plan.sessions.left_alone for field in session.fields
        )
        if kept:
            left_alone.append(Touched(plan.after.slug, kept))
    return LoadReport(
        what="events",
        added=added,
        changed=tuple(changed),
        left_alone=tuple(left_alone),
        absent=absent,
        unchanged=len(plans) - len(added) - len(changed),
        concerned=people,
    )
