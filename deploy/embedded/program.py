"""A program the supervisor keeps running: its command, its log, and how it is asked to end."""

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deploy.embedded import tether
from deploy.embedded.account import Account


@dataclass(frozen=True)
class Program:
    """`stops` are the signals that end it, each with the seconds it gets; SIGKILL comes last by itself.

    `folder` is its working directory; `environ` replaces the environment; `inherit` lists open files it takes over.
    """

    name: str
    command: Sequence[str]
    stops: Sequence[tuple[signal.Signals, float]] = ((signal.SIGTERM, 5.0),)
    at_once: signal.Signals = signal.SIGKILL
    folder: Path | None = None
    environ: dict[str, str] | None = None
    inherit: Sequence[int] = field(default=())


def tethered(command: Sequence[str], when_orphaned: signal.Signals, account: Account | None = None) -> list[str]:
    """The command so that it gets that signal when this process dies, and runs as `account`. See tether.py."""
    user = f"{account.uid}:{account.gid}" if account else "-"
    return [sys.executable, "-I", "-S", tether.__file__, str(os.getpid()), str(int(when_orphaned)), user, *command]
