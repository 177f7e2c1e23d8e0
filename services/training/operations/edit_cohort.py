"""A cohort is edited, with first how many people would be told; published and taken back."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import msgspec

from services.training.domain.bounds import bounds_of, lands
from services.training.domain.cohort_form import body_of, read_cohort
from services.training.domain.desk import DeskCohort
from services.training.domain.load import KeptCohort, KeptProgramme, beside
from services.training.domain.revision import check_revision
from services.training.domain.session import Session, Trainer
from services.training.domain.template import moved, shift_of
from services.training.operations.access import locked, visible
from services.training.operations.next_cohort import days_of
from services.training.operations.timetable import Timetable, load
from services.training.operations.timetable_jobs import put_items
from services.training.operations.trainer_letters import tell_trainers
from services.training.operations.write_cohort import is_told, read, write
from services.training.store import load as store
from services.training.store import sessions
from shared.db import Tx
from shared.errors import Conflict, Invalid, Problem
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_FEWER = mark(
    "%(held)d seats are held: %(taken)d taken and %(offered)d offered. Write %(held)d or more, or take offers back "
    "first"
)
_FEWER_TAKEN = mark("%(taken)d seats are taken. Write %(taken)d or more, or withdraw somebody first")
_FAR = mark("%(title)s on %(day)s would come to lie more than 60 days outside the course: change its day first")
_CANCELLED = mark("This training was cancelled; it stays as it is.")


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """A change of a cohort and whom it is told: those with a place, and the trainers of the `moving` sessions."""

    before: DeskCohort
    after: DeskCohort
    people: int
    trainers: int
    moving: int

    @property
    def told(self) -> int:
        return self.people + self.trainers


async def preview(house: House, actor: Staff, slug: str, body: Mapping[str, Any], *, move_sessions: bool) -> Edit:
    """What the change would do; nothing is written. Raises as `edit` does."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        before = await visible(tx, actor, slug)
        programme, kept, wanted = await _wanted(tx, before, body)
        after = msgspec.structs.replace(before, when=wanted.when, timezone=wanted.timezone)
        moving = await _moving(tx, before, after) if move_sessions else None
        taught = await _teaching(tx, before, moving) if moving else ()
        people = before.participants if is_told(house, tx, programme, kept, wanted) else 0
        return Edit(
            before=before,
            after=after,
            people=people,
            trainers=len(taught) if people or moving else 0,
            moving=len(moving.sessions) if moving else 0,
        )


async def edit(
    house: House, actor: Staff, slug: str, body: Mapping[str, Any], *, move_sessions: bool, at_once: bool = False
) -> DeskCohort:
    """Calendars and the programme follow; a moved date is told after the quiet time, which `at_once` ends, and in one
    message, also where the sessions move along. Fewer seats than are held
    are refused. Raises Forbidden, NotFound, Invalid, Conflict for a cancelled one, or `changed-meanwhile`.
    """
    async with house.db.transaction() as tx:
        before = await locked(tx, actor, slug)
        programme, kept, after = await _wanted(tx, before, body)
        await write(house, tx, programme, kept, after, at_once=at_once)
        now = await read(tx, slug)
        moving = await _moving(tx, before, now) if move_sessions else None
        if moving:
            await _move_sessions(house, tx, moving, now)
            await tell_trainers(tx, now, await _teaching(tx, before, moving), "teaching.moved")
        await _trail(tx, actor, "cohort.changed", before, now)
        return now


async def _wanted(tx: Tx, before: DeskCohort, body: Mapping[str, Any]) -> tuple[KeptProgramme, KeptCohort, KeptCohort]:
    """Its programme, the cohort as it is kept, and as it is to be."""
    if before.cancelled_at is not None:
        raise Conflict(_CANCELLED, code="cancelled")
    wanted = read_cohort(body, before.rules)
    check_revision(body, body_of(before))
    _check_seats(before, wanted.own.seats_to or 0)
    programme, kept = await store.kept_cohort(tx, before.id)
    own = msgspec.structs.asdict(beside(wanted.own, programme))
    return programme, kept, msgspec.structs.replace(kept, when=wanted.date.when, timezone=wanted.date.timezone, **own)


def _check_seats(before: DeskCohort, wanted: int) -> None:
    """Seats are not lowered below those taken and offered; 0: nobody said how many. Raises Invalid."""
    held = before.participants + before.offered
    if wanted and wanted < held and wanted != before.seats_to:
        facts: dict[str, str | int] = {"held": held, "taken": before.participants, "offered": before.offered}
        raise Invalid([Problem("seats_to", _FEWER if before.offered else _FEWER_TAKEN, facts)])


async def publish(house: House, actor: Staff, slug: str, *, published: bool) -> DeskCohort:
    """It stands in the programme, or does no more. Twice is once. Raises Forbidden, NotFound."""
    async with house.db.transaction() as tx:
        before = await locked(tx, actor, slug)
        if before.published == published:
            return before
        programme, kept = await store.kept_cohort(tx, before.id)
        await write(house, tx, programme, kept, msgspec.structs.replace(kept, published=published))
        now = await read(tx, slug)
        if now.timetable_published:
            await sessions.revise(tx, now.id)
            table = await load(tx, now)
            await put_items(house, tx, now, table.sessions, table.trainers)
        await record(tx, actor.trail, "cohort.published" if published else "cohort.taken_back", f"cohort:{before.id}")
        return now


class _Moving(msgspec.Struct, frozen=True):
    """Sessions that move along, and by how much."""

    table: Timetable
    by: timedelta

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.table.sessions


async def _moving(tx: Tx, before: DeskCohort, now: DeskCohort) -> _Moving | None:
    """None where they stay where they are. Raises Invalid where one would come to lie far from the course."""
    if not (before.when.is_fixed and now.when.is_fixed):
        return None
    table = await load(tx, before)
    by = shift_of(before.when.first_day, now.when.first_day, days=days_of(table.sessions, before.when.first_day))
    if not table.sessions or not (by or before.timezone != now.timezone):
        return None
    bounds = bounds_of(now.when)
    far = next((each for each in table.sessions if not lands(each.starts.date(), bounds, by)), None)
    if far is not None:
        facts: dict[str, str | int] = {"title": far.title, "day": far.starts.date().isoformat()}
        raise Invalid([Problem("move_sessions", _FAR, facts)])
    return _Moving(table, by)


async def _teaching(tx: Tx, before: DeskCohort, moving: _Moving) -> tuple[Trainer, ...]:
    """Who teaches what moves, and knows of it."""
    if not before.timetable_published or before.state(tx.now) != "ahead":
        return ()
    teaching = {id_ for each in moving.sessions if each.cancelled_at is None for id_ in each.trainer_ids}
    return tuple(each for each in moving.table.trainers if each.id in teaching and each.email)


async def _move_sessions(house: House, tx: Tx, moving: _Moving, now: DeskCohort) -> None:
    """Whoever has a place is told by the update of the course alone: not once more for each session."""
    for session in moving.sessions:
        fields = moved(session, moving.by, timezone=now.timezone, was=moving.table.cohort.timezone)
        assert await sessions.update(tx, session, fields), "the cohort is locked"
    await put_items(house, tx, now, await sessions.of_cohort(tx, now.id), moving.table.trainers)


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
