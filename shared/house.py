"""What every operation needs, in one frozen hand: settings, database, clock, personal links, limits."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from shared.clock import Clock, system_clock
from shared.db import Database
from shared.files.cabinet import Cabinet
from shared.identity.links import Links
from shared.limits import Limits
from shared.settings import Service, Settings
from shared.web_address import encoded


class House(msgspec.Struct, frozen=True):
    """One service's means. Open one per process with `opened`."""

    settings: Settings
    db: Database
    links: Links
    limits: Limits
    clock: Clock = system_clock

    @property
    def service(self) -> Service:
        return self.settings.service

    @property
    def cabinet(self) -> Cabinet:
        """Where uploaded files lie."""
        return Cabinet(self.settings.files)

    def url(self, path: str) -> str:
        """The public address of a path such as "/r/…", also where a slug is not ASCII."""
        return self.settings.public_url + encoded(path)


@asynccontextmanager
async def opened(settings: Settings, *, clock: Clock = system_clock, max_size: int = 4) -> AsyncIterator[House]:
    """Connect to the database; Redis is connected when first needed. Closes both."""
    db = await Database.connect(
        settings.database_url, schema=settings.service, role=settings.database_role, clock=clock, max_size=max_size
    )
    limits = Limits(settings.redis_url, enabled=settings.rate_limits)
    try:
        yield House(settings, db, Links(settings.secret_key), limits, clock)
    finally:
        await limits.close()
        await db.close()
