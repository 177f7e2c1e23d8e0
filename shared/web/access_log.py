"""The access log: a line a request, in the shape of every other line of the log (shared/logging.py).

Under a rush the logging module would cost a twentieth of a request. So the lines have a Struct of their own, and those
of one turn of the loop are written together: a process that is killed loses the lines of that turn, at most.
"""

import asyncio
from datetime import UTC, datetime
from typing import TextIO

import msgspec


class _Line(msgspec.Struct, frozen=True):
    at: str
    level: str
    service: str
    logger: str
    message: str
    method: str
    route: str
    status: int
    ms: float
    request_id: str


class AccessLog:
    """Of one process. Says nothing until it is opened."""

    def __init__(self) -> None:
        self._service = ""
        self._stream: TextIO | None = None
        self._encoder = msgspec.json.Encoder()
        self._waiting: list[bytes] = []

    def open(self, service: str, stream: TextIO | None) -> None:
        """Write to this stream from now on; None ends it."""
        self._service, self._stream = service, stream

    def note(self, method: str, route: str, status: int, seconds: float, request_id: str) -> None:
        """One answer. `route` is the template, never the path: nothing here needs to be blanked."""
        if self._stream is None:
            return
        if not self._waiting:
            asyncio.get_running_loop().call_soon(self.write)
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        ms = round(seconds * 1000, 1)
        line = _Line(at, "info", self._service, "wego.access", "request", method, route, status, ms, request_id)
        self._waiting.append(self._encoder.encode(line))

    def write(self) -> None:
        """Write what waits."""
        lines, self._waiting = self._waiting, []
        if self._stream is not None and lines:
            self._stream.write(b"\n".join([*lines, b""]).decode())
            self._stream.flush()


access_log = AccessLog()
