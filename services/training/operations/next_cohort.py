"""The next cohort is made from the last, and a timetable is copied from one cohort into another."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from services.training.domain.cohort_form import read_cohort
from services.training.domain.desk import DeskCohort
from services.training.domain.load import KeptCohort, beside
from services.training.domain.session import Session
from services.training.domain.template import shift_of, shifted
from services.training.domain.trainer_form import TrainerFields
from services.training.operations.access import locked
from services.training.operations.timetable import Timetable, load
from services.training.operations.write_cohort import read
from services.training.store import load as store
from services.training.store import sessions, staffing
from shared.db import Tx
from shared.house import House
from shared.identity.accounts import record
from shared.identity.staff import Staff
from shared.ids import uuid7
from shared.slugs import unique_slug


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
            await copy_timetable(tx, await load(tx, last), now)
        return await read(tx, made.slug)


async def copy_timetable(tx: Tx, source: Timetable, target: DeskCohort) -> int:
    """Groups, trainers and sessions of another cohort, days shifted. Returns how many sessions."""
    trainers = await _copy_staffing(tx, source, target.id)
    if not source.sessions:
        return 0
    first = source.cohort.when.first_day if source.cohort.when.is_fixed else source.sessions[0].starts.date()
    by = shift_of(first, target.when.first_day, days=days_of(source.sessions, first))
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


def days_of(every: tuple[Session, ...], first: date) -> int:
    """How many days the sessions take from the first day on."""
    return max(((session.starts.date() - first).days + 1 for session in every), default=1)


def _slug(wanted: str, taken: set[str]) -> str:
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
