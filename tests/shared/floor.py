"""Two services with nothing but the floor under them: each a schema with outbox and inbox."""

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from shared import migrate
from shared.house import House, opened
from shared.settings import Service, Settings
from tests.support.postgres import PostgresServer


@asynccontextmanager
async def fresh_database(server: PostgresServer) -> AsyncIterator[str]:
    """The URL of an empty database, dropped afterwards."""
    name = f"floor_{uuid.uuid4().hex[:12]}"
    admin = await asyncpg.connect(server.url("postgres"))
    try:
        await admin.execute(f"CREATE DATABASE {name}")
        yield server.url(name)
        await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await admin.close()


def settings(service: Service, database_url: str, redis_url: str) -> Settings:
    return Settings(
        service=service,
        database_url=database_url,
        database_role=f"wego_{service}",
        redis_url=redis_url,
        smtp_url="smtp://127.0.0.1:1",
        public_url="http://wego.test",
        secret_key=b"a secret of the tests, long enough",
    )


@asynccontextmanager
async def bare_house(service: Service, database_url: str, redis_url: str) -> AsyncIterator[House]:
    await migrate.migrate(database_url, service, [migrate.SHARED], role=f"wego_{service}")
    async with opened(settings(service, database_url, redis_url)) as house:
        yield house
