"""A browser's side of a web application, in the loop of the test, so that it shares the test's database connection."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from litestar import Litestar


@asynccontextmanager
async def client_of(app: Litestar, *, base: str = "http://wego.test") -> AsyncIterator[httpx.AsyncClient]:
    """Starts and stops the application. Redirects are not followed; cookies are kept.

    The lifespan has a task of its own: it must end where it began, and fixtures end in another task.
    """
    ready, done = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        async with app.lifespan():
            ready.set()
            await done.wait()

    life = asyncio.create_task(live())
    waiting = asyncio.create_task(ready.wait())
    await asyncio.wait({life, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if life.done():
        await life
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)  # type: ignore[arg-type]  # Litestar's own types
    try:
        async with httpx.AsyncClient(transport=transport, base_url=base) as client:
            yield client
    finally:
        done.set()
        await life
