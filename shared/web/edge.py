"""The outermost layer of a service: request id, security headers, compression, HEAD, access log, metrics."""

import gzip
import secrets
import time
from collections.abc import Mapping
from typing import Any

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPResponseStartEvent, Message, Receive, Scope, Send

from shared import unread
from shared.web.access_log import access_log
from shared.web.metrics import Metrics

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_COMPRESSIBLE = (b"text/", b"application/json", b"application/problem+json", b"application/vnd.oai")
_WORTH_IT = 1024


class Edge:
    """Wraps a service's ASGI application. The log holds the route's template, never the path: paths carry tokens."""

    def __init__(self, app: ASGIApp, *, headers: Mapping[bytes, bytes], metrics: Metrics) -> None:
        self._app = app
        self._headers = tuple(headers.items())
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        request_id = secrets.token_hex(16)
        scope["state"] = {**scope.get("state", {}), "request_id": request_id}
        answer = _Answer(scope, send, self._headers, request_id)
        if answer.method == "HEAD":
            scope = {**scope, "method": "GET"}  # a copy: the server still must know that no body goes out
        try:
            with unread.of_one_request():
                await self._app(scope, receive, answer)
        finally:
            self._note(scope, answer, request_id, time.perf_counter() - began)

    def _note(self, scope: Any, answer: "_Answer", request_id: str, seconds: float) -> None:
        route = scope.get("path_template") or "(none)"
        method = answer.method if answer.method in _METHODS else "OTHER"
        self._metrics.observe(method, route, answer.status, seconds)
        access_log.note(method, route, answer.status, seconds, request_id)


class _Answer:
    """The send side of one request. A HEAD runs as a GET and loses its body here (RFC 9110, 9.3.2)."""

    def __init__(self, scope: Any, send: Send, headers: tuple[tuple[bytes, bytes], ...], request_id: str) -> None:
        self.status = 500
        self.method: str = scope["method"]
        self._send = send
        self._always = (*headers, (b"x-request-id", request_id.encode()))
        self._gzip = any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"])
        self._start: HTTPResponseStartEvent | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self._start = message
            return
        if message["type"] == "http.response.body" and self._start is not None:
            start, self._start = self._start, None
            body, more = message.get("body", b""), message.get("more_body", False)
            headers = self._complete(list(start["headers"]))
            if not more:
                headers, body = self._compressed(headers, body)
                message = {**message, "body": body}
            await self._send({**start, "headers": headers})
        if self.method == "HEAD" and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)

    def _complete(self, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        """What the handler said stands; the rest is added."""
        said = {name.lower() for name, _ in headers}
        return headers + [header for header in self._always if header[0] not in said]

    def _compressed(self, headers: list[tuple[bytes, bytes]], body: bytes) -> tuple[list[tuple[bytes, bytes]], bytes]:
        """Pages under a token are not compressed together with what was typed (no-store marks them)."""
        said = {name.lower(): value for name, value in headers}
        if (
            len(body) < _WORTH_IT
            or b"content-encoding" in said
            or b"no-store" in said.get(b"cache-control", b"")
            or not said.get(b"content-type", b"").startswith(_COMPRESSIBLE)
        ):
            return headers, body
        vary = said.get(b"vary", b"")
        kept = [header for header in headers if header[0].lower() not in (b"vary", b"content-length")]
        kept.append((b"vary", vary + b", Accept-Encoding" if vary else b"Accept-Encoding"))
        if self._gzip:
            body = gzip.compress(body, compresslevel=4, mtime=0)
            kept.append((b"content-encoding", b"gzip"))
        return [*kept, (b"content-length", str(len(body)).encode())], body
