"""Settings of a draft, and all its questions at once, as programs send them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from services.training.domain.surveys import survey_form
from services.training.domain.surveys.bank import BankQuestion, is_same
from services.training.domain.surveys.questions import Question
from services.training.domain.surveys.survey_form import read_settings
from services.training.operations.surveys import bank
from services.training.operations.surveys.drafts import STALE, as_taken, draft_of, keep, settings_of
from services.training.operations.surveys.wording import item_in_languages
from shared.errors import Conflict
from shared.house import House
from shared.identity.roles import require
from shared.identity.staff import Role, Staff


async def put_settings(house: House, actor: Staff, id: UUID, body: Mapping[str, Any], *, revision: int) -> None:  # noqa: A002
    """Words in a new language are filled in where the catalogues have them. Raises as `put_question`."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        survey = await draft_of(tx, id)
        settings = read_settings(body)
        if revision != survey.revision:
            raise Conflict(STALE, code="stale")
        items = survey.items
        if set(settings.languages) - set(survey.languages):
            items = tuple(item_in_languages(item, settings.languages) for item in items)
        await keep(tx, actor, survey, items, settings)


async def put_items(
    house: House,
    actor: Staff,
    id: UUID,  # noqa: A002
    items: Sequence[Question] | None,
    settings: Mapping[str, Any],
    *,
    revision: int,
) -> None:
    """All questions at once (None: they stay), with settings that change. Raises as `put_question`."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        survey = await draft_of(tx, id)
        wanted = read_settings(survey_form.body_of(survey) | dict(settings)) if settings else settings_of(survey)
        if revision != survey.revision:
            raise Conflict(STALE, code="stale")
        known = {(item.bank.key, item.bank.version): item for item in survey.items if item.bank}
        entries = await bank.everything(tx) if items is not None else {}
        kept = [_with_true_ref(item, known, entries) for item in items] if items is not None else survey.items
        await keep(tx, actor, survey, tuple(kept), wanted)


def _with_true_ref(item: Question, known: Mapping[Any, Question], entries: Mapping[str, BankQuestion]) -> Question:
    """Nothing can say that it comes from the bank unless it does."""
    if item.bank is None:
        return item
    entry = entries.get(item.bank.key)
    own = known.get((item.bank.key, item.bank.version))
    same = (own is not None and is_same(item, as_taken(own))) or (
        entry is not None and entry.ref == item.bank and is_same(item, bank.with_words(entry, tuple(item.text)))
    )
    return item if same else msgspec.structs.replace(item, bank=None)
