"""A question of a draft is written, taken from the bank or put into it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from services.training.domain.surveys import order
from services.training.domain.surveys.bank import BankQuestion, is_same
from services.training.domain.surveys.item_form import read_item
from services.training.domain.surveys.line_keys import new_key
from services.training.domain.surveys.questions import Question
from services.training.domain.surveys.types import TYPES, type_of
from services.training.operations.surveys import bank
from services.training.operations.surveys.drafts import STALE, as_taken, draft_of, keep, question
from shared.errors import Conflict, NotFound
from shared.house import House
from shared.identity.roles import require
from shared.identity.staff import Role, Staff


async def put_question(
    house: House,
    actor: Staff,
    id: UUID,  # noqa: A002  # the row's id
    key: str,
    body: Mapping[str, Any],
    *,
    revision: int,
    tag: str = "",
) -> Question:
    """Change the question `key`; with `tag` add one of that type. `after` in the body says behind which one it stands
    (`order`), else it stays, or is the last. What was taken from the bank unchanged is known as such until its words or
    answers change.

    Raises Forbidden, NotFound, Invalid, Conflict `stale` where another was quicker, `frozen` where it is no draft.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        survey = await draft_of(tx, id)
        before = None if tag else question(survey, key)
        if before is None and tag not in TYPES:
            raise NotFound(bank.NO_TYPE)
        moving, rest, stood = order.without(survey.items, survey.items.index(before) if before else None)
        place = order.landing(rest, str(body.get("after") or ""), stood)
        item = read_item(
            type_of(before).tag if before else tag, body, survey.languages, before=before, earlier=rest[:place]
        )
        if revision != survey.revision:
            raise Conflict(STALE, code="stale")
        if before is None:
            own = new_key(next(iter(item.text.values())), {one.key for one in survey.items})
            item = msgspec.structs.replace(item, key=own)
        elif before.bank is not None and not is_same(item, as_taken(before)):
            item = msgspec.structs.replace(item, bank=None)
        await keep(tx, actor, survey, (*rest[:place], item, *moving[1:], *rest[place:]))
        return item


async def add_from_bank(house: House, actor: Staff, id: UUID, bank_key: str) -> Question:  # noqa: A002
    """At the end. Raises Forbidden, NotFound, Conflict `frozen`."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        survey = await draft_of(tx, id)
        taken = {one.key for one in survey.items}
        own = bank_key if bank_key not in taken else new_key(bank_key, taken)
        item = await bank.take(tx, bank_key, survey.languages, own)
        await keep(tx, actor, survey, (*survey.items, item))
        return item


async def put_in_bank(house: House, actor: Staff, id: UUID, key: str) -> BankQuestion:  # noqa: A002
    """A question of this survey is offered to others. Raises Forbidden, NotFound, Conflict `frozen`."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        survey = await draft_of(tx, id)
        own = question(survey, key)
        entry = await bank.keep_new(tx, actor, own, ())
        known = msgspec.structs.replace(own, bank=entry.ref)
        await keep(tx, actor, survey, tuple(known if one.key == key else one for one in survey.items))
        return entry
