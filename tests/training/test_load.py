"""Loading trainings: a programme each, a cohort for each year, and what others are told of it."""

from datetime import date
from typing import Any

import pytest

from services.training.domain.cohort import Cohort
from services.training.operations.load_programmes import load_programmes
from services.training.store import cohorts as store
from shared.contracts.common import Place
from shared.contracts.notify import CalendarPut
from shared.contracts.registration import ProgrammePut
from shared.errors import Conflict
from shared.house import House
from shared.programme.report import LoadReport, Touched
from shared.when import Precision, When
from tests.support.outbox import clear, jobs
from tests.support.statements import counted
from tests.training.files import JEJU, SEOUL, programme, real


async def cohort(house: House, slug: str) -> Cohort:
    async with house.db.reading() as tx:
        found = await store.by_slug(tx, slug)
    assert found is not None
    return found


async def run(house: House, statement: str, *args: Any) -> None:
    """What a person does to the rows."""
    async with house.db.connection() as conn:
        await conn.execute(statement, *args)


async def rows(house: House) -> list[Any]:
    async with house.db.connection() as conn:
        programmes = await conn.fetch("SELECT * FROM programmes ORDER BY slug")
        cohorts = await conn.fetch("SELECT * FROM cohorts ORDER BY slug")
    return [dict(row) for row in (*programmes, *cohorts)]


async def slugs(house: House) -> list[str]:
    async with house.db.connection() as conn:
        return [row[0] for row in await conn.fetch("SELECT slug FROM cohorts ORDER BY slug")]


async def test_the_real_trainings(training: House) -> None:
    report = await load_programmes(training, real(), move_years=6)
    assert report == LoadReport(
        what="trainings", added=("seoul-smart-sustainable-cities", "chengdu-smart-city", "jeju-joint-workshop")
    )
    assert await slugs(training) == [
        "chengdu-smart-city-2027", "jeju-joint-workshop-2027", "seoul-smart-sustainable-cities-2027",
    ]  # fmt: skip
    assert [put.slug for put in await jobs(training, ProgrammePut)] == [
        "seoul-smart-sustainable-cities-2027", "chengdu-smart-city-2027", "jeju-joint-workshop-2027",
    ]  # fmt: skip


async def test_what_others_are_told(training: House) -> None:
    await load_programmes(training, programme(SEOUL), move_years=1)
    kept = await cohort(training, "seoul-2028")
    when = When(precision=Precision.MONTH, year=2028, month=9)
    assert (kept.programme, kept.when, kept.timezone) == ("seoul", when, "Asia/Seoul")
    assert await jobs(training, ProgrammePut) == [
        ProgrammePut(
            key=f"cohort:{kept.id}",
            revision=1,
            slug="seoul-2028",
            title="Smart City Course",
            when=when,
            timezone="Asia/Seoul",
            place=Place(city="Seoul", country="KR"),
            page_url="http://wego.test/training/seoul-2028",
            original_when=When(precision=Precision.MONTH, year=2027, month=9),
            duration_weeks=3,
            seats_from=15,
            seats_to=15,
        )
    ]
    assert await jobs(training, CalendarPut) == [
        CalendarPut(
            owner="training",
            key=f"cohort:{kept.id}",
            revision=1,
            slug="seoul-2028",
            title="Smart City Course",
            when=when,
            timezone="Asia/Seoul",
            place=Place(city="Seoul", country="KR"),
            description="lectures\nstudy visits",
            page_url="http://wego.test/training/seoul-2028",
            feeds=("programme", "training:seoul-2028"),
            transparent=True,
        )
    ]


async def test_the_second_load_changes_nothing(training: House) -> None:
    await load_programmes(training, real(), move_years=6)
    before = await rows(training)
    await clear(training)
    assert await load_programmes(training, real()) == LoadReport(what="trainings", unchanged=3)
    assert await rows(training) == before
    assert await jobs(training, ProgrammePut | CalendarPut) == []


async def test_another_year_is_another_cohort(training: House) -> None:
    await load_programmes(training, programme(SEOUL))
    await clear(training)
    report = await load_programmes(training, programme(SEOUL.replace("2027", "2028")))
    assert report == LoadReport(what="trainings", changed=(Touched("seoul", ("cohort",)),))
    assert await slugs(training) == ["seoul-2027", "seoul-2028"]
    assert [put.slug for put in await jobs(training, ProgrammePut)] == ["seoul-2028"]


