"""Load a programme file: new events come in, changed ones change, what a person changed since is left alone."""

from collections.abc import Sequence

from services.registration.domain.desk import Asked
from services.registration.domain.load import EventPlan, plan_event
from services.registration.operations.write_events import told_of_sessions, write_events
from services.registration.store import decisions
from services.registration.store import load as store
from shared.db import Tx
from shared.errors import Conflict
from shared.house import House
from shared.i18n.mark import mark
from shared.programme.entries import ParsedProgramme
from shared.programme.report import LoadReport, Touched

_WOULD_TELL = mark(
    "Nothing was written: people would be told of a new date, place, title, session or seat. How many: %(people)d, for "
    "%(slugs)s. Run it again with --notify if that is meant."
)


async def load_programme(
    house: House, programme: ParsedProgramme, *, move_years: int | None = None, notify: bool = False
) -> LoadReport:
    """Bring the events up to the file, in one transaction; the same file again changes nothing.

    `move_years`: the shift of every event of this file from now on; None keeps each event's own (a new one: 0).
    Raises Conflict "bad-shift", and Conflict "would-notify" when people would have to be told and `notify` is not
    given: who takes part and, of another date, who waits or asked to be told of it. A raised capacity confirms the
    first of the waiting list.
    """
    programme.check_shift(move_years or 0)
    async with house.db.transaction() as tx:
        await store.one_at_a_time(tx)
        plans = await _plan(tx, programme, move_years)
        concerned = await _concerned(house, tx, plans)
        people = sum(concerned.values())
        if concerned and not notify:
            slugs = ", ".join(concerned)
            raise Conflict(_WOULD_TELL, code="would-notify", people=people, slugs=slugs)
        await write_events(house, tx, plans)
        await store.write_networks(tx, programme.networks)
        absent = await store.absent(tx, [event.slug for event in programme.events])
    return _report(plans, tuple(absent), people)


async def has_programme(house: House) -> bool:
    """Whether there is any event, also one that is not published."""
    async with house.db.reading() as tx:
        return await store.any_event(tx)


async def _plan(tx: Tx, programme: ParsedProgramme, move_years: int | None) -> list[EventPlan]:
    kept = await store.kept_events(tx, [event.slug for event in programme.events])
    sessions = await store.kept_sessions(tx, kept.values())
    plans = []
    for entry in programme.events:
        event = kept.get(entry.slug)
        plans.append(plan_event(entry, event, sessions[event.id] if event else [], move_years))
    return plans


async def _concerned(house: House, tx: Tx, plans: Sequence[EventPlan]) -> dict[str, int]:
    """How many people would be told, by the slugs of the events of which somebody would."""
    asked = await decisions.count_asked(tx, [plan.after.id for plan in plans if plan.changes_date])
    of_sessions = await told_of_sessions(house, tx, plans)
    told = {
        plan.after.slug: plan.people_told(tx.now, asked.get(plan.after.id, Asked())) + of_sessions.get(plan.after.id, 0)
        for plan in plans
    }
    return {slug: people for slug, people in told.items() if people}


def _report(plans: Sequence[EventPlan], absent: tuple[str, ...], people: int) -> LoadReport:
    added = tuple(plan.after.slug for plan in plans if plan.before is None)
    changed, left_alone = [], []
    for plan in plans:
        fields = plan.touched + tuple(f"session {slug}" for slug in plan.sessions.touched)
        if plan.before is not None and fields:
            changed.append(Touched(plan.after.slug, fields))
        kept = plan.left_alone + tuple(
            f"session {session.slug}: {field}" for session in plan.sessions.left_alone for field in session.fields
        )
        if kept:
            left_alone.append(Touched(plan.after.slug, kept))
    return LoadReport(
        what="events",
        added=added,
        changed=tuple(changed),
        left_alone=tuple(left_alone),
        absent=absent,
        unchanged=len(plans) - len(added) - len(changed),
        concerned=people,
    )
