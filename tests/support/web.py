"""A service's web application in the process of the tests, spoken to over HTTP as a browser or a program would."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from litestar import Litestar


@asynccontextmanager
async def client_of(app: Litestar, base: str = "http://wego.test") -> AsyncIterator[httpx.AsyncClient]:
    """A client with a cookie jar; redirects are not followed. Start-up and shutdown run around it.

    With a cookie it says where it comes from, as every browser does; without one it is a program.
    """
    async with _started(app):
        transport = httpx.ASGITransport(app)  # type: ignore[arg-type]  # Litestar's own scope types are narrower
        hooks = {"request": [_from_here]}
        async with httpx.AsyncClient(transport=transport, base_url=base, event_hooks=hooks) as client:
            yield client


async def _from_here(request: httpx.Request) -> None:
    told = {"origin", "sec-fetch-site", "referer", "authorization"} & {name.lower() for name in request.headers}
    if "cookie" in request.headers and not told:
        request.headers["Sec-Fetch-Site"] = "same-origin"


@asynccontextmanager
async def _started(app: Litestar) -> AsyncIterator[None]:
    """The lifespan in a task of its own: it must end in the task it began in, and fixtures end in another."""
    began, end = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        async with app.lifespan():
            began.set()
            await end.wait()

    life = asyncio.create_task(live())
    starting = asyncio.create_task(began.wait())
    await asyncio.wait([life, starting], return_when=asyncio.FIRST_COMPLETED)
    if not began.is_set():
        starting.cancel()
        await life  # raises what went wrong
    try:
        yield
    finally:
        end.set()
        await life
