"""Registrations that come together read their events together: under a rush one look serves all who came meanwhile."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from services.registration.domain.event import Event
from services.registration.store import idempotency, programme
from services.registration.store.idempotency import Kept, KeyUse
from shared.gather import Gathering
from shared.house import House


class Arrival(msgspec.Struct, frozen=True):
    """One who wants to register. `use` is the idempotency key with the hash of its body, if there is one."""

    house: House
    slug: str
    use: KeyUse | None


class Found(msgspec.Struct, frozen=True):
    """The event, published or not, and the first use of the key, as they were at `now`: after the arrival."""

    event: Event | None
    kept: Kept | None
    now: datetime


async def look_up(arrival: Arrival) -> Found:
    """What the database knows of this arrival."""
    return await _gathering.join(arrival.house.db, arrival)


async def _look_up(arrivals: Sequence[Arrival]) -> list[Found]:
    async with arrivals[0].house.db.reading() as tx:
        events = await programme.events_by_slugs(tx, {arrival.slug for arrival in arrivals})
        kept = await idempotency.find_all(tx, [arrival.use for arrival in arrivals if arrival.use])
    return [
        Found(events.get(arrival.slug), kept.get(arrival.use.place) if arrival.use else None, tx.now)
        for arrival in arrivals
    ]


_gathering = Gathering(_look_up)
