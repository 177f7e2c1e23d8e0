"""The one place where a cohort's row is written at the desk: calendars and the programme are told of it."""

import msgspec

from services.training.domain.cohort import told
from services.training.domain.desk import DeskCohort
from services.training.domain.load import KeptCohort, KeptProgramme, tellable
from services.training.store import desk
from services.training.store import load as store
from shared import outbox
from shared.contracts.notify import CalendarPut
from shared.db import Tx
from shared.house import House
from shared.programme.schedule import schedule_of


async def write(
    house: House,
    tx: Tx,
    programme: KeptProgramme,
    before: KeptCohort,
    after: KeptCohort,
    *,
    at_once: bool = False,
) -> None:
    """The row, and jobs for those who would see something else. `at_once` ends the quiet time of the update."""
    url = house.url(f"/training/{after.slug}")
    then, now = told(tellable(programme, before), url), told(tellable(programme, after), url)
    revision = before.revision + (then != now)
    await store.write_cohorts(tx, [msgspec.structs.replace(after, revision=revision)])
    if then.entry != now.entry:
        await outbox.put(tx, now.at(revision).entry, to="registration")
    if then.item != now.item:
        item = msgspec.structs.replace(now.at(revision).item, at_once=at_once)
        await outbox.put(tx, item, to="notify")


def is_told(house: House, tx: Tx, programme: KeptProgramme, before: KeptCohort, after: KeptCohort) -> bool:
    """Whether those with a place get an update: of another date, place or title, unless it is over in either case."""
    url = house.url(f"/training/{after.slug}")
    then, now = (told(tellable(programme, each), url).item for each in (before, after))
    over = all(schedule_of(each.when, each.timezone).over_at <= tx.now for each in (before, after))
    return _shown(then) != _shown(now) and not over and after.published


def _shown(item: CalendarPut) -> tuple[object, ...]:
    return (item.title, item.when, item.timezone, item.place)


async def read(tx: Tx, slug: str) -> DeskCohort:
    """A cohort that is there."""
    found = await desk.cohort(tx, slug)
    assert found is not None
    return found
