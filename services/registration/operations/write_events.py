"""Events and their sessions are written in one place, for a load and for an organizer: rows, calendars, free seats."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from services.registration.domain.arrange_sessions import shown
from services.registration.domain.calendar import calendar_item, same_item, sessions_told
from services.registration.domain.load import EventPlan, KeptEvent
from services.registration.domain.load_sessions import KeptSession
from services.registration.operations.date_letters import DateChange, date_letters
from services.registration.operations.my_registration import fill_seats
from services.registration.store import load as store
from services.registration.store import programme, registrations
from services.registration.store import sessions as chosen
from shared import outbox
from shared.contracts.notify import CalendarPut
from shared.db import Tx
from shared.house import House
from shared.programme.schedule import schedule_of


async def write_events(house: House, tx: Tx, plans: Sequence[EventPlan], *, at_once: bool = False) -> None:
    """Rows that changed, to notify the items that calendars would show differently, to the first of the waiting list
    the seats of a raised capacity, and of another date letters to who waits and who asked. The rows are locked since
    they were read.

    `at_once` ends the time in which notify gathers changes. Of a draft that was never public notify hears nothing.
    """
    events: list[KeptEvent] = []
    items: list[CalendarPut] = []
    dates: list[DateChange] = []
    for plan in plans:
        event = plan.after
        if _shown_differently(house, plan):
            event = msgspec.structs.replace(event, revision=event.revision + 1)
            item = _item(house, event, plan.sessions.all)
            items.append(msgspec.structs.replace(item, at_once=at_once))
        if event != plan.before:
            events.append(event)
        if plan.changes_date:
            dates.append(DateChange(event, plan.date_news(tx.now)))
    await store.write_events(tx, events)
    await store.write_sessions(tx, _sessions(plans))
    await outbox.put_many(tx, items, to="notify")
    await _let_in(house, tx, [plan for plan in plans if plan.seats_opened(tx.now)])
    await outbox.put_many(tx, await date_letters(house, tx, dates), to="notify")  # who has a seat now is invited


async def told_of_sessions(house: House, tx: Tx, plans: Sequence[EventPlan]) -> dict[UUID, int]:
    """By event, how many who take part are told of sessions that they chose, where not everybody hears of the event."""
    moved = [(plan.after.id, slug) for plan in plans for slug in sessions_moved(house, plan, tx.now)]
    return await chosen.count_choosing(tx, moved) if moved else {}


def sessions_moved(house: House, plan: EventPlan, now: datetime) -> list[str]:
    """Of which who chose one is told: none of what is over, cancelled or a draft, or moves whole."""
    event = plan.after
    over = schedule_of(event.when, event.timezone).over_at <= now
    if plan.before is None or over or event.cancelled_at or not event.published or plan.taking_part(now):
        return []
    before = _item(house, plan.before, plan.sessions_before)
    return sessions_told(before, _item(house, event, plan.sessions.all))


def _shown_differently(house: House, plan: EventPlan) -> bool:
    if plan.after.revision == 0 and not plan.after.published:
        return False
    if plan.before is None:
        return True
    before = _item(house, plan.before, plan.sessions_before)
    return not same_item(before, _item(house, plan.after, plan.sessions.all))


def _item(house: House, event: KeptEvent, sessions: Sequence[KeptSession]) -> CalendarPut:
    return calendar_item(event, shown(sessions), page_url=house.url(f"/events/{event.slug}"))


def _sessions(plans: Sequence[EventPlan]) -> list[tuple[UUID, KeptSession]]:
    return [(plan.after.id, session) for plan in plans for session in plan.sessions.written]


async def _let_in(house: House, tx: Tx, plans: Sequence[EventPlan]) -> None:
    for plan in plans:
        event = await programme.event_by_slug(tx, plan.after.slug)
        assert event is not None, "it was written in this transaction"
        await fill_seats(house, tx, event, await registrations.lock_seats(tx, event.id))
