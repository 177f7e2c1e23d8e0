"""A cohort is edited, published, taken back; the next one is made from the last, with its timetable as a template."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from services.training.domain.cohort import told
from services.training.domain.cohort_form import body_of, read_cohort
from services.training.domain.desk import DeskCohort
from services.training.domain.load import KeptCohort, KeptProgramme, beside, tellable
from services.training.domain.session import Session
from services.training.domain.template import moved, shift_of, shifted
from services.training.domain.trainer_form import TrainerFields
from services.training.operations.access import locked
from services.training.operations.timetable import Timetable, load
from services.training.operations.timetable_jobs import note, put_items
from services.training.store import desk, sessions, staffing
from services.training.store import load as store
from shared import outbox
from shared.db import Tx
from shared.errors import Conflict
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.staff import Staff
from shared.ids import uuid7
from shared.slugs import unique_slug

_CANCELLED = mark("This training was cancelled; it stays as it is.")


async def edit(house: House, actor: Staff, slug: str, body: Mapping[str, Any], *, move_sessions: bool) -> DeskCohort:
    """Calendars and the programme follow; a moved date is told after the quiet time. `move_sessions`: with the first
    day. Raises Forbidden, NotFound, Invalid, Conflict for a cancelled one.
    """
    async with house.db.transaction() as tx:
        before = await locked(tx, actor, slug)
        if before.cancelled_at is not None:
            raise Conflict(_CANCELLED, code="cancelled")
        wanted = read_cohort(body, before.rules)
        programme, kept = await store.kept_cohort(tx, before.id)
        own = msgspec.structs.asdict(beside(wanted.own, programme))
        after = msgspec.structs.replace(kept, when=wanted.date.when, timezone=wanted.date.timezone, **own)
        await _write(house, tx, programme, kept, after)
        now = await _read(tx, slug)
        if move_sessions and before.when.is_fixed and now.when.is_fixed:
            await _move_sessions(house, tx, before, now)
        await _trail(tx, actor, "cohort.changed", before, now)
        return now


async def publish(house: House, actor: Staff, slug: str, *, published: bool) -> DeskCohort:
    """It stands in the programme, or does no more. Twice is once. Raises Forbidden, NotFound."""
    async with house.db.transaction() as tx:
        before = await locked(tx, actor, slug)
        if before.published == published:
            return before
        programme, kept = await store.kept_cohort(tx, before.id)
        await _write(house, tx, programme, kept, msgspec.structs.replace(kept, published=published))
        now = await _read(tx, slug)
        if now.timetable_published:
            await sessions.revise(tx, now.id)
            table = await load(tx, now)
            await put_items(house, tx, now, table.sessions, table.trainers)
        await record(tx, actor.trail, "cohort.published" if published else "cohort.taken_back", f"cohort:{before.id}")
        return now


async def make_next(house: House, actor: Staff, slug: str, body: Mapping[str, Any], *, timetable: bool) -> DeskCohort:
    """A draft of the next cohort of this one's programme; with `timetable` its groups, trainers and sessions too, their
    days shifted to a fixed first day. Raises Forbidden, NotFound, Invalid.
    """
    async with house.db.transaction() as tx:
        last = await locked(tx, actor, slug)
        wanted = read_cohort(body, last.rules)
        programme, kept = await store.kept_cohort(tx, last.id)
        made = KeptCohort(
            **msgspec.structs.asdict(beside(wanted.own, programme)),
            id=uuid7(),
            programme_id=programme.id,
            slug=_slug(f"{programme.slug}-{wanted.date.when.known_year}", await store.slugs(tx)),
            when=wanted.date.when,
            timezone=wanted.date.timezone,
            source_year=None,
            loaded=None,
            moved_years=0,
            original_when=None,
            published=False,
            cancelled_at=None,
            revision=1,
        )
        await store.write_cohorts(tx, [made])
        await record(tx, actor.trail, "cohort.made", f"cohort:{made.id}", new={"slug": made.slug, "from": kept.slug})
        now = await _read(tx, made.slug)
        if timetable and now.when.is_fixed:
            await copy_timetable(tx, await load(tx, last), now)
        return await _read(tx, made.slug)


async def copy_timetable(tx: Tx, source: Timetable, target: DeskCohort) -> int:
    """Groups, trainers and sessions of another cohort, days shifted. Returns how many sessions."""
    trainers = await _copy_staffing(tx, source, target.id)
    if not source.sessions:
        return 0
    first = source.cohort.when.first_day if source.cohort.when.is_fixed else source.sessions[0].starts.date()
    by = shift_of(first, target.when.first_day, days=_days(source.sessions, first))
    zone = target.timezone or source.zone
    taken = await sessions.slugs(tx, target.id)
    copies = shifted(source.sessions, by, timezone=zone, was=source.zone, trainers=trainers)
    for fields in copies:
        slug = unique_slug(fields.title, taken)
        taken.add(slug)
        await sessions.insert(tx, target.id, slug, fields)
    return len(copies)


async def _copy_staffing(tx: Tx, source: Timetable, target: UUID) -> dict[UUID, UUID]:
    for group in source.groups:
        await staffing.put_group(tx, msgspec.structs.replace(group, cohort_id=target))
    known = {trainer.name.casefold(): trainer.id for trainer in await staffing.trainers(tx, target)}
    new = {}
    for trainer in source.trainers:
        id_ = known.get(trainer.name.casefold())
        if id_ is None:
            fields = TrainerFields(**{name: getattr(trainer, name) for name in TrainerFields.__struct_fields__})
            id_ = (await staffing.insert_trainer(tx, target, fields)).id
        new[trainer.id] = id_
    return new


async def _move_sessions(house: House, tx: Tx, before: DeskCohort, now: DeskCohort) -> None:
    table = await load(tx, now)
    by = shift_of(before.when.first_day, now.when.first_day, days=_days(table.sessions, before.when.first_day))
    if not by and before.timezone == now.timezone:
        return
    for session in table.sessions:
        fields = moved(session, by, timezone=now.timezone, was=before.timezone)
        assert await sessions.update(tx, session, fields), "the cohort is locked"
    after = await sessions.of_cohort(tx, now.id)
    if now.timetable_published:
        await put_items(house, tx, now, after, table.trainers)
    known = {session.id: session for session in table.sessions}
    for session in after:
        await note(house, tx, now, known[session.id], session)


def _days(every: tuple[Session, ...], first: date) -> int:
    """How many days the sessions take from the first day on."""
    return max(((session.starts.date() - first).days + 1 for session in every), default=1)


async def _write(house: House, tx: Tx, programme: KeptProgramme, before: KeptCohort, after: KeptCohort) -> None:
    """The row, and jobs for those who would see something else."""
    url = house.url(f"/training/{after.slug}")
    then, now = told(tellable(programme, before), url), told(tellable(programme, after), url)
    revision = before.revision + (then != now)
    await store.write_cohorts(tx, [msgspec.structs.replace(after, revision=revision)])
    if then.entry != now.entry:
        await outbox.put(tx, now.at(revision).entry, to="registration")
    if then.item != now.item:
        await outbox.put(tx, now.at(revision).item, to="notify")


async def _read(tx: Tx, slug: str) -> DeskCohort:
    found = await desk.cohort(tx, slug)
    assert found is not None
    return found


async def _trail(tx: Tx, actor: Staff, action: str, before: DeskCohort, after: DeskCohort) -> None:
    old, new = body_of(before), body_of(after)
    changed = [name for name in new if old[name] != new[name]]
    if changed:
        await record(
            tx,
            actor.trail,
            action,
            f"cohort:{before.id}",
            old={name: old[name] for name in changed},
            new={name: new[name] for name in changed},
        )


def _slug(wanted: str, taken: set[str]) -> str:
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
