"""A PostgreSQL of our own for the test run: on a socket, on no port, without durability, gone afterwards."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.embedded.account import unprivileged
from deploy.embedded.binaries import postgres_folder, public_folder
from deploy.embedded.program import tethered
from tests.support.waiting import PATIENCE

FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",  # it would hold on to the template while tests copy it
    "max_connections": "100",
    "timezone": "Pacific/Chatham",  # nothing may depend on the server's zone: be the oddest one
    "listen_addresses": "",
}


class PostgresServer:
    """`bin` and `folder` must be readable by the user the server runs as: root's server runs as somebody else."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self.binaries = binaries
        self.folder = folder
        self.data = folder / "data"
        self.account = unprivileged()
        self.settings = dict(FAST)
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def start(self) -> None:
        if self.account:
            os.chown(self.folder, self.account.uid, self.account.gid)
        initdb = [str(self.binaries / "initdb"), "-D", str(self.data), "-U", "postgres", "--auth=trust"]
        options = ["--encoding=UTF8", "--no-locale", "--no-sync"]
        subprocess.run(
            tethered([*initdb, *options], signal.SIGTERM, self.account),
            check=True,
            capture_output=True,
            cwd=self.folder,
        )
        self.serve()

    def serve(self) -> None:
        """Start the server on the data that is there: after `stop`, a restart."""
        settings = [part for key, value in self.settings.items() for part in ("-c", f"{key}={value}")]
        server = [str(self.binaries / "postgres"), "-D", str(self.data), "-k", str(self.folder), *settings]
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                tethered(server, signal.SIGQUIT, self.account),  # ends with the tests, however they end
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,  # Ctrl-C reaches pytest first, which stops the server in its own time
            )
        self._wait()

    def _wait(self) -> None:
        ready: list[str | Path] = [self.binaries / "pg_isready", "-h", self.folder, "-U", "postgres", "-q"]
        assert self._process is not None
        ends = time.monotonic() + PATIENCE
        while self._process.poll() is None and time.monotonic() < ends:
            if subprocess.run(ready, check=False).returncode == 0:
                return
            time.sleep(0.05)
        raise RuntimeError("PostgreSQL did not start:\n" + (self.folder / "log").read_text())

    def stop(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)  # immediately: the data goes anyway
            self._process.communicate(timeout=PATIENCE)


def _binaries() -> Path:
    """The folder of `postgres` and `initdb`; WEGO_TEST_POSTGRES names another one, for an older version."""
    chosen = os.environ.get("WEGO_TEST_POSTGRES")
    return Path(chosen) if chosen else postgres_folder()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A running server; folders are short because a socket's path may have 104 characters only."""
    parent = public_folder() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="test-", dir=parent or ("/tmp" if sys.platform == "darwin" else None)))
    server = PostgresServer(_binaries(), folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)
