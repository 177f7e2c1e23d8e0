"""Which cohort a member of staff may look at and change. A trainer's account is given single cohorts."""

from uuid import UUID

from services.training.domain.desk import DeskCohort
from services.training.store import desk, staffing
from shared.db import Tx
from shared.errors import Forbidden, NotFound
from shared.i18n.mark import mark
from shared.identity.roles import NOT_YOURS, require
from shared.identity.staff import Role, Staff

NO_COHORT = mark("There is no such training. Look for it in the list of trainings.")
LOOKERS = (Role.ORGANIZER, Role.VIEWER, Role.TRAINER)


async def visible(tx: Tx, actor: Staff, slug: str) -> DeskCohort:
    """For looking. Raises Forbidden, NotFound."""
    require(actor, *LOOKERS)
    return await _own(tx, actor, await desk.cohort(tx, slug))


async def locked(tx: Tx, actor: Staff, slug: str, *roles: Role) -> DeskCohort:
    """For a change by an organizer, or one of `roles`; nobody else changes it meanwhile. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER, *roles)
    if not await desk.lock(tx, slug):
        raise NotFound(NO_COHORT)
    return await _own(tx, actor, await desk.cohort(tx, slug))


async def own_cohorts(tx: Tx, actor: Staff) -> list[UUID] | None:
    """The cohorts that a trainer's account was given; None for others, who see all. Raises Forbidden."""
    require(actor, *LOOKERS)
    return await staffing.cohorts_of_staff(tx, actor.id) if actor.role is Role.TRAINER else None


async def _own(tx: Tx, actor: Staff, cohort: DeskCohort | None) -> DeskCohort:
    if cohort is None:
        raise NotFound(NO_COHORT)
    if actor.role is Role.TRAINER and not await staffing.is_staff(tx, actor.id, cohort.id):
        raise Forbidden(NOT_YOURS)
    return cohort
