"""Rate limits by purpose, counted in Redis in fixed windows.

When Redis is gone they fail open for registration and attendance, and closed for sign-in codes.
"""

import hashlib
import logging

from shared.errors import TooMany
from shared.i18n.mark import mark
from shared.redis import Redis, RedisError

log = logging.getLogger(__name__)


class Limits:
    """Counts what one source or address does. Keys are hashed: Redis holds no address in clear."""

    def __init__(self, redis_url: str, *, enabled: bool = True) -> None:
        self._redis: Redis = Redis.from_url(redis_url, socket_timeout=0.5, socket_connect_timeout=0.5)
        self._enabled = enabled

    async def check(self, purpose: str, key: str, *, limit: int, per: int, closed: bool = False) -> None:
        """Count one use by `key` (an address, a source). Over `limit` in a window of `per` seconds: raises TooMany.

        Without Redis: lets through, or with `closed` raises TooMany.
        """
        if not self._enabled:
            return
        name = f"wego:limit:{purpose}:{hashlib.sha256(key.encode()).hexdigest()[:24]}"
        try:
            async with self._redis.pipeline(transaction=True) as pipe:
                pipe.set(name, 0, ex=per, nx=True)  # EXPIRE with NX would need Redis 7
                pipe.incr(name)
                pipe.ttl(name)
                _, count, left = await pipe.execute()
        except (RedisError, OSError, TimeoutError) as error:
            log.warning("limits not reachable", extra={"purpose": purpose, "error": type(error).__name__})
            count, left = (limit + 1, 60) if closed else (0, 0)
        if count > limit:
            raise TooMany(
                mark("That was too often from here. Wait %(seconds)s seconds, then try again."),
                retry_after=max(left, 1),
                seconds=max(left, 1),
            )

    async def close(self) -> None:
        await self._redis.aclose()
