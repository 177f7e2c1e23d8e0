"""Cohorts on the desk: what lies ahead with what is missing, and one whole."""

from datetime import datetime

import msgspec

from services.training.domain.desk import DeskCohort
from services.training.operations.access import own_cohorts, visible
from services.training.store import desk, reviews
from shared.house import House
from shared.identity.staff import Staff


class DeskList(msgspec.Struct, frozen=True):
    """What lies ahead first, read at `now`."""

    cohorts: tuple[DeskCohort, ...]
    now: datetime


class Overview(msgspec.Struct, frozen=True):
    """One cohort; `reviews`: whoever looks is asked to score nominations."""

    cohort: DeskCohort
    reviews: bool


async def listed(house: House, actor: Staff) -> DeskList:
    """Every cohort; of a trainer those that the account was given. Raises Forbidden."""
    async with house.db.reading() as tx:
        return DeskList(tuple(await desk.cohorts(tx, await own_cohorts(tx, actor))), tx.now)


async def show(house: House, actor: Staff, slug: str) -> DeskCohort:
    """Raises Forbidden, NotFound."""
    async with house.db.reading() as tx:
        return await visible(tx, actor, slug)


async def overview(house: House, actor: Staff, slug: str) -> Overview:
    """Raises Forbidden, NotFound."""
    async with house.db.reading() as tx:
        cohort = await visible(tx, actor, slug)
        asked = {each.staff_id for each in await reviews.reviewers(tx, cohort.id)}
        return Overview(cohort, actor.id in asked)
