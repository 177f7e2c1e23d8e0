"""What the workers say of themselves, for the desk's page and its API."""

from shared.house import House
from shared.queue import Heartbeat, Queue, Unavailable


async def heartbeats(house: House) -> dict[str, Heartbeat] | None:
    """By service; None where the queue cannot be asked."""
    queue = Queue(house.settings.redis_url)
    try:
        return await queue.heartbeats()
    except Unavailable:
        return None
    finally:
        await queue.close()
