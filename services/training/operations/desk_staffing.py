"""A cohort's trainers and parallel groups on the desk, and the links of trainers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from services.training.domain.calendar import OWNER, follow_teaching
from services.training.domain.course import LINK
from services.training.domain.desk import DeskCohort
from services.training.domain.session import Group, Trainer
from services.training.domain.trainer_form import TrainerFields, read_group, read_trainer
from services.training.operations.access import locked, visible
from services.training.store import desk, staffing
from shared import outbox
from shared.contracts.notify import CalendarFollow
from shared.db import Tx
from shared.errors import Conflict, Invalid, NotFound, Problem
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.staff import Staff

_NO_TRAINER = mark("There is no such trainer in this cohort.")
_TEACHES = mark("%(name)s teaches sessions of this timetable. Give these to another trainer first.")
_SAME_NAME = mark("A trainer of this name is in the cohort already.")
_IN_USE = mark("Somebody is in this group. Move them to another group first.")


class Staffing(msgspec.Struct, frozen=True, kw_only=True):
    """Trainers with the address of each one's calendar, groups, and the one link of all trainers to mark attendance."""

    cohort: DeskCohort
    trainers: tuple[tuple[Trainer, str], ...]
    groups: tuple[Group, ...]
    trainer_link: str


async def show(house: House, actor: Staff, slug: str) -> Staffing:
    """Raises Forbidden, NotFound."""
    async with house.db.reading() as tx:
        cohort = await visible(tx, actor, slug)
        return Staffing(
            cohort=cohort,
            trainers=tuple((each, calendar_url(house, each)) for each in await staffing.trainers(tx, cohort.id)),
            groups=tuple(await staffing.groups(tx, cohort.id)),
            trainer_link=house.url("/trainer/" + house.links.token(LINK, cohort.id, cohort.trainer_link_version)),
        )


def calendar_url(house: House, trainer: Trainer) -> str:
    """A calendar with what this trainer teaches, for whoever has the address."""
    token = house.links.token("trainer-calendar", trainer.id, trainer.link_version)
    return house.url(f"/calendar/trainers/{token}.ics")


async def put_trainer(
    house: House,
    actor: Staff,
    slug: str,
    id: UUID | None,  # noqa: A002  # the row's id
    body: Mapping[str, Any],
) -> Trainer:
    """Add a trainer, or change one. Raises Forbidden, NotFound, Invalid."""
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        fields = read_trainer(body)
        before = await _trainer(tx, cohort, id) if id else None
        try:
            after = await _keep(tx, cohort, before, fields)
        except asyncpg.UniqueViolationError:
            raise Invalid([Problem("name", _SAME_NAME)]) from None
        if after.email or (before and before.email):
            await outbox.put(tx, _follow(cohort, before, after), to="notify")
        action = "trainer.changed" if before else "trainer.added"
        await record(tx, actor.trail, action, f"trainer:{after.id}", old=_said(before), new=_said(after))
        return after


async def remove_trainer(house: House, actor: Staff, slug: str, id: UUID) -> None:  # noqa: A002  # the row's id
    """Raises Forbidden, NotFound, Conflict for one who teaches."""
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        before = await _trainer(tx, cohort, id)
        try:
            revision = await staffing.remove_trainer(tx, id)
        except asyncpg.ForeignKeyViolationError:
            raise Conflict(_TEACHES, code="teaches", name=before.name) from None
        if before.email and revision is not None:
            gone = msgspec.structs.replace(before, revision=revision)
            await outbox.put(tx, _nothing(cohort, gone), to="notify")
        await record(tx, actor.trail, "trainer.removed", f"trainer:{id}", old=_said(before))


async def put_group(house: House, actor: Staff, slug: str, body: Mapping[str, Any]) -> Group:
    """Add a group, or name one anew. Raises Forbidden, NotFound, Invalid."""
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        known = await staffing.groups(tx, cohort.id)
        key, name = read_group(body, known)
        position = next((group.position for group in known if group.key == key), len(known) + 1)
        group = Group(cohort_id=cohort.id, key=key, name=name, position=position)
        await staffing.put_group(tx, group)
        await record(tx, actor.trail, "group.kept", f"cohort:{cohort.id}", new={"key": key, "name": name})
        return group


async def remove_group(house: House, actor: Staff, slug: str, key: str) -> None:
    """Raises Forbidden, NotFound, Conflict while somebody is in it or a session is for it."""
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        try:
            removed = await staffing.delete_group(tx, cohort.id, key)
        except asyncpg.ForeignKeyViolationError:
            raise Conflict(_IN_USE, code="in-use") from None
        if not removed:
            raise Conflict(mark("A session is for this group. Change that first."), code="in-use")
        await record(tx, actor.trail, "group.removed", f"cohort:{cohort.id}", old={"key": key})


async def renew_link(house: House, actor: Staff, slug: str) -> None:
    """A new link for all trainers; every older one ends. Raises Forbidden, NotFound."""
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        await desk.renew_trainer_link(tx, cohort.id)
        await record(tx, actor.trail, "trainer_link.renewed", f"cohort:{cohort.id}")


async def _trainer(tx: Tx, cohort: DeskCohort, id: UUID) -> Trainer:  # noqa: A002  # the row's id
    found = await staffing.trainer(tx, id)
    if found is None or found.cohort_id != cohort.id:
        raise NotFound(_NO_TRAINER)
    return found


async def _keep(tx: Tx, cohort: DeskCohort, before: Trainer | None, fields: TrainerFields) -> Trainer:
    if before is None:
        return await staffing.insert_trainer(tx, cohort.id, fields)
    after = await staffing.change_trainer(tx, before.id, fields)
    assert after is not None, "the cohort is locked"
    return after


def _follow(cohort: DeskCohort, before: Trainer | None, after: Trainer) -> CalendarFollow:
    if after.email:
        return follow_teaching(after, cohort.over_at)
    assert before is not None, "there was an address"
    return _nothing(cohort, msgspec.structs.replace(before, revision=after.revision))


def _nothing(cohort: DeskCohort, trainer: Trainer) -> CalendarFollow:
    """Whoever had this address follows no more."""
    return CalendarFollow(
        owner=OWNER, id=trainer.id, revision=trainer.revision, email=trainer.email, feeds=(), until=cohort.over_at
    )


def _said(trainer: Trainer | None) -> dict[str, str] | None:
    if trainer is None:
        return None
    return {"name": trainer.name, "native_name": trainer.native_name, "email": trainer.email,
            "organisation": trainer.organisation}  # fmt: skip
