"""kill -9 at every line: before, during and after SMTP, before and after a job is carried."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from shared.settings import Service, Settings
from tests.faults.workers import Workers, workers_on
from tests.support.redis import RedisServer


@pytest.fixture
async def workers(settings: Settings, database_url: str, tmp_path: Path) -> AsyncIterator[Workers]:
    own = msgspec.structs.replace(settings, database_url=database_url)
    async with workers_on(own, tmp_path / "log") as workers:
        yield workers


async def test_killed_before_data_it_is_sent_once(workers: Workers) -> None:
    asked = asyncio.Event()

    async def stall(server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        asked.set()
        await asyncio.sleep(3600)
        return "250 OK"

    usual = workers.smtp.handle_RCPT
    workers.smtp.handle_RCPT = stall  # type: ignore[method-assign]  # a slower one
    await workers.letters(1)
    workers.start("registration", "notify")
    await workers.until(asked.is_set, "the worker did not come to RCPT")
    workers.kill("notify")
    workers.smtp.handle_RCPT = usual  # type: ignore[method-assign]
    workers.start("notify")
    assert list((await workers.all_arrived(1)).values()) == [1]


@pytest.mark.parametrize(("kept", "copies"), [(False, 1), (True, 2)])
async def test_killed_without_an_answer_it_is_sent_again_with_the_same_id(
    workers: Workers, kept: bool, copies: int
) -> None:
    """Whether the server kept it, nobody can know: a copy then, which mail programs show once."""
    asked = asyncio.Event()
    usual = workers.smtp.handle_DATA

    async def stall(server: SMTP, session: Session, envelope: Envelope) -> str:
        if kept:
            await usual(server, session, envelope)
        asked.set()
        await asyncio.sleep(3600)
        return "250 OK"

    workers.smtp.handle_DATA = stall  # type: ignore[method-assign]  # a slower one
    await workers.letters(1)
    workers.start("registration", "notify")
    await workers.until(asked.is_set, "the worker did not come to DATA")
    workers.kill("notify")
    workers.smtp.handle_DATA = usual  # type: ignore[method-assign]
    workers.start("notify")
    assert list((await workers.all_arrived(1)).values()) == [copies]


async def test_killed_after_the_answer_before_it_was_written_down(workers: Workers) -> None:
    """The one window that no system closes."""
    conn = await asyncpg.connect(workers.settings.database_url)
    usual = workers.smtp.handle_DATA
    held = conn.transaction()

    async def hold_the_row(server: SMTP, session: Session, envelope: Envelope) -> str:
        await held.start()
        await conn.execute("SELECT FROM notify.deliveries FOR UPDATE")
        return await usual(server, session, envelope)

    workers.smtp.handle_DATA = hold_the_row  # type: ignore[method-assign]  # the worker cannot settle
    await workers.letters(1)
    workers.start("registration", "notify")
    await workers.until(lambda: len(workers.smtp.mails) == 1, "the mail did not come")
    waits = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    await workers.until_found(waits, "it has the answer and does not wait for the row")
    workers.kill("notify")
    await held.rollback()
    await conn.close()
    workers.smtp.handle_DATA = usual  # type: ignore[method-assign]
    workers.start("notify")
    assert list((await workers.all_arrived(1)).values()) == [2]


async def test_the_relay_killed_between_claiming_and_carrying(workers: Workers, redis_server: RedisServer) -> None:
    """It has taken the rows for itself and reached no queue with them: they come back by themselves."""
    await workers.letters(5)
    workers.start("registration", "notify")
    await workers.all_arrived(5)
    with redis_server.frozen():
        await workers.letters(10, first=5)
        await workers.until_found("SELECT FROM registration.outbox WHERE tries > 0", "nobody claimed")
        workers.kill("registration")
    workers.start("registration")
    assert set((await workers.all_arrived(15)).values()) == {1}


async def test_the_relay_killed_before_and_after_it_carried(workers: Workers, redis_server: RedisServer) -> None:
    await workers.letters(10)
    workers.start("registration")
    with redis_server.client() as client:
        await workers.until(lambda: client.zcard("wego:queue:notify") > 0, "nothing was carried")
    workers.kill("registration")
    await workers.letters(10, first=10)
    workers.start("notify", "registration")
    assert set((await workers.all_arrived(20)).values()) == {1}


@pytest.mark.chaos
@pytest.mark.parametrize("seed", range(3))
async def test_killed_at_any_moment_again_and_again(workers: Workers, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # no secret: the same moments in every run
    both: tuple[Service, ...] = ("registration", "notify")
    workers.start(*both)
    for round_ in range(12):
        await workers.letters(20, first=20 * round_)
        await asyncio.sleep(chance.uniform(0.2, 2.5))
        victim = chance.choice(both)
        workers.kill(victim)
        await workers.time_passes()
        workers.start(victim)
    copies = await workers.all_arrived(240)
    assert sum(copies.values()) - len(copies) <= 12 * 4, "copies only of what was under way, four lines at most"
