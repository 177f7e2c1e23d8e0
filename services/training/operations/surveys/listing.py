"""The list of surveys, and what a new one can be about."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.surveys.desk import PAGE, ListedSurvey, Subject, SurveyFilter
from services.training.store import sessions
from services.training.store.surveys import building
from shared.house import House
from shared.identity.roles import require
from shared.identity.staff import Role, Staff


class Found(msgspec.Struct, frozen=True):
    """One page of the list."""

    surveys: tuple[ListedSurvey, ...]
    total: int
    now: datetime


class Offer(msgspec.Struct, frozen=True):
    """What a new survey can be about; `sessions` of the chosen cohort, as (id, title, wall clock)."""

    subjects: tuple[Subject, ...]
    sessions: tuple[tuple[UUID, str, datetime], ...]


async def listed(house: House, actor: Staff, chosen: SurveyFilter, *, most: int = PAGE) -> Found:
    """Open ones first, then drafts. Viewers read it too. Raises Forbidden."""
    require(actor, Role.ORGANIZER, Role.VIEWER)
    async with house.db.reading() as tx:
        found, total = await building.listed(tx, chosen, most=most)
        return Found(tuple(found), total, tx.now)


async def offered(house: House, actor: Staff, cohort: str = "") -> Offer:
    """Raises Forbidden."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        subjects = await building.subjects(tx)
        id_ = await building.cohort(tx, cohort) if cohort else None
        every = await sessions.of_cohort(tx, id_) if id_ else []
    held = tuple((each.id, each.title, each.starts) for each in every if each.cancelled_at is None)
    return Offer(tuple(subjects), held)
