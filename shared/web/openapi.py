"""The API document (OpenAPI 3.1) at /api/docs/openapi.json, and the page that shows it at /api/docs.

The page is ours and made on the server: Litestar's renderers load scripts from a CDN (docs/decisions).
"""

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from typing import Any

import msgspec
from litestar import Litestar, Request, Router
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, OpenAPIRenderPlugin

from shared.http import PROBLEM, ProblemDetails
from shared.web.api_reference import operations
from shared.web.reader import read_reader

VERSION = "1"


class _Page(OpenAPIRenderPlugin):
    """The reference, in the look of every other page. The descriptions themselves are English."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:  # noqa: ARG002  # see _shown()
        reader, shown = read_reader(request), _shown(request.app)
        context = {"info": shown["info"], "operations": operations(shown, request.app.state.public_url)}
        return reader.pages.render(reader, "api-reference.html", context).encode()


class _Document(JsonRenderPlugin):
    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:  # noqa: ARG002  # as above
        return msgspec.json.encode(_shown(request.app))


def config() -> OpenAPIConfig:
    """For Litestar: where the document and its page are."""
    return OpenAPIConfig(
        title="WeGO events and training",
        version=VERSION,
        openapi_router=Router("/api/docs", route_handlers=[], include_in_schema=False),
        render_plugins=[_Page(path="/"), _Document(path="/openapi.json")],
        use_handler_docstrings=True,
    )


def show(app: Litestar, make: Callable[[], dict[str, Any]]) -> None:
    """From now on this application shows the document that `make` returns: the one that joins all services.

    It is made once, when first asked for.
    """
    app.state.make_api_document = make


def document(app: Litestar) -> dict[str, Any]:
    """The application's own document."""
    if "own_api_document" not in app.state:
        app.state.own_api_document = _tidied(app.openapi_schema.to_schema())
    own = app.state.own_api_document
    assert isinstance(own, dict)
    return own


def _shown(app: Litestar) -> dict[str, Any]:
    if "make_api_document" not in app.state:
        return document(app)
    if "api_document" not in app.state:
        app.state.api_document = app.state.make_api_document()
    whole = app.state.api_document
    assert isinstance(whole, dict)
    return whole


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
        if name in into and (kind == "path" or into[name] != value):
            raise ValueError(f"two services describe the {kind} {name}")
        into[name] = value


def _tidied(schema: dict[str, Any]) -> dict[str, Any]:
    """Litestar describes an error of its own making; ours are all problem details (RFC 9457)."""
    schemas, inner = msgspec.json.schema_components([ProblemDetails], ref_template="#/components/schemas/{name}")
    schema.setdefault("components", {}).setdefault("schemas", {}).update(inner)
    refusal = {
        "description": "Refused: problem details; with status 422 each bad field is named in `errors`",
        "content": {PROBLEM: {"schema": schemas[0]}},
    }
    for item in schema.get("paths", {}).values():
        for operation in item.values():
            if isinstance(operation, dict) and "responses" in operation:
                operation["responses"].pop("400", None)
                operation["responses"]["default"] = refusal
    return schema
