"""What /privacy promises of a cohort's people and trainers is kept, and what is counted stays."""

from datetime import datetime, timedelta
from uuid import UUID

import httpx

from services.training.domain.retention import PARTICIPANTS_KEPT, REASONS_KEPT
from services.training.operations.forget import forget
from services.training.operations.places import LINK
from services.training.store import participants, staffing
from shared.house import House
from tests.support.clock import FakeClock
from tests.training.people import jeju, participant, session, trainer


async def test_whoever_took_part_and_taught_is_forgotten_five_years_after_the_course(
    training: House, client: httpx.AsyncClient, clock: FakeClock
) -> None:
    cohort = await jeju(training)
    made = await participant(training, cohort, native_name="김민수", gender="female", job_title="Director")
    taught = await trainer(training, cohort, email="park@example.org", organisation="University")
    link = f"/t/{training.links.token(LINK, made.id)}"
    over = await _over(training, cohort)

    clock.move_to(over + PARTICIPANTS_KEPT - timedelta(hours=1))
    await forget(training)
    async with training.db.reading() as tx:
        assert await participants.by_id(tx, made.id) == made
        assert await staffing.trainer(tx, taught.id) == taught
    assert (await client.get(link)).status_code == 200

    clock.move_to(over + PARTICIPANTS_KEPT + timedelta(hours=1))
    for _ in range(2):
        await forget(training)
    async with training.db.reading() as tx:
        (who,) = await participants.of_cohort(tx, cohort)
        gone = await staffing.trainer(tx, taught.id)
    assert (who.official.name, who.official.native_name, who.official.job_title, who.official.gender) == (
        "",
        "",
        "",
        "female",
    )
    assert (who.email, who.organisation, who.city, who.country) == (str(made.id), "", "", "KE")
    assert who.link_version == made.link_version + 1, "twice is once"
    assert gone is not None
    assert (gone.name, gone.email, gone.organisation) == (str(taught.id), "", "")
    assert (await client.get(link)).status_code in (404, 410)


async def test_the_reason_of_an_excuse_is_forgotten_a_year_after_the_course(training: House, clock: FakeClock) -> None:
    cohort = await jeju(training)
    made, held = await participant(training, cohort), await session(training, cohort)
    async with training.db.transaction() as tx:
        await tx.conn.execute(
            "INSERT INTO excuses (id, participant_id, session_id, reason, asked_at) VALUES ($1, $1, $2, 'Ill', $3)",
            made.id,
            held.id,
            tx.now,
        )
    over = await _over(training, cohort)
    for moment, reason in ((over + REASONS_KEPT - timedelta(hours=1), "Ill"), (over + REASONS_KEPT * 2, "")):
        clock.move_to(moment)
        await forget(training)
        async with training.db.reading() as tx:
            assert await tx.conn.fetchval("SELECT reason FROM excuses WHERE id = $1", made.id) == reason


async def _over(house: House, cohort: UUID) -> datetime:
    async with house.db.reading() as tx:
        over = await tx.conn.fetchval("SELECT over_at FROM cohorts WHERE id = $1", cohort)
    assert isinstance(over, datetime)
    return over
