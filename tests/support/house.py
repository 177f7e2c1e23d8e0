"""Houses for tests: real database, Redis and SMTP, with the clock that the test moves."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import msgspec
import pytest

from shared.house import House, opened
from shared.identity.links import Links
from shared.limits import Limits
from shared.settings import Service, Settings
from tests.support.clock import FakeClock
from tests.support.database import RolledBack, rolled_back
from tests.support.postgres import PostgresServer
from tests.support.redis import RedisServer
from tests.support.smtp import MailServer

OpenHouse = Callable[..., Awaitable[House]]


@pytest.fixture
def settings(postgres: PostgresServer, redis_server: RedisServer, smtp: MailServer) -> Settings:
    """Of registration, in the database that tests share; `msgspec.structs.replace` makes others of it."""
    return Settings(
        service="registration",
        database_url=postgres.url("wego_test"),
        redis_url=redis_server.url,
        smtp_url=smtp.url,
        public_url="http://wego.test",
        secret_key=b"a secret of the tests, 32 bytes.",
        database_role="wego_registration",
        mail_from="WeGO <events@wego.example>",
    )


def settings_of(service: Service, settings: Settings, **changes: Any) -> Settings:
    """The same, for another service."""
    return msgspec.structs.replace(settings, service=service, database_role=f"wego_{service}", **changes)


@pytest.fixture
async def house(settings: Settings, kept_connections: dict[Service, Any], clock: FakeClock) -> AsyncIterator[OpenHouse]:
    """`await house("registration")`: one house a service and test, rolled back at the end. Other settings by name."""
    async with AsyncExitStack() as stack:
        houses: dict[Service, House] = {}

        async def open_house(service: Service, **changes: Any) -> House:
            if service not in houses:
                conn = await stack.enter_async_context(rolled_back(kept_connections[service]))
                own = settings_of(service, settings, **changes)
                limits = Limits(own.redis_url, enabled=own.rate_limits)
                stack.push_async_callback(limits.close)
                db = RolledBack(conn, service, clock)
                houses[service] = House(own, db, Links(own.secret_key), limits, clock)
            return houses[service]

        yield open_house


@pytest.fixture
async def committed_house(settings: Settings, database_url: str, clock: FakeClock) -> AsyncIterator[OpenHouse]:
    """`await committed_house("registration")`: the same on a database of this test's own, with real commits."""
    async with AsyncExitStack() as stack:
        houses: dict[Service, House] = {}

        async def open_house(service: Service, **changes: Any) -> House:
            if service not in houses:
                own = settings_of(service, settings, database_url=database_url, **changes)
                houses[service] = await stack.enter_async_context(opened(own, clock=clock))
            return houses[service]

        yield open_house
