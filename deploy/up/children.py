"""The processes of `wego up`: started, started again when they end by themselves, and stopped for certain."""

import asyncio
import contextlib
import signal
import time
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

from deploy.console import complain
from deploy.embedded.program import Program
from deploy.trouble import Trouble

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_HEALTHY_SECONDS = 30.0
_TAIL_LINES = 15

Prepare = Callable[[], Awaitable[None]]


class Child:
    """One program kept running.

    It has a session of its own: a Ctrl-C reaches the supervisor alone, which keeps the order. Its standard input is a
    pipe that ends with the supervisor, so that it can end too; `tell` writes to it.
    """

    def __init__(self, program: Program, logs: Path, prepare: Prepare | None = None) -> None:
        self.program = program
        self.log = logs / f"{program.name}.log"
        self._prepare = prepare
        self._process: asyncio.subprocess.Process | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._stopping = False
        self._told = b""

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    async def start(self) -> None:
        """Start it, once. The previous log is kept beside the new one."""
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".log.1"))
        await self._spawn()

    async def until(self, ready: Coroutine[Any, Any, None]) -> None:
        """Wait until it is ready. Raises Trouble with its last words when it ends before that."""
        assert self._process is not None
        waiting = asyncio.ensure_future(ready)
        ending = asyncio.ensure_future(self._process.wait())
        try:
            await asyncio.wait({waiting, ending}, return_when=asyncio.FIRST_COMPLETED)
            if not waiting.done():
                raise Trouble(f"{self.program.name} {_how(ending.result())} at the start.\n{self.last_words()}")
            waiting.result()
        finally:
            waiting.cancel()
            ending.cancel()

    def keep(self) -> None:
        """From now on start it again whenever it ends by itself."""
        self._keeper = asyncio.create_task(self._keep(), name=f"keep {self.program.name}")

    async def _spawn(self) -> None:
        if self._prepare is not None:
            await self._prepare()
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self.program.command,
                stdin=asyncio.subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self.program.folder,
                env=self.program.environ,
                pass_fds=self.program.inherit,
                start_new_session=True,
            )
        if self._told:
            self.tell(self._told)

    def tell(self, message: bytes) -> None:
        """Write to its standard input; a process that takes its place is told the same."""
        self._told = message
        if self._process is not None and self._process.stdin is not None and self._process.returncode is None:
            self._process.stdin.write(message)

    async def _keep(self) -> None:
        pause = _FIRST_PAUSE
        while True:
            assert self._process is not None
            began = time.monotonic()
            code = await self._process.wait()
            if self._stopping:
                return
            if time.monotonic() - began > _HEALTHY_SECONDS:
                pause = _FIRST_PAUSE
            complain(f"{self.program.name} {_how(code)}; starting it again in {pause:g} s. Its log: {self.log}")
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
            try:
                await self._spawn()
            except (OSError, Trouble) as error:
                complain(f"{self.program.name} cannot be started: {error}")  # the old one has ended: round we go, later

    async def stop(self) -> None:
        """Ask it to end as its program says, at last kill it; returns when it is gone."""
        self._stopping = True
        process = self._process
        if process is not None:
            for number, patience in self.program.stops:
                if process.returncode is not None:
                    break
                _send(process, number)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(patience):
                        await process.wait()
            if process.returncode is None:
                complain(f"{self.program.name} did not end by itself and is killed.")
                _send(process, signal.SIGKILL)
                await process.wait()
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)

    def kill(self) -> None:
        """No more patience."""
        self._stopping = True
        if self._process is not None:
            _send(self._process, self.program.at_once)

    def last_words(self) -> str:
        """The end of its log."""
        try:
            with self.log.open(encoding="utf-8", errors="replace") as log:
                return "".join(deque(log, _TAIL_LINES)).rstrip()
        except OSError:
            return ""


def _send(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(number)


def _how(code: int) -> str:
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    return f"ended with exit code {code}"
