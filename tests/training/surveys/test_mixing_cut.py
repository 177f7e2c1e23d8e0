"""The sealed box with real commits: cut off at any line, and many at once."""

import asyncio
from datetime import timedelta

import asyncpg
import httpx
import pytest

from services.training.operations.surveys.tend import tend_due
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.waiting import PATIENCE
from tests.training.surveys import asked
from tests.training.surveys.asked import OVER, answered, out_and_in, room

CUTS = [
    ("survey_box", "DELETE"),
    ("survey_box", "INSERT"),
    ("survey_responses", "INSERT"),
    ("survey_responses", "DELETE"),
    ("survey_words", "INSERT"),
    ("survey_words", "DELETE"),
    ("survey_invitations", "UPDATE"),
    ("survey_invitations", "DELETE"),
    ("survey_invitations", "INSERT"),
    ("outbox", "INSERT"),
]


@pytest.mark.parametrize(("table", "act"), CUTS, ids=[f"{act} {table}" for table, act in CUTS])
async def test_a_connection_cut_at_any_line_loses_and_doubles_nothing(
    real: House, clock: FakeClock, browser: httpx.AsyncClient, table: str, act: str
) -> None:
    own = await room(real, clock, 15)
    await answered(browser, own, *range(11))
    async with asyncio.timeout(PATIENCE):
        admin = await asyncpg.connect(real.settings.database_url)
        try:
            await admin.execute(
                "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS"
                " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'"
            )
            await admin.execute(f"CREATE TRIGGER cut AFTER {act} ON training.{table} EXECUTE FUNCTION cut()")
            await tend_due(real)
            assert await out_and_in(own) == (0, 11)
            await admin.execute(f"DROP TRIGGER cut ON training.{table}")
        finally:
            await admin.close()
    await tend_due(real)
    assert await out_and_in(own) == (6, 5)
    await answered(browser, own, *range(11, 15))
    clock.move_to(OVER + timedelta(days=14))
    await tend_due(real)
    assert await out_and_in(own) == (15, 0)
    assert {text for _, text in await asked.words(real, own.survey)} == {f"Words of {n}." for n in range(15)}


async def test_two_workers_at_once_let_out_one_block(real: House, clock: FakeClock, browser: httpx.AsyncClient) -> None:
    own = await room(real, clock, 15)
    await answered(browser, own, *range(10))
    await asyncio.gather(*(tend_due(real) for _ in range(4)))
    assert await out_and_in(own) == (5, 5)


async def test_two_telephones_with_one_link_leave_one_answer(
    real: House, clock: FakeClock, browser: httpx.AsyncClient
) -> None:
    own = await room(real, clock, 6)
    found = await asyncio.gather(*(asked.answers(browser, own.link(), better=f"Phone {n}.") for n in range(8)))
    assert sorted(each.headers["location"].partition("?")[2] for each in found) == ["sent=before"] * 7 + ["sent=now"]
    assert await out_and_in(own) == (0, 1)


async def test_answers_that_come_while_it_mixes_are_all_there(
    real: House, clock: FakeClock, browser: httpx.AsyncClient
) -> None:
    own = await room(real, clock, 30)
    await asyncio.gather(*(answered(browser, own, n) for n in range(30)), *(tend_due(real) for _ in range(6)))
    clock.move_to(OVER + timedelta(days=14))
    await tend_due(real)
    assert await out_and_in(own) == (30, 0)
    assert {text for _, text in await asked.words(real, own.survey)} == {f"Words of {n}." for n in range(30)}
