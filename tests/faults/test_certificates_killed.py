"""kill -9 in the middle of issuing: run again, each person has exactly one certificate, and no number is left out."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.training.operations.activities import put
from services.training.operations.certificates import issuing
from shared.contracts.common import Person
from shared.contracts.training import ActivityPerson, ActivityPut
from shared.house import House, opened
from shared.settings import Settings
from shared.when import Precision, When
from tests.faults.workers import ROOT
from tests.support.house import settings_of
from tests.support.waiting import PATIENCE
from tests.training import people

KEY = f"event:{UUID(int=9)}"
MANY = 200
STOPS = (76, 126, 176)
"""Numbers that are not given before the test lets them be: however late it looks, the worker is in the middle."""
HELD = f"""
CREATE FUNCTION training.held() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(new.serial); RETURN new; END $$;
CREATE TRIGGER held BEFORE INSERT ON training.awards FOR EACH ROW WHEN (new.serial IN {STOPS})
EXECUTE FUNCTION training.held();
SELECT pg_advisory_lock(number) FROM unnest(ARRAY{list(STOPS)}) AS number;
"""  # noqa: S608  # numbers of this test


@pytest.fixture
async def house(settings: Settings, database_url: str) -> AsyncIterator[House]:
    own = settings_of("training", settings, database_url=database_url)
    async with opened(own) as house:
        yield house


def _worker(settings: Settings, log: Path) -> subprocess.Popen[bytes]:
    environ = {key: value for key, value in os.environ.items() if not key.startswith("WEGO_")}
    environ |= {
        "PYTHONPATH": str(ROOT),
        "WEGO_DATABASE_URL": settings.database_url,
        "WEGO_REDIS_URL": settings.redis_url,
        "WEGO_SMTP_URL": settings.smtp_url,
        "WEGO_PUBLIC_URL": settings.public_url,
        "WEGO_SECRET_KEY": settings.secret_key.decode(),
        "WEGO_MAIL_FROM": settings.mail_from,
    }
    program = "import sys; from deploy.cli import main; sys.exit(main())"
    with log.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-c", program, "work", "training"], env=environ, stdout=out, stderr=out, cwd=ROOT
        )


async def _guests(house: House) -> None:
    yesterday = (datetime.now(UTC) - timedelta(days=1)).date()
    guests = tuple(
        ActivityPerson(id=UUID(int=number), person=Person(email=f"guest{number}@example.org", name=f"Guest {number}"))
        for number in range(1, MANY + 1)
    )
    job = ActivityPut(
        key=KEY,
        revision=1,
        slug="forum",
        title="Forum",
        kind="forum",
        when=When(precision=Precision.DAY, first=yesterday, last=yesterday),
        timezone="Asia/Seoul",
        people=guests,
    )
    async with house.db.transaction() as tx:
        await put(house, tx, job)


async def _count(house: House, what: str = "certificates") -> int:
    async with house.db.reading() as tx:
        return int(await tx.conn.fetchval(f"SELECT count(*) FROM {what}"))  # noqa: S608  # a word of this test


def _said(log: Path) -> str:
    return log.read_text("utf-8", "replace")[-3000:]


async def _until(house: House, at_least: int, log: Path) -> int:
    ends = time.monotonic() + PATIENCE
    while (made := await _count(house)) < at_least:
        assert time.monotonic() < ends, _said(log)
        await asyncio.sleep(0.02)
    return made


async def test_killed_in_the_middle_and_run_again_each_has_exactly_one(house: House, tmp_path: Path) -> None:
    log = tmp_path / "log"
    await _guests(house)
    assert await issuing.begin(house, people.actor(house), KEY, unconfirmed=True) == MANY
    made = 0
    conn = await asyncpg.connect(house.settings.database_url)
    await conn.execute(HELD)
    for stop in STOPS:
        worker = _worker(house.settings, log)
        try:
            made = await _until(house, made + 1, log)
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait(timeout=PATIENCE)
        assert made < stop, "it was killed in the middle"
        await conn.fetchval("SELECT pg_advisory_unlock($1)", stop)
    await conn.close()
    worker = _worker(house.settings, log)
    try:
        await _until(house, MANY, log)
        await _finished(house, log)
    finally:
        worker.terminate()
        worker.wait(timeout=PATIENCE)
    await _all_whole(house)


async def _finished(house: House, log: Path) -> None:
    ends = time.monotonic() + PATIENCE
    while await _count(house, "certificate_runs WHERE finished_at IS NULL"):
        assert time.monotonic() < ends, _said(log)
        await asyncio.sleep(0.05)


async def _all_whole(house: House) -> None:
    async with house.db.reading() as tx:
        rows: Any = await tx.conn.fetch(
            "SELECT a.person_id, a.serial, c.version, c.state FROM awards a JOIN certificates c ON c.award_id = a.id"
        )
        run = await tx.conn.fetchrow("SELECT total, done, failed FROM certificate_runs")
        left = await tx.conn.fetchval("SELECT count(*) FROM certificate_orders")
    assert sorted(row["person_id"].int for row in rows) == list(range(1, MANY + 1))
    assert sorted(row["serial"] for row in rows) == list(range(1, MANY + 1)), "no number is left out, none stands twice"
    assert {(row["version"], row["state"]) for row in rows} == {(1, "valid")}
    assert (dict(run), left) == ({"total": MANY, "done": MANY, "failed": 0}, 0)
