"""Cohorts on the desk: what lies ahead with what is missing, and one whole."""

from datetime import datetime

import msgspec

from services.training.domain.desk import DeskCohort
from services.training.operations.access import own_cohorts, visible
from services.training.store import desk
from shared.house import House
from shared.identity.staff import Staff


class DeskList(msgspec.Struct, frozen=True):
    """What lies ahead first, read at `now`."""

    cohorts: tuple[DeskCohort, ...]
    now: datetime


async def listed(house: House, actor: Staff) -> DeskList:
    """Every cohort; of a trainer those that the account was given. Raises Forbidden."""
    async with house.db.reading() as tx:
        return DeskList(tuple(await desk.cohorts(tx, await own_cohorts(tx, actor))), tx.now)


async def show(house: House, actor: Staff, slug: str) -> DeskCohort:
    """Raises Forbidden, NotFound."""
    async with house.db.reading() as tx:
        return await visible(tx, actor, slug)
