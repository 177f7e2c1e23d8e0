"""Waking a worker: NOTIFY after the commit, as a statement of its own, at most every 10 ms a bell.

NOTIFY inside a transaction takes a lock that serialises commits and halves the throughput. A lost one costs
little: whoever listens also polls.
"""

import asyncio
import logging
from collections.abc import Iterable
from typing import Any

import asyncpg

log = logging.getLogger(__name__)

_GATHER = 0.01


class Bells:
    """Rings the bells of one service. A bell is a channel named `{schema}_{bell}`."""

    def __init__(self, pool: Any, schema: str) -> None:
        self._pool = pool
        self._schema = schema
        self._under_way: dict[str, asyncio.Task[None]] = {}

    def ring(self, bells: Iterable[str]) -> None:
        """Returns at once; rings that come within 10 ms of each other become one."""
        for bell in bells:
            if bell not in self._under_way:
                self._under_way[bell] = asyncio.create_task(self._sound(bell), name=f"ring {bell}")

    async def _sound(self, bell: str) -> None:
        await asyncio.sleep(_GATHER)
        del self._under_way[bell]
        try:
            await self._pool.execute("SELECT pg_notify($1, '')", channel(self._schema, bell))
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
            log.warning("bell not rung, the poll will see to it", extra={"bell": bell, "error": type(error).__name__})

    async def close(self) -> None:
        """Sound what still waits."""
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)


def channel(schema: str, bell: str) -> str:
    """The NOTIFY channel of a bell."""
    return f"{schema}_{bell}"


class Listener:
    """Waits for a bell on a connection of its own and reconnects when it is lost."""

    def __init__(self, url: str, schema: str, bell: str) -> None:
        self._url = url
        self._channel = channel(schema, bell)
        self._rung = asyncio.Event()
        self._conn: asyncpg.Connection | None = None

    async def wait(self, timeout: float) -> None:  # noqa: ASYNC109  # the timeout is the poll, not a failure
        """Return when the bell rings, or after `timeout` seconds. Never raises for a lost database."""
        try:
            if self._conn is None or self._conn.is_closed():
                self._conn = await asyncpg.connect(self._url, timeout=5)
                await self._conn.add_listener(self._channel, lambda *_: self._rung.set())
                return  # whatever was rung while nobody listened is looked for now
            async with asyncio.timeout(timeout):
                await self._rung.wait()
        except TimeoutError:
            pass
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
            log.warning("bell not heard, polling", extra={"channel": self._channel, "error": type(error).__name__})
            await asyncio.sleep(min(timeout, 1))
        finally:
            self._rung.clear()

    async def close(self) -> None:
        if self._conn is not None and not self._conn.is_closed():
            await self._conn.close(timeout=1)
