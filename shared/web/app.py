"""One service's web application: everything that the three have in common around their handlers."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

from litestar import Litestar, Request, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, ControllerRouterHandler, Receive, Scope, Send

from shared.clock import Clock, system_clock
from shared.errors import DomainError
from shared.house import House, opened
from shared.settings import Settings
from shared.web import health, openapi
from shared.web.edge import Edge
from shared.web.errors import answer_error
from shared.web.metrics import Metrics
from shared.web.origin import check_origin
from shared.web.pages import Pages
from shared.web.reader import read_reader
from shared.web.security import headers
from shared.web.static import static_file
from shared.web.switches import thrown

Check = Callable[[House], Awaitable[None]]
_BODY = 1_000_000


def create_app(
    settings: Settings,
    *,
    pages: Sequence[ControllerRouterHandler] = (),
    api: Sequence[ControllerRouterHandler] = (),
    templates: Sequence[Path] = (),
    house: House | None = None,
    clock: Clock = system_clock,
    checks: Mapping[str, Check] | None = None,
    dependencies: Mapping[str, Any] | None = None,
    extras: Mapping[str, Any] | None = None,
    lifespan: Sequence[Callable[[Litestar], AbstractAsyncContextManager[None]]] = (),
    largest_body: int = _BODY,
) -> Litestar:
    """The application of `settings.service`.

    `pages` stay out of the API document, `api` handlers name their whole path ("/api/v1/events"). Both may ask for
    `house`, `reader` and what `dependencies` adds. Without a `house` the application opens and closes its own.
    `checks` raise where the service is not ready. `extras` are names for templates. `largest_body` in bytes.
    """
    metrics = Metrics(settings.service)

    async def provide_house(state: State) -> House:
        return state.house  # type: ignore[no-any-return]

    app = Litestar(
        [
            Router("/", route_handlers=[*pages, health.live, health.ready, health.metrics], include_in_schema=False),
            *api,
            static_file,
            openapi.docs_asset,
        ],
        dependencies={
            "house": Provide(provide_house),
            "reader": Provide(read_reader, sync_to_thread=False),
            **(dependencies or {}),
        },
        exception_handlers={HTTPException: answer_error, DomainError: answer_error, Exception: answer_error},
        lifespan=[_open_house(settings, house, clock), *lifespan],
        openapi_config=openapi.config(),
        request_max_body_size=largest_body,
        logging_config=None,
        state=State(
            {
                "pages": Pages(templates, extras),
                "metrics": metrics,
                "checks": dict(checks or {}),
                "clock": clock,
            }
        ),
    )
    app.state.pages.warm()
    app.asgi_handler = Edge(_gate(app.asgi_handler, settings), headers=headers(secure=settings.secure), metrics=metrics)
    return app


def _open_house(
    settings: Settings, house: House | None, clock: Clock
) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
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


def _gate(inner: ASGIApp, settings: Settings) -> ASGIApp:
    """Before routing: other sites are turned away, switches are thrown."""

    async def gate(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await inner(scope, receive, send)
            return
        request: Request[Any, Any, Any] = Request(scope, receive, send)
        try:
            check_origin(request.method, request.headers, request.cookies, settings.public_url)
            answer = thrown(request, secure=settings.secure)
        except Exception as error:  # noqa: BLE001  # outside of Litestar's own handling; logged there
            answer = answer_error(request, error)
        if answer is None:
            await inner(scope, receive, send)
        else:
            await answer.to_asgi_response(app=None, request=request)(scope, receive, send)

    return gate
