"""Surveys for tests of the desk."""

from typing import Any
from uuid import UUID

from services.training.domain.surveys.desk import DeskSurvey
from services.training.operations.surveys import drafts, making
from shared.house import House
from shared.identity.staff import Role
from tests.training.people import actor, jeju

ABOUT = "cohort:jeju-2027"
SETTINGS = {"languages": ["en"], "first": "en", "anonymous": "true", "minimum": "5"}


async def draft(house: House, template: str = "follow_up", **changes: Any) -> DeskSurvey:
    """Of the cohort of Jeju, in English."""
    await jeju(house)
    body = {"about": ABOUT, "template": template, **SETTINGS, **changes}
    made = await making.create(house, actor(house, Role.ADMIN), body)
    return await read(house, made[0])


async def read(house: House, id_: UUID) -> DeskSurvey:
    return await drafts.show(house, actor(house, Role.ADMIN), id_)


async def items_of(house: House, id_: UUID) -> list[Any]:
    """Its questions; a test knows of which type each is."""
    return list((await read(house, id_)).items)
