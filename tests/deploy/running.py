"""`wego up` as a process of its own, and everything it started."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from deploy.embedded.orphans import command_of
from tests.support.waiting import PATIENCE

ROOT = Path(__file__).parents[2]
WEGO = [sys.executable, "-c", "import sys; from deploy.cli import main; sys.exit(main())"]
STARTED = "Ctrl-C stops everything."


class Up:
    """One `wego up`. `said` is what it printed so far."""

    def __init__(
        self, data: Path, *arguments: str, command: Sequence[str] = WEGO, environ: Mapping[str, str] | None = None
    ) -> None:
        self.data = data
        self._log = data.with_name(f"{data.name}.said")
        clean = {key: value for key, value in os.environ.items() if not key.startswith("WEGO_")}
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, "up", "--data", data.name, "--port", "0", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=data.parent,  # as by default, DATA is named by a relative path
                env={**clean, "PYTHONPATH": str(ROOT), **(environ or {})},
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        return self._log.read_text("utf-8", "replace")

    @property
    def address(self) -> str:
        return str(re.findall(r"WeGO runs: +(http://\S+)", self.said)[0])

    @property
    def sign_in(self) -> str:
        """The link that signs the sample organizer in, once."""
        return str(re.findall(r"Organizer, once: +(http://\S+)", self.said)[0])

    def started(self, within: float = PATIENCE) -> "Up":
        """Returns once it says that everything runs."""
        ends = time.monotonic() + within
        while STARTED not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < ends, self.said
            time.sleep(0.02)
        return self

    def get(self, path: str) -> tuple[int, str]:
        """Status and body; (0, reason) where nobody answers."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:  # noqa: S310  # our own http address
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, ""
        except OSError as error:
            return 0, str(error)

    def family(self) -> dict[int, str]:
        """Every process it started, and those they started: number and command."""
        parents = {}
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                parents[int(status.parent.name)] = int(re.findall(r"PPid:\t(\d+)", status.read_text())[0])
            except OSError:
                continue
        family = {self.process.pid}
        while more := {pid for pid, parent in parents.items() if parent in family} - family:
            family |= more
        return {pid: command_of(pid) for pid in family - {self.process.pid}}

    def processor_seconds(self) -> float:
        """What it and its family have worked since they began."""
        ticks = 0
        for pid in (self.process.pid, *self.family()):
            with suppress(OSError):  # it has ended meanwhile, and its parent knows what it worked
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                ticks += sum(int(field) for field in fields[11:15])  # user, system, and the same of ended children
        return ticks / os.sysconf("SC_CLK_TCK")

    def child(self, words: str) -> int:
        """The number of the child whose command has these words."""
        return next(pid for pid, command in self.family().items() if words in command)

    def stop(self, number: signal.Signals = signal.SIGINT, within: float = PATIENCE) -> int:
        """Signal it and return its exit code."""
        self.process.send_signal(number)
        return self.process.wait(within)


def left_of(family: dict[int, str], within: float = PATIENCE) -> dict[int, str]:
    """Those of a family that still run after a while; empty as soon as none does."""
    ends = time.monotonic() + within
    while left := {pid: command for pid, command in family.items() if command and command_of(pid) == command}:
        if time.monotonic() > ends:
            break
        time.sleep(0.05)
    return left


@contextmanager
def up(
    data: Path, *arguments: str, command: Sequence[str] = WEGO, environ: Mapping[str, str] | None = None
) -> Iterator[Up]:
    """A system that has started; whatever the test did to it, it is gone afterwards."""
    system = Up(data, *arguments, command=command, environ=environ)
    try:
        yield system.started()
    finally:
        if system.process.poll() is None:
            family = system.family()
            system.process.kill()
            system.process.wait()
            left_of(family)