async def test_a_slug_stays_when_the_year_moves_and_is_never_given_twice(training: House) -> None:
    await load_programmes(training, programme(SEOUL), move_years=1)
    await load_programmes(training, programme(SEOUL), move_years=2)
    assert await slugs(training) == ["seoul-2028"]
    assert (await cohort(training, "seoul-2028")).when.known_year == 2029
    await load_programmes(training, programme(SEOUL.replace("2027", "2028")), move_years=0)
    assert await slugs(training) == ["seoul-2028", "seoul-2028-2"]


async def test_a_change_of_the_programme_is_told_of_every_cohort(training: House) -> None:
    await load_programmes(training, programme(SEOUL))
    await load_programmes(training, programme(SEOUL.replace("2027", "2028")))
    await clear(training)
    renamed = SEOUL.replace("2027", "2028").replace("Smart City Course", "City Course")
    report = await load_programmes(training, programme(renamed))
    assert report == LoadReport(what="trainings", changed=(Touched("seoul", ("title",)),))
    told = {put.slug: (put.title, put.revision) for put in await jobs(training, ProgrammePut)}
    assert told == {"seoul-2027": ("City Course", 2), "seoul-2028": ("City Course", 2)}


async def test_each_is_told_only_what_concerns_it(training: House) -> None:
    await load_programmes(training, programme(SEOUL))
    await clear(training)
    more_seats = SEOUL.replace("exactly = 15", "exactly = 16")
    await load_programmes(training, programme(more_seats))
    assert [put.seats_to for put in await jobs(training, ProgrammePut)] == [16]
    assert await jobs(training, CalendarPut) == []  # calendars show no seats
    await clear(training)
    await load_programmes(training, programme(more_seats.replace("member cities", "all cities")))
    assert await jobs(training, ProgrammePut | CalendarPut) == []


async def test_what_a_person_changed_is_left_alone_and_reported(training: House) -> None:
    await load_programmes(training, programme(SEOUL, JEJU))
    await run(training, "UPDATE programmes SET title = 'Mine' WHERE slug = 'seoul'")
    await run(training, "UPDATE programmes SET seats_from = 10 WHERE slug = 'seoul'")
    fixed = When(precision=Precision.DAY, first=date(2027, 9, 6), last=date(2027, 9, 24))
    await run(training, """UPDATE cohorts SET "when" = $1 WHERE slug = 'seoul-2027'""", fixed)
    text = SEOUL.replace("exactly = 15", "exactly = 20").replace('"Seoul"', '"Busan"').replace("month = 9", "month = 8")
    report = await load_programmes(training, programme(text, JEJU))
    assert report == LoadReport(
        what="trainings",
        changed=(Touched("seoul", ("host_city",)),),
        left_alone=(Touched("seoul", ("title", "seats_from", "seats_to", "when")),),
        unchanged=1,
    )
    kept = await cohort(training, "seoul-2027")
    assert (kept.title, kept.seats_from, kept.seats_to, kept.host_city) == ("Mine", 10, 15, "Busan")
    assert kept.when == fixed


async def test_a_cohort_that_a_person_made_for_that_year_is_taken_up(training: House) -> None:
    await load_programmes(training, programme(SEOUL))
    await run(training, "UPDATE cohorts SET source_year = NULL, loaded = NULL")
    report = await load_programmes(training, programme(SEOUL))
    assert (report.added, report.unchanged) == ((), 1)
    assert await slugs(training) == ["seoul-2027"]


async def test_what_is_not_in_the_file_is_kept_and_named(training: House) -> None:
    await load_programmes(training, programme(SEOUL, JEJU))
    assert await load_programmes(training, programme(JEJU)) == LoadReport(
        what="trainings", unchanged=1, absent=("seoul",)
    )


async def test_a_shift_out_of_all_years_is_refused(training: House) -> None:
    with pytest.raises(Conflict) as refused:
        await load_programmes(training, programme(SEOUL), move_years=200)
    assert refused.value.code == "bad-shift"
    assert await rows(training) == []


async def test_the_number_of_statements_does_not_grow_with_the_file(training: House) -> None:
    async def statements(number: int) -> int:
        parts = [SEOUL.replace('"seoul"', f'"seoul-{part}"') for part in range(number)]
        async with counted(training) as seen:
            await load_programmes(training, programme(*parts))
        return len(seen)

    assert await statements(1) == await statements(20)
