"""Runs the lifespan of an ASGI app that lives inside another one. ASGI specification, Lifespan Protocol 2.0."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any


class StartFailed(Exception):
    """The app said that it cannot start."""


@asynccontextmanager
async def running(app: Any) -> AsyncIterator[None]:
    """Start the app, and shut it down at the end. Raises StartFailed, or what the app raised."""
    to_app: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    from_app: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": {}}
    task = asyncio.ensure_future(app(scope, to_app.get, from_app.put))
    await _said(task, to_app, from_app, "startup")
    try:
        yield
    finally:
        await _said(task, to_app, from_app, "shutdown")
        await task


async def _said(task: asyncio.Future[None], to_app: Any, from_app: Any, phase: str) -> None:
    """Send one phase and wait for its answer, or for the app to end without one."""
    await to_app.put({"type": f"lifespan.{phase}"})
    answer = asyncio.ensure_future(from_app.get())
    await asyncio.wait({task, answer}, return_when=asyncio.FIRST_COMPLETED)
    if not answer.done():
        answer.cancel()
        task.result()
        raise StartFailed(f"the app ended during {phase}")
    message = answer.result()
    if message["type"].endswith(".failed"):
        await asyncio.gather(task, return_exceptions=True)
        raise StartFailed(message.get("message", phase))
