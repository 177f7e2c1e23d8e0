"""A Redis of our own for the test run, on a socket. Every test that asks for it begins with an empty one."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import redis

from deploy.embedded.binaries import redis_server as redis_server_program
from deploy.embedded.program import tethered
from tests.support.waiting import PATIENCE


class RedisServer:
    """Can be stopped and started again in the middle of a test: `stop()` is a Redis that is gone."""

    def __init__(self, binary: Path, folder: Path) -> None:
        self.binary = binary
        self.folder = folder
        self.socket = folder / "redis.sock"
        self.url = f"unix://{self.socket}?db=0"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        return self._process is not None

    def start(self) -> None:
        command = [str(self.binary), "--port", "0", "--unixsocket", str(self.socket), "--save", ""]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                tethered([*command, "--dir", str(self.folder)], signal.SIGTERM),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        ends = time.monotonic() + PATIENCE
        while self._process.poll() is None and time.monotonic() < ends:
            with suppress(redis.ConnectionError), self.client() as client:
                client.ping()
                return
            time.sleep(0.02)
        raise RuntimeError("Redis did not start:\n" + (self.folder / "log").read_text())

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate(timeout=PATIENCE)
            self._process = None
            self.socket.unlink(missing_ok=True)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Inside, it takes connections and answers nothing."""
        with self.client() as client:
            pid = int(client.info("server")["process_id"])
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGCONT)

    def client(self) -> redis.Redis:
        return redis.Redis(unix_socket_path=str(self.socket))

    def empty(self) -> None:
        with self.client() as client:
            client.flushall()


@pytest.fixture(scope="session")
def redis_process() -> Iterator[RedisServer]:
    """The one server of the run. Tests ask for `redis_server`."""
    folder = Path(tempfile.mkdtemp(prefix="wego-redis-"))
    server = RedisServer(redis_server_program(), folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


@pytest.fixture
def redis_server(redis_process: RedisServer) -> RedisServer:
    """Running and empty."""
    if not redis_process.running:
        redis_process.start()
    redis_process.empty()
    return redis_process
