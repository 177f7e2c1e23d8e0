"""Participants, trainers and sessions for tests of training."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from services.training.domain.participant import Participant
from services.training.domain.participant_form import read_participant
from services.training.domain.session import Group, Kind, Session, SessionFields, Trainer
from services.training.domain.trainer_form import read_trainer
from services.training.operations.load_programmes import load_programmes
from services.training.store import cohorts, participants, sessions, staffing
from shared.house import House
from shared.identity.staff import Role, Staff
from shared.ids import uuid7
from shared.slugs import unique_slug
from tests.training.files import JEJU, SEOUL, programme

DAY = datetime(2027, 10, 4)  # the first day of Jeju


async def jeju(house: House) -> UUID:
    """The id of the cohort jeju-2027: 4 to 7 October 2027, in Jeju."""
    await load_programmes(house, programme(JEJU))
    async with house.db.reading() as tx:
        found = await cohorts.by_slug(tx, "jeju-2027")
    assert found is not None
    return found.id


def official(number: int = 1, **changes: Any) -> dict[str, Any]:
    """A good form of somebody of their own."""
    return {
        "email": f"official{number}@example.org",
        "name": f"Official {number:02}",
        "organisation": "Sample City",
        "city": "Nairobi",
        "country": "KE",
        **changes,
    }


async def participant(house: House, cohort_id: UUID, number: int = 1, **changes: Any) -> Participant:
    """A confirmed place, of which nobody was told."""
    async with house.db.transaction() as tx:
        keys = {group.key for group in await staffing.groups(tx, cohort_id)}
        return await participants.insert(tx, cohort_id, read_participant(official(number, **changes), groups=keys))


async def trainer(house: House, cohort_id: UUID, name: str = "Prof Park", **changes: Any) -> Trainer:
    async with house.db.transaction() as tx:
        return await staffing.insert_trainer(tx, cohort_id, read_trainer({"name": name, **changes}))


def fields(
    title: str = "Data platforms", day: int = 0, hour: float = 9, hours: float = 2, **changes: Any
) -> SessionFields:
    """A lecture in Seoul's zone; `day` counts from the first day of Jeju."""
    starts = DAY + timedelta(days=day, hours=hour)
    values = {"kind": Kind.LECTURE, "timezone": "Asia/Seoul", "ends": starts + timedelta(hours=hours), **changes}
    return SessionFields(title=title, starts=starts, **values)


async def session(house: House, cohort_id: UUID, title: str = "Data platforms", **changes: Any) -> Session:
    """A session of which nobody was told."""
    async with house.db.transaction() as tx:
        slug = unique_slug(title, await sessions.slugs(tx, cohort_id))
        made = await sessions.by_id(tx, await sessions.insert(tx, cohort_id, slug, fields(title, **changes)))
    assert made is not None
    return made


async def jeju_like(house: House) -> UUID:
    """The id of another cohort, in Busan on the same days."""
    await load_programmes(house, programme(JEJU.replace('"jeju"', '"busan"')))
    async with house.db.reading() as tx:
        found = await cohorts.by_slug(tx, "busan-2027")
    assert found is not None
    return found.id


def group(cohort_id: UUID, key: str) -> Group:
    """A parallel group, named after its key."""
    return Group(cohort_id=cohort_id, key=key, name=f"Group {key}", position=0)


def actor(house: House, role: Role = Role.ORGANIZER) -> Staff:
    """Somebody who is signed in."""
    return Staff(id=uuid7(), email=f"{role}@office.example", name="Ada Sample", role=role, created_at=house.clock())


def body(title: str = "Data platforms", day: str = "2027-10-04", **changes: Any) -> dict[str, Any]:
    """A good form of a session, 09:00 to 11:00."""
    return {"title": title, "kind": "lecture", "day": day, "begins": "09:00", "ends": "11:00", **changes}


def three_weeks(first: datetime = datetime(2027, 9, 6)) -> list[SessionFields]:
    """63 sessions on 15 working days: lectures, workshops, study visits, an assessment every Friday."""
    found = []
    for week in range(3):
        for weekday in range(5):
            day = first + timedelta(days=7 * week + weekday)
            plan = [
                (9, 90, Kind.LECTURE),
                (10.75, 75, Kind.LECTURE),
                (13.5, 90, Kind.WORKSHOP),
                (15.25, 75, Kind.WORKSHOP),
            ]
            if weekday == 3:
                plan = [(9, 360, Kind.STUDY_VISIT), (15.5, 60, Kind.WORKSHOP), (19, 90, Kind.FREE)]
            if weekday == 4:
                plan = [*plan[:3], (15.25, 45, Kind.ASSESSMENT), (16.25, 45, Kind.FREE), (18, 120, Kind.FREE)]
            for number, (hour, minutes, kind) in enumerate(plan):
                starts = day + timedelta(hours=hour)
                found.append(
                    SessionFields(
                        title=f"Week {week + 1}, day {weekday + 1}, part {number + 1}",
                        module=f"Module {week + 1}",
                        kind=kind,
                        starts=starts,
                        ends=starts + timedelta(minutes=minutes),
                        timezone="Asia/Seoul",
                        place="Room A" if kind is not Kind.STUDY_VISIT else "Meet in the lobby",
                        mandatory=kind is Kind.ASSESSMENT,
                    )
                )
    return found


async def seoul(house: House) -> UUID:
    """The id of seoul-2027, held 6 to 24 September 2027, with a timetable of three weeks."""
    day = '{ precision = "day", first = 2027-09-06, last = 2027-09-24 }'
    await load_programmes(house, programme(SEOUL.replace('{ precision = "month", year = 2027, month = 9 }', day)))
    async with house.db.transaction() as tx:
        found = await cohorts.by_slug(tx, "seoul-2027")
        assert found is not None
        for each in three_weeks():
            slug = unique_slug(each.title, await sessions.slugs(tx, found.id))
            await sessions.insert(tx, found.id, slug, each)
    return found.id
