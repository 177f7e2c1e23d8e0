"""The questions of a draft are moved, copied and removed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec

from services.training.domain.surveys.line_keys import new_key
from services.training.domain.surveys.questions import Question
from services.training.operations.surveys.drafts import draft_of, keep, question
from shared.house import House
from shared.identity.roles import require
from shared.identity.staff import Role, Staff


async def move(house: House, actor: Staff, id: UUID, key: str, *, by: int) -> None:  # noqa: A002
    """One place up (-1) or down (1); at the ends it stays. Raises Forbidden, NotFound, Conflict `frozen`."""

    def moved(items: list[Question], place: int) -> None:
        items.insert(max(0, place + by), items.pop(place))

    await _change_items(house, actor, id, key, moved)


async def copy(house: House, actor: Staff, id: UUID, key: str) -> str:  # noqa: A002
    """The same question once more, right behind it; its new key. Raises Forbidden, NotFound, Conflict `frozen`."""
    made = ""

    def copied(items: list[Question], place: int) -> None:
        nonlocal made
        made = new_key(key, {one.key for one in items})
        items.insert(place + 1, msgspec.structs.replace(items[place], key=made))

    await _change_items(house, actor, id, key, copied)
    return made


async def remove(house: House, actor: Staff, id: UUID, key: str) -> None:  # noqa: A002
    """Raises Forbidden, NotFound, Conflict `frozen`."""
    await _change_items(house, actor, id, key, lambda items, place: items.pop(place))


async def _change_items(
    house: House,
    actor: Staff,
    id: UUID,  # noqa: A002
    key: str,
    change: Callable[[list[Question], int], Any],
) -> None:
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        survey = await draft_of(tx, id)
        items = list(survey.items)
        change(items, items.index(question(survey, key)))
        await keep(tx, actor, survey, tuple(items))
