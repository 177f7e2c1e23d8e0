"""A service's web application in the process of the tests, spoken to over HTTP as a browser or a program would."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import httpx
import msgspec
from litestar import Litestar

from shared.house import House
from shared.settings import Settings

_idle: dict[Settings, list[Litestar]] = defaultdict(list)


@asynccontextmanager
async def client_at(house: House, base: str = "http://wego.test") -> AsyncIterator[httpx.AsyncClient]:
    """A client on the application of this house's service.

    To build one takes a third of a second, so those that no test has in hand are kept, by the settings they were built
    with. An application knows its house only from start-up to shutdown.
    """
    kept = _idle[_without_places(house.settings)]
    app = kept.pop() if kept else import_module(f"services.{house.service}.app").create_app(house.settings, house=house)
    async with client_of(app, base, house=house) as client:
        yield client
    kept.append(app)  # not after an error: who knows what it left


def _without_places(settings: Settings) -> Settings:
    """What an application is built with: where servers and files are, it asks its house."""
    mailbox = Path() if settings.local_mail else None
    return msgspec.structs.replace(
        settings, database_url="", redis_url="", smtp_url="", files=Path(), local_mail=mailbox
    )


@asynccontextmanager
async def client_of(
    app: Litestar, base: str = "http://wego.test", *, house: House | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    """A client with a cookie jar; redirects are not followed. Start-up and shutdown run around it.

    With a cookie it says where it comes from, as every browser does; without one it is a program. `house` instead of
    the one that the application was built with.
    """
    async with _started(app):
        if house is not None:
            app.state.house = house
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
