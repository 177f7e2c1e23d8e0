"""Training programmes and cohorts as a load reads and writes them: all of a file at once."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from services.training.domain.load import KeptCohort, KeptProgramme
from shared import sql as sql_files
from shared.db import Tx
from shared.programme.schedule import schedule_of

sql = sql_files.load(__file__)
_one_at_a_time = sql.command("one_load_at_a_time")
_kept_programmes = sql.query("kept_programmes", KeptProgramme)
_kept_cohorts = sql.query("kept_cohorts", KeptCohort)
_write_programmes = sql.command("write_programmes")
_write_cohorts = sql.command("write_cohorts")
_kept_programme_of = sql.query("kept_programme_of", KeptProgramme)
_kept_cohort = sql.query("kept_cohort", KeptCohort)
_cohort_slugs = sql.scalar("cohort_slugs", str)
_absent = sql.scalar("loaded_slugs_not_among", str)


async def one_at_a_time(tx: Tx) -> None:
    """Wait for another load to end; two at once would both see a new programme as new."""
    await _one_at_a_time.run(tx)


async def kept_programmes(tx: Tx, slugs: Sequence[str]) -> dict[str, KeptProgramme]:
    """Those that exist, by slug, locked."""
    return {programme.slug: programme for programme in await _kept_programmes.all(tx, list(slugs))}


async def kept_cohorts(tx: Tx) -> list[KeptCohort]:
    """Every cohort, locked."""
    return await _kept_cohorts.all(tx)


async def kept_cohort(tx: Tx, id: UUID) -> tuple[KeptProgramme, KeptCohort]:  # noqa: A002  # the row's id
    """One cohort, locked, with its programme."""
    cohort, programme = await _kept_cohort.one(tx, id), await _kept_programme_of.one(tx, id)
    assert cohort is not None
    assert programme is not None
    return programme, cohort


async def slugs(tx: Tx) -> set[str]:
    """Those of every cohort."""
    return set(await _cohort_slugs.values(tx))


async def write_programmes(tx: Tx, programmes: Sequence[KeptProgramme]) -> None:
    if programmes:
        await _write_programmes.run(tx, [msgspec.structs.asdict(programme) for programme in programmes], tx.now)


async def write_cohorts(tx: Tx, cohorts: Sequence[KeptCohort]) -> None:
    """Insert or update, with what lists need of the date derived anew."""
    if cohorts:
        rows = [
            msgspec.structs.asdict(cohort) | msgspec.structs.asdict(schedule_of(cohort.when, cohort.timezone))
            for cohort in cohorts
        ]
        await _write_cohorts.run(tx, rows, tx.now)


async def absent(tx: Tx, slugs: Sequence[str]) -> list[str]:
    """Programmes that a file brought once and that are not among `slugs`."""
    return await _absent.values(tx, list(slugs))
