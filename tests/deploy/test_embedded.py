"""The embedded servers: on sockets only, back after any kind of end, private to their DATA."""

import asyncio
import os
import signal
import socket
import stat
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest

from deploy.embedded.orphans import command_of
from deploy.embedded.postgres import Postgres
from deploy.embedded.redis import Redis
from deploy.up.children import Child
from tests.deploy.home import remove_home
from tests.support.waiting import until


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    yield prepared(tmp_path / "data")
    remove_home(tmp_path / "data")


def prepared(path: Path) -> Path:
    for folder in (path, path / "log"):
        folder.mkdir(mode=0o700, exist_ok=True)
    return path


@asynccontextmanager
async def running(server: Postgres | Redis, data: Path) -> AsyncIterator[Child]:
    child = Child(server.program, data / "log", server.prepare)
    await child.start()
    try:
        await child.until(server.accepts())
        yield child
    finally:
        await child.stop()


async def one(url: str, statement: str) -> object:
    conn = await asyncpg.connect(url)
    try:
        return await conn.fetchval(statement)
    finally:
        await conn.close()


def tcp_ports(pid: int) -> list[str]:
    """Listening TCP sockets of a process and its children, from the kernel."""
    inodes = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if int(process.name) == pid or f"PPid:\t{pid}\n" in (process / "status").read_text():
                inodes |= {str(fd.readlink()) for fd in (process / "fd").iterdir()}
        except OSError:
            continue
    lines = [
        line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]
    ]
    return [line[1] for line in lines if line[3] == "0A" and f"socket:[{line[9]}]" in inodes]


async def test_postgres_keeps_its_data_and_opens_no_port(data: Path) -> None:
    server = Postgres(data)
    async with running(server, data) as child:
        assert child.pid is not None
        assert await one(server.url(), "SHOW listen_addresses") == ""
        assert await one(server.url(), "SHOW fsync") == "on"
        assert await one(server.url(), "SELECT lower('ÀÉ')") == "àé"
        assert tcp_ports(child.pid) == []
        await one(server.url(), "CREATE TABLE kept AS SELECT 42 AS answer")
    async with running(server, data):
        assert await one(server.url(), "SELECT answer FROM kept") == 42


async def test_as_root_it_runs_as_somebody_else_and_only_root_and_that_one_get_in(data: Path) -> None:
    server = Postgres(data)
    async with running(server, data) as child:
        owner = owner_and_mode(Path(f"/proc/{child.pid}"))[0]
        assert owner != 0
        assert owner_and_mode(files_of(data)) == (owner, 0o700)
        assert owner_and_mode(Path(server.url().rpartition("host=")[2])) == (owner, 0o700)
        assert owner_and_mode(data) == (os.geteuid(), 0o700)


async def test_it_starts_again_after_it_was_killed(data: Path) -> None:
    server = Postgres(data)
    async with running(server, data) as child:
        assert child.pid is not None
        await one(server.url(), "CREATE TABLE kept AS SELECT 42 AS answer")
        os.kill(child.pid, signal.SIGKILL)
    assert postmaster_pid(data).exists()
    async with running(server, data):
        assert await one(server.url(), "SELECT answer FROM kept") == 42


async def test_a_number_of_a_process_that_is_another_program_now_is_no_hindrance(data: Path) -> None:
    """As in a container that starts again: PostgreSQL by itself would refuse to start."""
    server = Postgres(data)
    async with running(server, data):
        lines = postmaster_pid(data).read_text().splitlines()
    stranger = await asyncio.create_subprocess_exec("/bin/sleep", "60")
    postmaster_pid(data).write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
    async with running(server, data):
        assert await one(server.url(), "SELECT 1") == 1
    assert command_of(stranger.pid) != ""
    stranger.kill()
    await stranger.wait()


async def test_a_server_that_outlived_its_starter_is_stopped_first(data: Path) -> None:
    server = Postgres(data)
    orphan = Child(server.program, data / "log", server.prepare)
    await orphan.start()
    await orphan.until(server.accepts())
    await one(server.url(), "CREATE TABLE kept AS SELECT 42 AS answer")
    async with running(Postgres(data), data) as child:
        assert orphan.pid is None
        assert child.pid is not None
        assert await one(server.url(), "SELECT answer FROM kept") == 42
    await orphan.stop()


async def test_a_start_that_was_interrupted_while_the_files_were_made_is_made_good(data: Path) -> None:
    server = Postgres(data)
    starting = asyncio.create_task(server.prepare())
    await asyncio.sleep(0.15)
    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)
    async with running(Postgres(data), data):
        assert await one(server.url(), "SELECT 1") == 1


@pytest.mark.parametrize("name", ["x" * 150, "my data 데이터 100%"])
async def test_any_path_will_do(tmp_path: Path, name: str) -> None:
    data = prepared(tmp_path / name)
    postgres, redis = Postgres(data), Redis(data)
    async with running(postgres, data), running(redis, data):
        assert await one(postgres.url(), "SELECT 1") == 1
    remove_home(data)


async def test_redis_keeps_what_it_was_given_and_opens_no_port(data: Path) -> None:
    server = Redis(data)
    async with running(server, data) as child:
        assert child.pid is not None
        assert ask(server, b"SET kept 42") == b"+OK"
        assert tcp_ports(child.pid) == []
        await until(lambda: asyncio.to_thread(written, data, b"kept"))
        os.kill(child.pid, signal.SIGKILL)
    async with running(server, data):
        assert ask(server, b"GET kept") == b"$2\r\n42"


async def test_a_redis_that_outlived_its_starter_is_stopped_first(data: Path) -> None:
    server = Redis(data)
    orphan = Child(server.program, data / "log", server.prepare)
    await orphan.start()
    await orphan.until(server.accepts())
    async with running(Redis(data), data):
        assert ask(server, b"PING") == b"+PONG"
        assert orphan.pid is None
    await orphan.stop()


def written(data: Path, words: bytes) -> bool:
    """In a file of Redis: it may answer before, where a disk is slow."""
    return any(words in file.read_bytes() for file in data.rglob("*.aof"))


def ask(server: Redis, command: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(server.url.removeprefix("unix://").partition("?")[0])
        client.sendall(command + b"\r\n")
        return client.recv(100).rstrip()


def owner_and_mode(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_uid, stat.S_IMODE(found.st_mode)


def files_of(data: Path) -> Path:
    """PostgreSQL's own folder."""
    folder = (data / "postgres").resolve()
    return folder / "postgres" if os.geteuid() == 0 else folder


def postmaster_pid(data: Path) -> Path:
    return files_of(data) / "postmaster.pid"
