"""The local mail sink: an SMTP server that delivers nothing and keeps each mail as a file."""

import asyncio
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_MAX_BYTES = 40 * 1024 * 1024
_NAME = "%Y%m%dT%H%M%S.%f"


class Sink:
    """Takes mail at 127.0.0.1 and writes the bytes as they came to FOLDER/*.eml. Names sort by arrival."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last = max((path.name for path in folder.glob("*.eml")), default="")
        self._server: asyncio.Server | None = None

    async def start(self) -> str:
        """Listen on a free port; returns the smtp:// URL."""
        from aiosmtpd.smtp import SMTP  # noqa: PLC0415  # only a local system has it

        def session() -> Any:
            return SMTP(self, hostname="localhost", data_size_limit=_MAX_BYTES, enable_SMTPUTF8=True)

        for left in self._folder.glob(".*.part"):
            left.unlink()
        self._server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", 0)
        return f"smtp://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  # the name aiosmtpd calls
        """Answer 250 only when the file is on disk under its name."""
        try:
            self._keep(envelope.original_content)
        except OSError as error:
            return f"452 4.3.1 The mail could not be kept: {error.strerror}"
        return "250 2.0.0 Kept"

    def _keep(self, content: bytes) -> None:
        """Written aside, then renamed: whoever lists the folder sees whole mails only."""
        name = self._next_name()
        aside = self._folder / f".{name}.part"
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.rename(self._folder / name)

    def _next_name(self) -> str:
        """The time in UTC and a number; later than the last one even where the clock was set back."""
        time, _, number = self._last.removesuffix(".eml").partition("-")
        now = datetime.now(UTC).strftime(_NAME)
        time, count = (now, 0) if now > time else (time, int(number) + 1)
        self._last = f"{time}-{count:06d}.eml"
        return self._last

    def stop(self) -> None:
        """Take no more connections."""
        if self._server is not None:
            self._server.close()
