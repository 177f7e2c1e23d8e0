"""Participants and sessions come back as they were written, and constraints hold."""

from datetime import UTC, datetime

import asyncpg
import pytest

from services.training.domain.participant import Gender, Official, PlaceStatus
from services.training.domain.session import Group, Kind, Material
from services.training.store import participants, sessions, staffing
from shared.house import House
from tests.training.people import fields, jeju, official, participant, session, trainer


async def test_a_participant(training: House) -> None:
    cohort = await jeju(training)
    made = await participant(training, cohort, native_name="김민수", gender="female", job_title="Director")
    assert made.official == Official(
        name="Official 01", native_name="김민수", native_name_language="ko", job_title="Director", gender=Gender.FEMALE
    )
    assert (made.email, made.status, made.city, made.country) == (
        "official1@example.org",
        PlaceStatus.CONFIRMED,
        "Nairobi",
        "KE",
    )
    async with training.db.transaction() as tx:
        gone = await participants.set_status(tx, made, PlaceStatus.WITHDRAWN)
        assert gone is not None
        assert gone.revision > made.revision
        assert await participants.set_status(tx, made, PlaceStatus.WITHDRAWN) is None
        assert await participants.of_cohort(tx, cohort) == []
        assert await participants.of_cohort(tx, cohort, None) == [gone]


async def test_one_place_for_a_person_whatever_the_letter_case(training: House) -> None:
    cohort = await jeju(training)
    await participant(training, cohort)
    with pytest.raises(asyncpg.UniqueViolationError, match="participants_one_per_person"):
        await participant(training, cohort, email=official()["email"].upper())


async def test_a_session(training: House) -> None:
    cohort = await jeju(training)
    async with training.db.transaction() as tx:
        await staffing.put_group(tx, Group(cohort_id=cohort, key="a", name="Group A", position=1))
    park = await trainer(training, cohort)
    made = await session(
        training, cohort, hour=9.5, groups=("a",), trainer_ids=(park.id,), kind=Kind.STUDY_VISIT, mandatory=True,
        materials=(Material("Slides", "https://example.org/slides"),),
    )  # fmt: skip
    assert (made.slug, made.kind, made.groups, made.trainer_ids) == (
        "data-platforms",
        Kind.STUDY_VISIT,
        ("a",),
        (park.id,),
    )
    assert (made.starts, made.starts_at) == (datetime(2027, 10, 4, 9, 30), datetime(2027, 10, 4, 0, 30, tzinfo=UTC))
    assert made.planned_minutes == 120
    assert (made.is_for("a"), made.is_for("b"), made.is_for(None)) == (True, False, False)
    async with training.db.transaction() as tx:
        assert await sessions.update(tx, made, fields("Other", hour=10))
        assert not await sessions.update(tx, made, fields("Another"))
        assert [(s.title, s.slug, s.trainer_ids) for s in await sessions.of_cohort(tx, cohort)] == [
            ("Other", "data-platforms", ())
        ]
        assert await sessions.cancel(tx, made.id)
        assert not await sessions.cancel(tx, made.id)
