"""PostgreSQL of our own: made once, started on a socket, safe to start again after any kind of end."""

import asyncio
import shutil
import signal
from pathlib import Path

from deploy.embedded.account import unprivileged
from deploy.embedded.binaries import postgres_folder
from deploy.embedded.cluster import Cluster, give, locate
from deploy.embedded.orphans import stop_orphan
from deploy.embedded.program import Program, tethered
from deploy.trouble import Trouble

OWNER = "wego"
DATABASE = "wego"
_READY_SECONDS = 60.0
_OPTIONS = {
    "listen_addresses": "",  # no TCP port, whatever a configuration file says
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class Postgres:
    """The server of one DATA folder. Call `prepare` before every start of `program`."""

    def __init__(self, data: Path) -> None:
        """Finds the folders, stops a server that outlived its starter. Raises Trouble."""
        self._bin = postgres_folder()
        self._cluster: Cluster = locate(data.absolute(), unprivileged())  # servers run in folders of their own
        give(self._cluster.sockets, self._cluster.account)
        self._data = data

    def url(self, database: str = DATABASE) -> str:
        return f"postgresql://{OWNER}@/{database}?host={self._cluster.sockets}"

    @property
    def program(self) -> Program:
        options = [part for name, value in _OPTIONS.items() for part in ("-c", f"{name}={value}")]
        command = [
            str(self._bin / "postgres"),
            "-D",
            str(self._cluster.files),
            "-k",
            str(self._cluster.sockets),
            *options,
        ]
        return Program(
            name="postgres",
            command=tethered(command, signal.SIGINT, self._cluster.account),
            stops=((signal.SIGINT, 10.0), (signal.SIGQUIT, 3.0)),
            at_once=signal.SIGQUIT,  # a killed postmaster leaves its shared memory behind
            folder=self._cluster.sockets,
        )

    async def prepare(self) -> None:
        """Make the database files if there are none, and clear away what an unclean end left. Raises Trouble."""
        if not self._cluster.exists:
            await self._initialise()
        await asyncio.to_thread(stop_orphan, self._cluster.files)
        for name in (".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
            (self._cluster.sockets / name).unlink(missing_ok=True)

    async def _initialise(self) -> None:
        """initdb beside the place, then a rename: what is there is whole."""
        files, account = self._cluster.files, self._cluster.account
        aside = self._cluster.sockets / "initdb" if account else files.with_name("postgres.new")
        shutil.rmtree(aside, ignore_errors=True)
        initdb = [
            str(self._bin / "initdb"),
            "-D",
            str(aside),
            "-U",
            OWNER,
            "--auth=trust",
            "--encoding=UTF8",
            "--no-instructions",
        ]
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        process = await asyncio.create_subprocess_exec(
            *tethered([*initdb, *locale], signal.SIGTERM, account),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            cwd=self._cluster.sockets,
            start_new_session=True,
        )
        try:
            assert process.stdout is not None
            told = (await process.stdout.read()).decode(errors="replace")
            if await process.wait() != 0:
                raise Trouble(f"The database could not be made:\n{told.strip()}")
            aside.rename(files)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
            shutil.rmtree(aside, ignore_errors=True)

    async def accepts(self) -> None:
        """Return once the server takes connections. Raises Trouble after a minute (of recovery, say)."""
        import asyncpg  # noqa: PLC0415  # loaded while the server starts

        deadline = asyncio.get_running_loop().time() + _READY_SECONDS
        while True:
            try:
                conn = await asyncpg.connect(self.url(), timeout=5)
            except asyncpg.InvalidCatalogNameError:
                await self._create_database()
            except (OSError, asyncpg.PostgresError, TimeoutError) as error:
                if asyncio.get_running_loop().time() > deadline:
                    log = self._data / "log/postgres.log"
                    raise Trouble(f"The database does not take connections: {error}. See {log}") from error
                await asyncio.sleep(0.02)
            else:
                await conn.close()
                return

    async def _create_database(self) -> None:
        import asyncpg  # noqa: PLC0415

        conn = await asyncpg.connect(self.url("postgres"), timeout=5)
        try:
            await conn.execute(f'CREATE DATABASE "{DATABASE}"')
        finally:
            await conn.close()
