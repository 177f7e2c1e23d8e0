"""Redis of our own: on a socket, append-only. It is a transport: when its file is broken, an empty one does no harm."""

import asyncio
import shutil
import signal
from pathlib import Path

from deploy.embedded.binaries import redis_server
from deploy.embedded.orphans import stop_orphaned_redis
from deploy.embedded.program import Program, tethered
from deploy.embedded.sockets import socket_folder
from deploy.trouble import Trouble

_READY_SECONDS = 20.0


class Redis:
    """The server of one DATA folder. Call `prepare` before every start of `program`."""

    def __init__(self, data: Path) -> None:
        """Raises Trouble where the machine has no Redis and no wheel brings one."""
        self._server = redis_server()
        self._files = data.resolve() / "redis"
        self._socket = socket_folder(data) / "redis.sock"

    @property
    def url(self) -> str:
        return f"unix://{self._socket}?db=0"

    @property
    def program(self) -> Program:
        options = ["--port", "0", "--unixsocket", str(self._socket), "--unixsocketperm", "700", "--daemonize", "no"]
        keeping = ["--dir", ".", "--appendonly", "yes", "--appendfsync", "everysec", "--save", ""]
        return Program(
            name="redis",
            command=tethered([str(self._server), *options, *keeping], signal.SIGTERM),
            folder=self._files,
        )

    async def prepare(self) -> None:
        self._files.mkdir(mode=0o700, exist_ok=True)
        if self._socket.exists():
            await asyncio.to_thread(stop_orphaned_redis, self._socket)

    def lay_files_aside(self) -> Path:
        """Keep a file that Redis refuses to read, out of its way; returns where it is now."""
        broken = self._files.with_name("redis.broken")
        shutil.rmtree(broken, ignore_errors=True)
        self._files.rename(broken)
        return broken

    async def accepts(self) -> None:
        """Return once the server answers. Raises Trouble after 20 seconds."""
        deadline = asyncio.get_running_loop().time() + _READY_SECONDS
        while not await self._answers():
            if asyncio.get_running_loop().time() > deadline:
                raise Trouble(f"Redis does not answer on {self._socket}.")
            await asyncio.sleep(0.02)

    async def _answers(self) -> bool:
        try:
            reader, writer = await asyncio.open_unix_connection(self._socket)
        except OSError:
            return False
        try:
            writer.write(b"PING\r\n")
            return (await reader.readline()).startswith(b"+PONG")  # -LOADING while the file is read
        except OSError:
            return False
        finally:
            writer.close()
