"""What the desk shows of events: what waits, what comes next, what happened."""

from datetime import date, datetime
from uuid import UUID

from services.registration.domain import history
from services.registration.domain.desk import DeskEvent, EventNews, RegistrationNews, WaitingEvent
from shared import sql as sql_files
from shared.db import Tx
from shared.identity.audit import Deed, TrailPlace

_NEW = [history.REGISTERED, history.WAITLISTED, history.PENDING]
_CANCELLED = [history.CANCELLED, history.CANCELLED_BY_STAFF]
_PROMOTED = [history.PROMOTED]
_MOST_NEWS = 20

sql = sql_files.load(__file__)
_waiting_events = sql.query("waiting_events", WaitingEvent)
_next_events = sql.query("next_events", DeskEvent)
_events_between = sql.query("events_between", DeskEvent)
_registrations_since = sql.query("registrations_since", RegistrationNews)
_events_since = sql.query("events_since", EventNews)
_trail_of_event = sql.query("trail_of_event", Deed)


async def waiting_events(tx: Tx) -> list[WaitingEvent]:
    """Events that wait for a decision, in the order of their days."""
    return await _waiting_events.all(tx, tx.now)


async def next_events(tx: Tx, limit: int) -> list[DeskEvent]:
    """What is not over and not cancelled, in the order of its days."""
    return await _next_events.all(tx, tx.now, limit)


async def events_between(tx: Tx, first: date, last: date, limit: int) -> list[DeskEvent]:
    """What is public, has a date and begins on one of these days, in their order."""
    return await _events_between.all(tx, first, last, limit)


async def registrations_since(tx: Tx, since: datetime) -> list[RegistrationNews]:
    """By event; where the most happened comes first."""
    return await _registrations_since.all(tx, since, _NEW, _CANCELLED, _PROMOTED, _MOST_NEWS)


async def events_since(tx: Tx, since: datetime, actions: list[str]) -> list[EventNews]:
    """What staff did with events, of these actions; the newest first."""
    return await _events_since.all(tx, since, actions, _MOST_NEWS)


async def trail_of_event(tx: Tx, event_id: UUID, limit: int, *, after: TrailPlace | None = None) -> list[Deed]:
    """What staff did with it and with its registrations: the newest first, from where `after` ended."""
    return await _trail_of_event.all(tx, event_id, limit, after.at if after else None, after.id if after else None)
