"""What happens at an instant that nobody's act marks: a service's worker does what is due, and rests until the next.

Every worker keeps time; rows that another one works on are passed over.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from shared.bells import Listener
from shared.house import House

POLL_SECONDS = 15.0
SHORTEST_SECONDS = 0.2

DueWork = Callable[[House], Awaitable[object]]


async def keep_time(
    house: House, bell: str, work: Sequence[DueWork], next_due: Callable[[House], Awaitable[datetime | None]]
) -> None:
    """Until cancelled. Wakes when it is due, when the bell of the service sounds, and now and then."""
    listener = Listener(house.settings.database_url, house.settings.service, bell)
    try:
        while True:
            for each in work:
                await each(house)
            await listener.wait(_seconds_until(await next_due(house), house.clock()))
    finally:
        await listener.close()


def _seconds_until(due: datetime | None, now: datetime) -> float:
    """Not longer than the poll, which also sees what another process wrote without ringing."""
    if due is None:
        return POLL_SECONDS
    return min(max((due - now).total_seconds(), SHORTEST_SECONDS), POLL_SECONDS)
