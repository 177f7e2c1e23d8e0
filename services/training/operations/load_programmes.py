"""Load the trainings of a programme file, and tell the year's programme and the calendars of their cohorts."""

from collections.abc import Sequence

import msgspec

from services.training.domain.cohort import told
from services.training.domain.load import KeptCohort, ProgrammePlan, plan_programme, tellable
from services.training.store import load as store
from shared import outbox
from shared.contracts.notify import CalendarPut
from shared.contracts.registration import ProgrammePut
from shared.db import Tx
from shared.house import House
from shared.programme.entries import ParsedProgramme
from shared.programme.report import LoadReport, Touched


async def load_programmes(house: House, programme: ParsedProgramme, *, move_years: int | None = None) -> LoadReport:
    """Bring programmes and cohorts up to the file, in one transaction; the same file again changes nothing.

    `move_years`: the shift of every cohort of this file from now on; None keeps each one's own (a new one: 0).
    Raises Conflict "bad-shift".
    """
    programme.check_shift(move_years or 0)
    async with house.db.transaction() as tx:
        await store.one_at_a_time(tx)
        plans = await _plan(tx, programme, move_years)
        await _write(house, tx, plans)
        absent = await store.absent(tx, [training.slug for training in programme.trainings])
    return _report(plans, tuple(absent))


async def _plan(tx: Tx, programme: ParsedProgramme, move_years: int | None) -> list[ProgrammePlan]:
    kept = await store.kept_programmes(tx, [training.slug for training in programme.trainings])
    cohorts = await store.kept_cohorts(tx)
    taken = {cohort.slug for cohort in cohorts}
    plans = []
    for entry in programme.trainings:
        known = kept.get(entry.slug)
        own = [cohort for cohort in cohorts if known is not None and cohort.programme_id == known.id]
        plan = plan_programme(entry, known, own, taken, move_years)
        taken.add(plan.cohort.slug)
        plans.append(plan)
    return plans


async def _write(house: House, tx: Tx, plans: Sequence[ProgrammePlan]) -> None:
    """Rows that changed, and jobs for cohorts of which others would see something else."""
    cohorts: list[KeptCohort] = []
    entries: list[ProgrammePut] = []
    items: list[CalendarPut] = []
    for plan in plans:
        pairs = [(plan.cohort_before, plan.cohort), *((cohort, cohort) for cohort in plan.others)]
        for before, after in pairs:
            url = house.url(f"/training/{after.slug}")
            now = told(tellable(plan.after, after), url)
            then = told(tellable(plan.before, before), url) if plan.before and before else None
            written = after
            if then is None or then != now:
                written = msgspec.structs.replace(after, revision=after.revision + 1)
            if then is None or then.entry != now.entry:
                entries.append(now.at(written.revision).entry)
            if then is None or then.item != now.item:
                items.append(now.at(written.revision).item)
            if written != before:
                cohorts.append(written)
    await store.write_programmes(tx, [plan.after for plan in plans if plan.after != plan.before])
    await store.write_cohorts(tx, cohorts)
    await outbox.put_many(tx, entries, to="registration")
    await outbox.put_many(tx, items, to="notify")


def _report(plans: Sequence[ProgrammePlan], absent: tuple[str, ...]) -> LoadReport:
    added = tuple(plan.after.slug for plan in plans if plan.before is None)
    changed = tuple(
        Touched(plan.after.slug, plan.touched) for plan in plans if plan.before is not None and plan.touched
    )
    return LoadReport(
        what="trainings",
        added=added,
        changed=changed,
        left_alone=tuple(Touched(plan.after.slug, plan.left_alone) for plan in plans if plan.left_alone),
        absent=absent,
        unchanged=len(plans) - len(added) - len(changed),
    )
