"""Questions that an earlier survey of the same people asked as well: which of them must not be told again."""

from collections.abc import Sequence
from uuid import UUID

from services.training.domain.surveys.rules import NOTHING_TWICE, Rules, Twice, rules_of
from services.training.domain.surveys.survey import Survey
from services.training.domain.surveys.twice import twice
from services.training.store.surveys import results
from shared.db import Tx


async def rules_for(tx: Tx, surveys: Sequence[Survey]) -> dict[UUID, Rules]:
    """By survey, how much may be seen of each, whoever looks."""
    others = await results.others_of_pairs(tx, surveys)
    found = await _twice(tx, surveys)
    return {each.id: rules_of(each, others.get(each.id), found.get(each.id, NOTHING_TWICE)) for each in surveys}


async def _twice(tx: Tx, surveys: Sequence[Survey]) -> dict[UUID, Twice]:
    others = await results.begun_of_the_same_people(tx, [each.id for each in surveys])
    asked = await results.asked(tx, list({each.id: each for each in (*others, *surveys)}.values()))
    found: dict[UUID, Twice] = {}
    for place in {(each.cohort_id, each.activity_key) for each in surveys}:
        own = [each for each in surveys if each.anonymous and (each.cohort_id, each.activity_key) == place]
        beside = [each for each in others if (each.cohort_id, each.activity_key) == place]
        found |= twice([asked[each.id] for each in own], [asked[each.id] for each in beside])
    return found
