"""Whether a Redis can be reached and is new enough."""

import redis.asyncio
import redis.exceptions

from deploy.schema import place_of
from deploy.trouble import Trouble

OLDEST = (6, 2)


async def check_redis(url: str) -> str:
    """The server's version, as Redis counts it (Valkey too). Raises Trouble where it is not there or too old."""
    try:
        client = redis.asyncio.Redis.from_url(url, socket_connect_timeout=5, socket_timeout=5)
        try:
            version = str((await client.info("server"))["redis_version"])
        finally:
            await client.aclose()
    except (ValueError, OSError, redis.exceptions.RedisError) as error:
        raise Trouble(f"The Redis at {place_of(url)} cannot be reached: {error or type(error).__name__}") from error
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST:
        raise Trouble(f"The Redis at {place_of(url)} speaks as version {version}; WeGO needs 6.2 or newer, or Valkey.")
    return version
