"""Reading cohorts: the newest of each programme for the page, lists for programs, one whole."""

from datetime import datetime

import msgspec

from services.training.domain.call import Call
from services.training.domain.cohort import Cohort
from services.training.domain.session import Group, Session, Trainer
from services.training.store import calls, sessions, staffing
from services.training.store import cohorts as store
from shared.cursors import read_cursor, write_cursor
from shared.db import Tx
from shared.errors import NotFound
from shared.house import House
from shared.i18n.mark import mark


class PublicTimetable(msgspec.Struct, frozen=True):
    """A timetable that was published: its sessions by time, with the names of groups and trainers."""

    sessions: tuple[Session, ...]
    groups: tuple[Group, ...]
    trainers: tuple[Trainer, ...]


class ShownCohort(msgspec.Struct, frozen=True):
    """A cohort, the other cohorts of its programme (the newest first), and the instant they were read at.

    `timetable` is None until it is published, `call` until there is one.
    """

    cohort: Cohort
    others: tuple[Cohort, ...]
    now: datetime
    timetable: PublicTimetable | None
    call: Call | None


class CohortList(msgspec.Struct, frozen=True):
    """`next` is the cursor of what follows, None at the end."""

    cohorts: tuple[Cohort, ...]
    next: str | None
    now: datetime


async def newest_cohorts(house: House) -> CohortList:
    """Of each programme its newest cohort."""
    async with house.db.reading() as tx:
        return CohortList(tuple(await store.newest(tx)), None, tx.now)


async def cohort_page(house: House, slug: str) -> ShownCohort | str:
    """The cohort; or, where the slug names a programme, the slug of its newest cohort. Raises NotFound."""
    async with house.db.reading() as tx:
        cohort = await store.by_slug(tx, slug)
        if cohort is None:
            newest = await store.newest_slug(tx, slug)
            if newest is None:
                raise NotFound(mark("There is no such training. Look for it in the list of trainings."))
            return newest
        family = await store.of_programme(tx, cohort.programme)
        timetable = await _timetable(tx, cohort) if cohort.timetable_published else None
        call = await calls.of_cohort(tx, cohort.id)
    return ShownCohort(cohort, tuple(other for other in family if other.id != cohort.id), tx.now, timetable, call)


async def _timetable(tx: Tx, cohort: Cohort) -> PublicTimetable:
    """Links to join are for those who take part."""
    found = await sessions.of_cohort(tx, cohort.id)
    return PublicTimetable(
        tuple(msgspec.structs.replace(session, join_url="", materials=()) for session in found),
        tuple(await staffing.groups(tx, cohort.id)),
        tuple(await staffing.trainers(tx, cohort.id)),
    )


async def list_cohorts(house: House, *, year: int | None, programme: str, limit: int, cursor: str) -> CohortList:
    """Cohorts that are published, in the order of their days. Raises Invalid for a cursor that is none."""
    after = read_cursor(cursor, store.Cursor)
    async with house.db.reading() as tx:
        found = await store.listed(tx, year=year, programme=programme, limit=limit + 1, after=after)
    shown = found[:limit]
    more = write_cursor(store.Cursor(shown[-1].sort_on, shown[-1].slug)) if len(found) > limit else None
    return CohortList(tuple(shown), more, tx.now)
