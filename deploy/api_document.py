"""Puts the one API document of the three services in front of an app that would answer with its own."""

import asyncio
from collections.abc import Callable
from typing import Any

import msgspec

PATH = "/api/docs/openapi.json"


class ApiDocument:
    """An ASGI app that answers `PATH` by itself; the document is made when first asked for. The rest goes to `app`."""

    def __init__(self, app: Any, make: Callable[[], dict[str, Any]]) -> None:
        self._app = app
        self._make = make
        self._made: asyncio.Future[bytes] | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        if self._made is None:
            self._made = asyncio.ensure_future(asyncio.to_thread(lambda: msgspec.json.encode(self._make())))
        body = await asyncio.shield(self._made)
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
