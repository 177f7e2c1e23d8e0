"""The worker's clock: changes of a timetable are told when their quiet time is over, without anybody's act."""

import asyncio

import pytest

import shared.timekeeper
from services.training import timekeeper
from services.training.operations import timetable
from shared.clock import system_clock
from shared.contracts.notify import MessageSend
from shared.house import opened
from shared.settings import Settings
from tests.support.house import settings_of
from tests.support.outbox import clear, jobs
from tests.support.waiting import PATIENCE
from tests.training.people import actor, body, jeju, participant


async def test_woken_when_the_quiet_time_is_over(
    settings: Settings, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared.timekeeper, "POLL_SECONDS", 600.0)  # only the bell and the due time wake it
    own = settings_of("training", settings, database_url=database_url, update_quiet=1)
    async with opened(own, clock=system_clock) as house:
        who = actor(house)
        cohort = await jeju(house)
        await participant(house, cohort)
        await timetable.put_session(house, who, "jeju-2027", None, body(), despite=False)
        await timetable.publish(house, who, "jeju-2027", shown=True)
        await clear(house)
        keeping = asyncio.create_task(timekeeper.keep_time(house))
        try:
            await asyncio.sleep(0.5)  # it has looked, found nothing, and rests
            await timetable.put_session(
                house, who, "jeju-2027", None, body("Water", begins="14:00", ends="15:00"), despite=False
            )
            async with asyncio.timeout(PATIENCE):
                while not await jobs(house, MessageSend):  # noqa: ASYNC110  # the database has no event to wait for
                    await asyncio.sleep(0.05)
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
        (letter,) = await jobs(house, MessageSend)
        assert [change.after.title for change in letter.message.changes if change.after] == ["Water"]
