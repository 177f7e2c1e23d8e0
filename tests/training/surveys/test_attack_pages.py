"""What lies on the pages of the tables after rows were deleted: pageinspect reads it, a stolen disk too."""

import asyncpg
import httpx

from services.training.operations.surveys import pairs
from services.training.operations.surveys.sweep import sweep
from services.training.operations.surveys.tend import tend_due
from services.training.store.surveys import pages
from shared.db import Tx
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.waiting import until
from tests.training.surveys import asked
from tests.training.surveys.asked import OVER
from tests.training.surveys.attacked import SIZE, secrets_of
from tests.training.surveys.test_attack import ITEMS, fifteen

TABLES = ("survey_box", "survey_invitations", "survey_responses", "survey_words", "survey_pairs")


async def raw(adversary: asyncpg.Connection, table: str) -> list[bytes]:
    count = await adversary.fetchval(f"SELECT pg_relation_size('training.{table}') / 8192")
    return [await adversary.fetchval(f"SELECT get_raw_page('training.{table}', {number})") for number in range(count)]


async def transactions(adversary: asyncpg.Connection, table: str) -> set[int]:
    """Which wrote what still lies there, seen or not."""
    found: set[int] = set()
    for page in await raw(adversary, table):
        rows = await adversary.fetch(
            "SELECT t_xmin::text::bigint AS xmin FROM heap_page_items($1) WHERE t_xmin IS NOT NULL", page
        )
        found |= {row["xmin"] for row in rows}
    return found


async def counted(real: House, adversary: asyncpg.Connection) -> None:
    """The server's count of old rows comes late; here at once."""
    await adversary.execute("VACUUM ANALYZE training.surveys")
    async with real.db.connection() as conn:
        await conn.execute("SELECT pg_stat_force_next_flush()")


async def test_nothing_of_the_box_lies_on_a_page_once_it_was_swept(
    real: House, clock: FakeClock, browser: httpx.AsyncClient, adversary: asyncpg.Connection
) -> None:
    await adversary.execute("CREATE EXTENSION pageinspect")
    everybody = await fifteen(real)
    async with real.db.transaction() as tx:
        cohort = await tx.conn.fetchval("SELECT cohort_id FROM participants LIMIT 1")
        pair = await pairs.new_pair(real, tx)
    clock.move_to(OVER)
    key = await adversary.fetchval("SELECT sealed_key FROM training.survey_pairs")
    sealed = []
    for role in ("before", "after"):
        survey = await asked.survey(real, cohort=cohort, items=ITEMS, pair_id=pair, pair_role=role)
        await asked.tended(real, survey)
        links, truth = await asked.links(real, survey), secrets_of(everybody)
        for person in everybody:
            code, text = truth[person]
            await browser.post(
                links[person], data={"q.code": code, "q.words": text}, headers={"Origin": "http://wego.test"}
            )
        sealed += [row["sealed"] for row in await adversary.fetch("SELECT sealed FROM training.survey_box")]
        await tend_due(real)
    assert len(sealed) == 2 * SIZE
    boxed, marked = [await transactions(adversary, table) for table in TABLES[:2]]
    assert len(boxed & marked) >= SIZE, "each sealed answer beside the transaction that says whose it is"
    assert [key in page for page in await raw(adversary, "survey_pairs")] == [True], "the destroyed key"
    async with real.db.connection() as conn:
        await until(lambda: pages.old_rows(Tx(conn, clock())))  # PostgreSQL counts them a moment later
    await sweep(real)
    assert await transactions(adversary, "survey_box") == set()
    assert [key in page for page in await raw(adversary, "survey_pairs")] == [False]
    for table in TABLES:
        rows = sum([
            await adversary.fetchval("SELECT count(*) FROM heap_page_items($1) WHERE t_data IS NOT NULL", page)
            for page in await raw(adversary, table)
        ])  # fmt: skip
        assert rows == await adversary.fetchval(f"SELECT count(*) FROM training.{table}"), table  # noqa: S608
    async with real.db.connection() as conn:
        assert await pages.old_rows(Tx(conn, clock())) == 0


async def test_a_table_in_use_is_left_for_the_next_time(
    real: House, adversary: asyncpg.Connection, clock: FakeClock
) -> None:
    """A dump reads for minutes: who answers does not wait behind us."""
    async with adversary.transaction():
        await adversary.fetch("SELECT FROM training.survey_box")
        async with real.db.connection() as conn:
            assert await pages.rewrite(Tx(conn, clock())) is False
    async with real.db.connection() as conn:
        assert await conn.fetchval("SHOW lock_timeout") == "10s"
        assert await pages.rewrite(Tx(conn, clock())) is True


async def test_statistics_keep_no_answers(real: House, adversary: asyncpg.Connection) -> None:
    """ANALYZE keeps the commonest values of a column, and some of the others, word for word."""
    kept = await adversary.fetch(
        "SELECT attrelid::regclass::text || '.' || attname AS name FROM pg_attribute WHERE attstattarget = 0"
        " AND attrelid::regclass::text ~ '^training.survey' ORDER BY 1"
    )
    assert [row["name"] for row in kept] == [
        "training.survey_box.sealed", "training.survey_pairs.sealed_key", "training.survey_responses.answers",
        "training.survey_responses.pseudonym", "training.survey_words.text",
    ]  # fmt: skip
