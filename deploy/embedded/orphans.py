"""Servers that outlived whoever started them, and the files they left: found, stopped, tidied."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from pathlib import Path


def stop_orphan(files: Path) -> None:
    """Stop a PostgreSQL still running on these files, and remove a postmaster.pid that nobody stands behind.

    Called by the only `up` of this DATA. A process number may long be another program's, as in a container that started
    again, where PostgreSQL itself would refuse to start; so the command line decides.
    """
    pid_file = files / "postmaster.pid"
    try:
        pid = int(pid_file.read_text("utf-8").split("\n", 1)[0])
    except (OSError, ValueError):
        return
    if str(files) in command_of(pid) and "postgres" in command_of(pid):
        for number, patience in ((signal.SIGINT, 10.0), (signal.SIGQUIT, 3.0), (signal.SIGKILL, 3.0)):
            if _ended(pid, number, patience):
                break
    pid_file.unlink(missing_ok=True)


def stop_orphaned_redis(path: Path) -> None:
    """Tell a Redis that still listens on this socket to end, and wait until it has."""
    for _ in range(100):
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1)
            try:
                client.connect(str(path))
                client.sendall(b"SHUTDOWN NOSAVE\r\n")
                client.recv(100)
            except OSError:
                break
        time.sleep(0.05)
    path.unlink(missing_ok=True)


def command_of(pid: int) -> str:
    """The command line of a running process, "" where there is none."""
    proc = Path("/proc") / str(pid) / "cmdline"
    if Path("/proc/self/cmdline").exists():
        with contextlib.suppress(OSError):
            return proc.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return ""
    found = subprocess.run(["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S603  # a number
    return found.stdout.strip()


def _ended(pid: int, number: signal.Signals, patience: float) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
    until = time.monotonic() + patience
    while command_of(pid):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
