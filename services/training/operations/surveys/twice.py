"""Questions that an earlier survey about the same thing asked as well: which of them must not be told again."""

from collections.abc import Sequence
from uuid import UUID

from services.training.domain.surveys.results import Rules, Why, rules_of
from services.training.domain.surveys.survey import Survey
from services.training.domain.surveys.twice import is_same_subject, withheld
from services.training.store.surveys import results
from shared.db import Tx


async def rules_for(tx: Tx, surveys: Sequence[Survey]) -> dict[UUID, Rules]:
    """By survey, how much may be seen of each, whoever looks."""
    others = await results.others_of_pairs(tx, surveys)
    hidden = await _withheld(tx, surveys)
    return {each.id: rules_of(each, others.get(each.id), hidden.get(each.id)) for each in surveys}


async def _withheld(tx: Tx, surveys: Sequence[Survey]) -> dict[UUID, dict[str, Why]]:
    earlier = await results.earlier_about_the_same(tx, [each.id for each in surveys])
    every = {each.id: each for each in (*earlier, *surveys)}
    asked = await results.asked(tx, list(every.values()))
    return {
        each.id: withheld(asked[each.id], [asked[other.id] for other in earlier if _before(other, each)])
        for each in surveys
        if each.anonymous
    }


def _before(other: Survey, survey: Survey) -> bool:
    assert other.opens_at is not None, "it has opened"
    assert survey.opens_at is not None, "it has opened"
    return is_same_subject(other, survey) and (other.opens_at, other.id) < (survey.opens_at, survey.id)
