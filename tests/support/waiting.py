"""Waiting for what other tasks and processes do: as short as it takes, and patiently, for machines are busy."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

Seen = TypeVar("Seen")
PATIENCE = 120.0  # seconds: what takes longer hangs. No test asserts that something is quicker


async def until(
    look: Callable[[], Awaitable[Seen]], right: Callable[[Seen], object] = bool, *, every: float = 0.02
) -> Seen:
    """What `look` sees as soon as that is `right`; it looks `every` so many seconds. Fails with what it saw last."""
    ends = time.monotonic() + PATIENCE
    while not right(seen := await look()):
        assert time.monotonic() < ends, f"after {PATIENCE:.0f} seconds still: {seen}"
        await asyncio.sleep(every)
    return seen


def until_now(right: Callable[[], object], said: Callable[[], object] = str, *, every: float = 0.02) -> None:
    """Returns as soon as `right` holds, for tests without a loop. Fails with what `said` tells."""
    ends = time.monotonic() + PATIENCE
    while not right():
        assert time.monotonic() < ends, f"not in {PATIENCE:.0f} seconds: {said()}"
        time.sleep(every)
