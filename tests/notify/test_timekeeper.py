"""The worker's clock: an update goes out when its quiet time is over, without anybody's act."""

import asyncio

import msgspec
import pytest

import shared.timekeeper
from services.notify import timekeeper
from shared.clock import system_clock
from shared.house import opened
from shared.settings import Settings
from tests.notify.jobs import OPEN, apply, confirmed, put, written
from tests.support.house import settings_of
from tests.support.waiting import PATIENCE


async def test_woken_when_the_quiet_time_is_over(
    settings: Settings, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared.timekeeper, "POLL_SECONDS", 600.0)  # only the bell and the due time wake it
    own = settings_of("notify", settings, database_url=database_url, update_quiet=1)
    async with opened(msgspec.structs.replace(own), clock=system_clock) as house:
        keeping = asyncio.create_task(timekeeper.keep_time(house))
        try:
            await asyncio.sleep(0.5)  # it has looked, found nothing, and rests
            await apply(house, put(when=OPEN, timezone=""), confirmed(), put(2))
            async with asyncio.timeout(PATIENCE):
                while len(await written(house)) < 2:  # noqa: ASYNC110  # the database has no event to wait for
                    await asyncio.sleep(0.05)
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
        assert [(row.template, row.method) for row in await written(house)][1:] == [("event.fixed", "REQUEST")]
