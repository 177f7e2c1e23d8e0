"""One service's web application: everything that the three have in common around their handlers."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

from litestar import Litestar, Request, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.types import ControllerRouterHandler

from shared import unread
from shared.clock import Clock, system_clock
from shared.errors import DomainError
from shared.house import House, opened
from shared.settings import Settings
from shared.web import health, openapi
from shared.web.edge import Edge
from shared.web.errors import answer_error
from shared.web.gate import Gate
from shared.web.given import TheHouse, house_of
from shared.web.metrics import Metrics
from shared.web.pages import Pages
from shared.web.reader import Reader, read_reader
from shared.web.security import headers
from shared.web.staff import the_staff
from shared.web.static import static_file

Lifespan = Callable[[Litestar], AbstractAsyncContextManager[None]]
_LARGEST_BODY = 1_000_000  # octets; a handler of files says its own


def create_app(
    settings: Settings,
    *,
    pages: Sequence[ControllerRouterHandler] = (),
    api: Sequence[ControllerRouterHandler] = (),
    templates: Sequence[Path] = (),
    house: House | None = None,
    clock: Clock = system_clock,
    dependencies: Mapping[str, Any] | None = None,
    extras: Mapping[str, Any] | None = None,
) -> Litestar:
    """The application of `settings.service`.

    `pages` stay out of the API document, `api` handlers name their whole path ("/api/v1/events"). Both may ask for
    `house`, `reader`, `staff` and what `dependencies` adds. Without a `house` the application opens and closes its own.
    `extras` are names for templates.
    """
    own = Router("/", route_handlers=[*pages, *health.HANDLERS], include_in_schema=False)
    metrics = Metrics(settings.service)
    known = State(
        {
            "pages": Pages(templates, extras),
            "metrics": metrics,
            "clock": clock,
            "public_url": settings.public_url,
        }
    )
    app = Litestar(
        [own, *api, static_file],
        dependencies={**_given(), **(dependencies or {})},
        after_request=_refuse_unread,
        exception_handlers={HTTPException: answer_error, DomainError: answer_error, Exception: answer_error},
        lifespan=[_keep_house(settings, house, clock), _warm_pages],
        openapi_config=openapi.config(),
        request_max_body_size=_LARGEST_BODY,
        logging_config=None,
        state=known,
    )
    app.asgi_handler = Edge(Gate(app.asgi_handler, settings), headers=headers(secure=settings.secure), metrics=metrics)
    return app


def _refuse_unread(response: Any) -> Any:
    """Also where nothing was to be kept."""
    unread.refuse()
    return response


def _given() -> dict[str, Provide]:
    """What every handler may ask for (shared/web/given.py)."""
    return {
        "house": Provide(house_of, sync_to_thread=False),
        "reader": Provide(_reader, sync_to_thread=False),
        "staff": Provide(the_staff),
    }


@asynccontextmanager
async def _warm_pages(app: Litestar) -> AsyncIterator[None]:
    """Beside the first requests: nobody waits for pages that nobody asks for."""
    warming = asyncio.create_task(app.state.pages.warm())
    yield
    warming.cancel()
    await asyncio.gather(warming, return_exceptions=True)


def _reader(request: Request[Any, Any, Any], house: TheHouse) -> Reader:  # noqa: ARG001  # see below
    """After the house, though it needs none: for two at once Litestar opens a task group, dearer than both."""
    return read_reader(request)


def _keep_house(settings: Settings, house: House | None, clock: Clock) -> Lifespan:
    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        if house is not None:
            app.state.house = house
            yield
            return
        async with opened(settings, clock=clock) as own:
            app.state.house = own
            yield

    return lifespan
