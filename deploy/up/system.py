"""The start and the stop of the whole system, in order."""

import asyncio
import os
import socket
import sys

from deploy.console import complain, say
from deploy.data import Data
from deploy.embedded.program import Program
from deploy.trouble import Trouble
from deploy.up.children import Child
from deploy.up.servers import Servers
from deploy.up.together import together
from shared.settings import SERVICES, from_environment

_GO = b"go\n"
_FIRST_PAGE_SECONDS = 60.0


class System:
    """Servers, one web process, a worker process a service."""

    def __init__(self, data: Data, listener: socket.socket, environ: dict[str, str]) -> None:
        """Raises Trouble where a server has no program, or a folder is in the way."""
        self.data = data
        self._listener = listener
        host, port = listener.getsockname()[:2]
        name = f"[{host}]" if ":" in host else {"0.0.0.0": "127.0.0.1"}.get(host, host)  # noqa: S104  # compared, not bound
        self.address = f"http://{name}:{port}"
        self.public_url = environ.get("WEGO_PUBLIC_URL") or self.address
        self._given = environ
        self.servers = Servers(data, environ)
        self.environ: dict[str, str] = {}
        self._web: Child | None = None
        self._workers: list[Child] = []

    async def start_servers(self) -> None:
        """Servers take connections; the web process loads its code meanwhile. `environ` then says where all is.

        Raises Trouble, or SettingsError for a variable that is wrong.
        """
        await self.servers.start_sink()
        running = self.servers.describe(os.getpid(), self.public_url)
        self.environ = {
            **self._given,
            "WEGO_DATABASE_URL": running.database_url,
            "WEGO_REDIS_URL": running.redis_url,
            "WEGO_SMTP_URL": running.smtp_url,
            "WEGO_PUBLIC_URL": self.public_url,
            "WEGO_SECRET_KEY": self._given.get("WEGO_SECRET_KEY") or self.data.secret(),
            "WEGO_LOCAL_MAIL": running.local_mail,
            "WEGO_FILES": self._given.get("WEGO_FILES") or str(self.data.files),
        }
        for service in SERVICES:
            from_environment(service, self.environ)
        self._web = self._child("web", "web", str(self._listener.fileno()), inherit=[self._listener.fileno()])
        await together(self.servers.start(), self._web.start())
        self.data.announce(running)

    async def start_web(self) -> None:
        """Let the web process go; returns when it has served its first page. Raises Trouble."""
        assert self._web is not None
        self._web.tell(_GO)
        await self._web.until(self._first_page())
        self._web.keep()

    async def start_workers(self) -> None:
        for service in SERVICES:
            worker = self._child(f"{service}-worker", "work", service)
            self._workers.append(worker)
            await worker.start()
            worker.tell(_GO)
            worker.keep()

    def _child(self, name: str, *arguments: str, inherit: list[int] | None = None) -> Child:
        command = [sys.executable, "-P", "-m", "deploy.up.process", *arguments]
        program = Program(name=name, command=command, environ=self.environ, inherit=inherit or [])
        return Child(program, self.data.path / "log")

    async def _first_page(self) -> None:
        """The listening socket is ours: the request waits in it until the web process takes it."""
        host, port = self._listener.getsockname()[:2]
        reader, writer = await asyncio.open_connection({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port)  # noqa: S104
        try:
            writer.write(f"GET / HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
            async with asyncio.timeout(_FIRST_PAGE_SECONDS):
                status = (await reader.readline()).decode("latin-1").strip()
                await reader.read()
        except TimeoutError:
            raise Trouble(f"The first page did not come. See {self.data.path / 'log/web.log'}") from None
        finally:
            writer.close()
        if " 200 " not in status:
            complain(f"The first page answers {status or 'nothing'}. See {self.data.path / 'log/web.log'}")

    async def stop(self) -> None:
        """First those who take requests, then those who work on jobs, then what both stand on."""
        self._listener.close()
        if self._web:
            await self._web.stop()
        await asyncio.gather(*(worker.stop() for worker in self._workers))
        self.servers.stop_sink()
        await asyncio.gather(*(child.stop() for child in self.servers.children))
        self.data.release()

    def kill(self) -> None:
        """Everything at once: somebody is in a hurry. PostgreSQL recovers at its next start."""
        for child in (self._web, *self._workers, *self.servers.children):
            if child:
                child.kill()


def greet(system: System, sign_in: str) -> None:
    """Where to look. The sign-in link works once, and only a local system without people in it makes one."""
    say(f"WeGO runs:        {system.address}")
    if system.servers.mail_folder:
        say(f"Mails it sends:   {system.address}/mailbox      (delivered to nobody; in {system.servers.mail_folder})")
    say(f"API:              {system.address}/api/docs")
    if sign_in:
        say(f"Organizer, once:  {system.address}{sign_in}")
    say(f"Data and logs:    {system.data.path}      Ctrl-C stops everything.")
