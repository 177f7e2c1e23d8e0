"""The results of one survey, as far as they may be seen, and what changed since the first one of a pair."""

from uuid import UUID

import msgspec

from services.training.domain.surveys.about import About
from services.training.domain.surveys.pairs import Pairs, pairs_of
from services.training.domain.surveys.results import Hidden, Results, results_of
from services.training.domain.surveys.survey import State, Survey
from services.training.operations.hands import Hands
from services.training.operations.surveys.readers import admit, may_sort
from services.training.operations.surveys.twice import rules_for
from services.training.store.surveys import results
from shared.db import Tx
from shared.house import House


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """`pairs` only where it is one of a pair and both have closed. `may_sort`: tags comments and chooses quotes."""

    survey: Survey
    about: About
    results: Results
    other: Survey | None
    pairs: Pairs | None
    may_sort: bool


async def show(house: House, hands: Hands, survey_id: UUID) -> Shown:
    """Raises SignInNeeded, Gone, Forbidden, NotFound."""
    async with house.db.reading() as tx:
        survey = await admit(tx, hands, survey_id)
        other = await results.other_of_pair(tx, survey)
        about = await results.about(tx, [survey.id])
        return Shown(
            survey=survey,
            about=about[survey.id],
            results=await results_in(tx, survey),
            other=other,
            pairs=await _pairs(tx, survey, other),
            may_sort=may_sort(hands.staff),
        )


async def results_in(tx: Tx, survey: Survey) -> Results:
    """What may be seen of a survey, whoever looks."""
    responses = await results.responses(tx, [survey.id])
    words = await results.words(tx, [survey.id])
    rules = await rules_for(tx, [survey])
    return results_of(survey.items, responses[survey.id], words[survey.id], rules[survey.id])


async def _pairs(tx: Tx, survey: Survey, other: Survey | None) -> Pairs | None:
    if other is None or {survey.state, other.state} != {State.CLOSED}:
        return None
    before, after = (survey, other) if survey.pair_role == "before" else (other, survey)
    responses = await results.responses(tx, [before.id, after.id])
    by_id = await rules_for(tx, [before, after])
    rules = [by_id[each.id] for each in (before, after)]
    if not all(each.closed for each in rules):
        return None
    found = [results_of(each.items, responses[each.id], [], by_id[each.id]) for each in (before, after)]
    return pairs_of(
        (before.items, after.items),
        (responses[before.id], responses[after.id]),
        max(each.minimum for each in rules),
        alone=all(each.split for each in rules) and not any(each.by for each in found),
        withheld={each.part.key for every in found for each in every.parts if isinstance(each, Hidden)},
    )
