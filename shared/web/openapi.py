"""The API document and its page. Everything the page loads comes from here: Litestar's own renderers use a CDN."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
from litestar import Litestar, Request, Response, Router, get
from litestar.datastructures import ResponseHeader
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, OpenAPIRenderPlugin
from litestar.params import FromPath

from shared.errors import NotFound
from shared.i18n import mark
from shared.web.security import content_security_policy
from shared.web.static import ASSETS, Asset, answer, asset

VERSION = "1"
_FILES = ("swagger-ui.css", "swagger-ui-bundle.js")
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API - WeGO</title>
<link rel="icon" href="{icon}" type="image/svg+xml">
<link rel="stylesheet" href="/api/docs/assets/swagger-ui.css">
<script src="/api/docs/assets/swagger-ui-bundle.js" defer></script>
<script type="module" src="{script}"></script>
</head>
<body><main id="api" data-document="/api/docs/openapi.json"></main><noscript><p>The document itself:
<a href="/api/docs/openapi.json">openapi.json</a></p></noscript></body>
</html>
"""


class _Page(OpenAPIRenderPlugin):
    """Swagger UI without a script in the page."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:  # noqa: ARG002  # the page loads the document by itself
        return _PAGE.format(icon=ASSETS.url("icon.svg"), script=ASSETS.url("api-docs.js")).encode()


def _router() -> Router:
    """Swagger UI draws its arrows from data: addresses."""
    policy = content_security_policy(img_src="'self' data:")
    return Router(
        "/api/docs",
        route_handlers=[],
        include_in_schema=False,
        response_headers=[ResponseHeader(name="Content-Security-Policy", value=policy)],
    )


def config() -> OpenAPIConfig:
    """The document of one service at /api/docs/openapi.json, its page at /api/docs."""
    return OpenAPIConfig(
        title="WeGO events and training",
        version=VERSION,
        openapi_router=_router(),
        render_plugins=[_Page(path="/"), JsonRenderPlugin(path="/openapi.json")],
        use_handler_docstrings=True,
    )


@cache
def _asset(name: str) -> Asset:
    folder = files("swagger_ui_bundle") / "vendor"
    version = next(each for each in folder.iterdir() if each.name.startswith("swagger-ui-"))
    return asset(Path(str(version / name)))


@get("/api/docs/assets/{name:str}", include_in_schema=False, sync_to_thread=False)
def docs_asset(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
    """Stylesheet and script of Swagger UI, from the package installed here."""
    if name not in _FILES:
        raise NotFound(mark("There is no such file."))
    return answer(request, _asset(name), "public, max-age=86400")


def document(app: Litestar) -> dict[str, Any]:
    """The API document of one service."""
    return app.openapi_schema.to_schema()


def joined(documents: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """One document of several services. Raises ValueError where two describe the same path, or the same name
    differently."""
    whole: dict[str, Any] = {}
    for each in documents:
        part = deepcopy(dict(each))
        if not whole:
            whole = part
            continue
        _merge(whole.setdefault("paths", {}), part.get("paths", {}), "path")
        for kind, components in part.get("components", {}).items():
            _merge(whole.setdefault("components", {}).setdefault(kind, {}), components, kind)
    return whole


def _merge(into: dict[str, Any], more: Mapping[str, Any], kind: str) -> None:
    for name, value in more.items():
        if name in into and (kind == "path" or msgspec.json.encode(into[name]) != msgspec.json.encode(value)):
            raise ValueError(f"two services describe the {kind} {name}")
        into[name] = value
