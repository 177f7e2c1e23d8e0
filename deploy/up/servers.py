"""The servers `wego up` stands on: each one embedded, or a real one named by the environment."""

from pathlib import Path

from deploy.console import complain
from deploy.data import Data, Running
from deploy.embedded.postgres import Postgres
from deploy.embedded.redis import Redis
from deploy.trouble import Trouble
from deploy.up.children import Child
from deploy.up.sink import Sink
from deploy.up.together import together


class Servers:
    """PostgreSQL, Redis and mail. A variable that is set in `environ` replaces the embedded part."""

    def __init__(self, data: Data, environ: dict[str, str]) -> None:
        """Looks for programs and folders. Raises Trouble."""
        self._data = data
        self._environ = environ
        self._postgres = None if environ.get("WEGO_DATABASE_URL") else Postgres(data.path)
        self._redis = None if environ.get("WEGO_REDIS_URL") else Redis(data.path)
        self._sink = None if environ.get("WEGO_SMTP_URL") else Sink(data.path / "mail")
        self._smtp_url = environ.get("WEGO_SMTP_URL", "")
        self._embedded: dict[Child, Postgres | Redis] = {
            Child(server.program, data.path / "log", server.prepare): server
            for server in (self._postgres, self._redis)
            if server
        }

    @property
    def children(self) -> list[Child]:
        return list(self._embedded)

    @property
    def mail_folder(self) -> Path | None:
        """Where the local sink keeps mails; None where a real SMTP server takes them."""
        return self._data.path.resolve() / "mail" if self._sink else None

    def describe(self, pid: int, public_url: str) -> Running:
        """How to reach them. The sink's port is known once it was started."""
        return Running(
            pid=pid,
            public_url=public_url,
            database_url=self._postgres.url() if self._postgres else self._environ["WEGO_DATABASE_URL"],
            redis_url=self._redis.url if self._redis else self._environ["WEGO_REDIS_URL"],
            smtp_url=self._smtp_url,
            local_mail=str(self.mail_folder or ""),
        )

    async def start_sink(self) -> None:
        if self._sink:
            self._smtp_url = await self._sink.start()

    async def start(self) -> None:
        """Start them side by side; returns when all take connections. Raises Trouble with the end of a server's log."""
        starting = [self._start(child, server) for child, server in self._embedded.items()]
        if self._postgres is None:
            starting.append(_check_database(self._environ["WEGO_DATABASE_URL"]))
        if self._redis is None:
            starting.append(_check_redis(self._environ["WEGO_REDIS_URL"]))
        await together(*starting)

    async def _start(self, child: Child, server: Postgres | Redis) -> None:
        await child.start()
        try:
            await child.until(server.accepts())
        except Trouble as error:
            if not isinstance(server, Redis):
                raise
            complain(
                f"{error}\nRedis holds nothing that PostgreSQL does not: its files go to {server.lay_files_aside()}."
            )
            await child.start()
            await child.until(server.accepts())
        child.keep()

    def stop_sink(self) -> None:
        if self._sink:
            self._sink.stop()


async def _check_database(url: str) -> None:
    from deploy.schema import check_version  # noqa: PLC0415  # loaded while other parts start

    await check_version(url)


async def _check_redis(url: str) -> None:
    from deploy.redis_check import check_redis  # noqa: PLC0415  # as above

    await check_redis(url)
