"""The next cohort is made from the last, and a timetable is copied from one cohort into another."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from services.training.domain.bounds import bounds_of, lands
from services.training.domain.cohort_form import read_cohort
from services.training.domain.desk import DeskCohort
from services.training.domain.load import KeptCohort, beside
from services.training.domain.session import Session
from services.training.domain.template import same, shift_of, shifted
from services.training.domain.trainer_form import TrainerFields
from services.training.operations.access import locked, own_cohorts, visible
from services.training.operations.timetable import Timetable, load
from services.training.operations.timetable_jobs import note, put_items
from services.training.operations.write_cohort import read
from services.training.store import desk, sessions, staffing
from services.training.store import load as store
from shared.db import Tx
from shared.errors import Conflict, Invalid, Problem
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.staff import Staff
from shared.ids import uuid7
from shared.slugs import unique_slug

_NO_DAY = mark("A timetable is copied once the first day is fixed.")
_SOURCE = mark("Choose one of the cohorts of this programme")


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
        now = await read(tx, made.slug)
        if timetable and now.when.is_fixed:
            copied = await copy_timetable(tx, await load(tx, last), now)
            await put_items(house, tx, now, copied, await staffing.trainers(tx, now.id))
        return await read(tx, made.slug)


async def copies_for(house: House, actor: Staff, slug: str) -> list[DeskCohort]:
    """The other cohorts of its programme that have a timetable, the newest first. Raises Forbidden, NotFound."""
    async with house.db.reading() as tx:
        cohort = await visible(tx, actor, slug)
        every = await desk.cohorts(tx, await own_cohorts(tx, actor))
    found = [each for each in every if each.programme == cohort.programme and each.id != cohort.id and each.sessions]
    return sorted(found, key=lambda each: each.sort_on, reverse=True)


async def copy_into(house: House, actor: Staff, slug: str, source: str) -> int:
    """The timetable of another cohort in this one. Returns how many sessions are new.

    Raises Forbidden, NotFound, Invalid, Conflict for a cancelled cohort and while its first day is open.
    """
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        if cohort.cancelled_at is not None or not cohort.when.is_fixed:
            raise Conflict(_NO_DAY, code="no-day")
        other = await desk.cohort(tx, source)
        if other is None or other.programme != cohort.programme or other.id == cohort.id:
            raise Invalid([Problem("source", _SOURCE)])
        made = await copy_timetable(tx, await load(tx, other), cohort)
        await put_items(house, tx, cohort, made, await staffing.trainers(tx, cohort.id))
        for session in made:
            await note(house, tx, cohort, None, session)
        told = {"sessions": str(len(made)), "from": source}
        await record(tx, actor.trail, "timetable.copied", f"cohort:{cohort.id}", new=told)
        return len(made)


async def copy_timetable(tx: Tx, source: Timetable, target: DeskCohort) -> list[Session]:
    """Groups, trainers and sessions of another cohort, days shifted; what is there already stays as it is, so that
    twice is once, and what would lie far from the course stays out. Returns the new sessions.
    """
    trainers = await _copy_staffing(tx, source, target.id)
    if not source.sessions:
        return []
    first = source.cohort.when.first_day if source.cohort.when.is_fixed else source.sessions[0].starts.date()
    by = shift_of(first, target.when.first_day, days=days_of(source.sessions, first))
    zone = target.timezone or source.zone
    taken = await sessions.slugs(tx, target.id)
    there = {same(each) for each in await sessions.of_cohort(tx, target.id)}
    bounds = bounds_of(target.when)
    near = [each for each in source.sessions if lands(each.starts.date(), bounds, by)]
    copies = shifted(near, by, timezone=zone, was=source.zone, trainers=trainers)
    made = set()
    for fields in copies:
        if same(fields) in there:
            continue
        slug = unique_slug(fields.title, taken)
        taken.add(slug)
        made.add(await sessions.insert(tx, target.id, slug, fields))
    return [each for each in await sessions.of_cohort(tx, target.id) if each.id in made]


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


def days_of(every: tuple[Session, ...], first: date) -> int:
    """How many days the sessions take from the first day on."""
    return max(((session.starts.date() - first).days + 1 for session in every), default=1)


def _slug(wanted: str, taken: set[str]) -> str:
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
