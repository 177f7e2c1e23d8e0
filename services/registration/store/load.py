"""Events as a load and an organizer's edit read and write them: whole, and many at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec

from services.registration.domain.load import KeptEvent
from services.registration.domain.load_sessions import FIELDS, KeptSession
from services.registration.domain.searching import event_text
from shared import sql as sql_files
from shared.db import Tx
from shared.programme.entries import Network
from shared.programme.schedule import schedule_of


class _SessionRow(KeptSession, frozen=True, kw_only=True):
    event_id: UUID


sql = sql_files.load(__file__)
_one_at_a_time = sql.command("one_load_at_a_time")
_any_event = sql.scalar("any_event", bool)
_kept_events = sql.query("kept_events", KeptEvent)
_kept_sessions = sql.query("kept_sessions", _SessionRow)
_write_events = sql.command("write_events")
_write_sessions = sql.command("write_sessions")
_write_networks = sql.command("write_networks")
_absent = sql.scalar("loaded_slugs_not_among", str)


async def one_at_a_time(tx: Tx) -> None:
    """Wait for another load to end; two at once would both see a new event as new."""
    await _one_at_a_time.run(tx)


async def any_event(tx: Tx) -> bool:
    """Whether there is one at all, published or not."""
    return await _any_event.value(tx) is True


async def kept_events(tx: Tx, slugs: Sequence[str]) -> dict[str, KeptEvent]:
    """Those that exist, by slug, locked against registrations until the load is through."""
    return {event.slug: event for event in await _kept_events.all(tx, list(slugs))}


async def kept_sessions(tx: Tx, events: Iterable[KeptEvent]) -> dict[UUID, list[KeptSession]]:
    """Every session of the events, by event, removed ones included, in order."""
    found: dict[UUID, list[KeptSession]] = defaultdict(list)
    for row in await _kept_sessions.all(tx, [event.id for event in events]):
        names = (*FIELDS, "id", "slug", "loaded")
        found[row.event_id].append(KeptSession(**{name: getattr(row, name) for name in names}))
    return found


async def write_events(tx: Tx, events: Sequence[KeptEvent]) -> None:
    """Insert or update, with what lists need of the date and searches of the words derived anew."""
    if events:
        rows = [
            _fields(event)
            | _fields(schedule_of(event.when, event.timezone))
            | {"search": event_text(event.title, event.city, event.network)}
            for event in events
        ]
        await _write_events.run(tx, rows, tx.now)


async def write_sessions(tx: Tx, sessions: Iterable[tuple[UUID, KeptSession]]) -> None:
    """Insert or update (event id, session)."""
    rows = [_fields(session) | {"event_id": event_id} for event_id, session in sessions]
    if rows:
        await _write_sessions.run(tx, rows)


async def write_networks(tx: Tx, networks: Sequence[Network]) -> None:
    if networks:
        await _write_networks.run(tx, networks)


async def absent(tx: Tx, slugs: Sequence[str]) -> list[str]:
    """Events that a file brought once and that are not among `slugs`."""
    return await _absent.values(tx, list(slugs))


def _fields(row: msgspec.Struct) -> dict[str, Any]:
    """Every field by its column's name, defaults included."""
    return msgspec.structs.asdict(row)
