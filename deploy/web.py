"""Web processes: one service alone, or the three behind the dispatcher. uvicorn with uvloop and httptools."""

import importlib
import socket
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import uvicorn

from deploy.dispatch import Dispatcher
from deploy.garbage import spare_what_is_loaded
from shared.logging import configure
from shared.settings import SERVICES, Service, from_environment
from shared.web import openapi
from shared.web.access_log import access_log

_GRACE_SECONDS = 4


def app_of(service: Service, environ: Mapping[str, str]) -> Any:
    """The ASGI app of a service. Raises SettingsError."""
    return importlib.import_module(f"services.{service}.app").create_app(from_environment(service, environ))


def all_apps(environ: Mapping[str, str]) -> Any:
    """The three apps behind the table of routes, with one API document."""
    apps = {service: app_of(service, environ) for service in SERVICES}
    openapi.show(apps["registration"], lambda: _joined(apps.values()))
    return Dispatcher(apps)


def one_app(service: Service, environ: Mapping[str, str]) -> Any:
    """One service. Registration, which /api/docs is routed to, answers with the API document of all three."""
    app = app_of(service, environ)
    if service == "registration":
        openapi.show(app, lambda: _joined(app_of(each, environ) for each in SERVICES))
    return app


def _joined(apps: Iterable[Any]) -> dict[str, Any]:
    return openapi.joined(openapi.document(app) for app in apps)


def serve(
    app: Any, name: str, *, listener: socket.socket | None = None, host: str = "127.0.0.1", port: int = 0
) -> None:
    """Serve until SIGTERM or SIGINT; requests under way get four seconds. The apps read forwarded headers."""
    configure(name)
    access_log.open(name, sys.stderr)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        loop="uvloop",
        http="httptools",
        lifespan="on",
        access_log=False,
        log_config=None,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        backlog=2048,
    )
    spare_what_is_loaded()
    try:
        uvicorn.Server(config).run(sockets=[listener] if listener else None)
    finally:
        access_log.write()
