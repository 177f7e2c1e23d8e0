"""Before and after: what changed in the answers of the same people, joined by their pseudonyms."""

from collections.abc import Container, Sequence

import msgspec

from services.training.domain.surveys.paired import Change, change, learned
from services.training.domain.surveys.parts import OUTSIDE, Part, parts_of, said
from services.training.domain.surveys.questions import Question
from services.training.domain.surveys.survey import Response, Survey
from services.training.domain.surveys.type_entry import Summary

_LEAST_POINTS = 3
"""On a scale of two points, how many went up less how many went down is a sum, and sums may be subtracted."""


class Changed(msgspec.Struct, frozen=True):
    """`part` None: the number of right answers to all `items` items of knowledge, in points."""

    part: Part | None
    items: int
    change: Change


class Pairs(msgspec.Struct, frozen=True):
    """So many people answered both; nothing else is told of them below the minimum."""

    people: int
    changed: tuple[Changed, ...]


def alike(survey: Survey, other: Survey | None) -> bool:
    """Whether both say the same of names. What joins the two would lead from the one with names to the one without."""
    return other is None or survey.anonymous == other.anonymous


def may_join(surveys: Sequence[Survey], answered: Sequence[int], both: int) -> bool:
    """Whether answers of the same people may stand joined in the database. Who answered one only is known by name, so
    they are nobody or enough; and of a survey shown in blocks it is known who had answered by each block, so that few
    may have been early in both. Its organizers were told that nothing is joined: so it is, though all came at once.
    """
    if not all(each.anonymous for each in surveys):
        return True
    minimum = max(each.minimum for each in surveys)
    once = all(each.releases <= 1 and not each.live for each in surveys)
    return once and both >= minimum and all(many - both == 0 or many - both >= minimum for many in answered)


def unpaired(items: Sequence[Question], other: Sequence[Question]) -> list[Question]:
    """Questions that stand in both, but not in the same words with the same answers: of those no change is shown."""
    theirs = {part.key: part for part in parts_of(other)}
    differ = {part.item for part in parts_of(items) if part.key in theirs and not part.comparable(theirs[part.key])}
    return [item for item in items if item.key in differ]


def pairs_of(
    items: tuple[Sequence[Question], Sequence[Question]],
    responses: tuple[Sequence[Response], Sequence[Response]],
    minimum: int,
    *,
    alone: bool = True,
    withheld: Container[str] = (),
) -> Pairs:
    """Of the questions that stand in both, before and after. Call it when both have closed only.

    Something is shown only of what all who answered it in one survey did in both, or where those who did not are
    enough in each: where 14 of 15 stayed as they were, the 15 less the 14 are the answer of one. `alone`: the answers
    to each were let out at once and are told in no groups; else nobody may be left over, since earlier looks and
    groups could be subtracted as well. `withheld`: the keys of what is not told of one of the two.
    """
    after = {part.key: part for part in parts_of(items[1]) if part.key not in withheld}
    parts = [part for part in parts_of(items[0]) if part.key in after and part.comparable(after[part.key])]
    both = _both(responses)
    parts = [part for part in parts if _leaves_enough(part, responses, both, minimum if alone else None)]
    found: list[Changed] = []
    for part in parts:
        if len(part.values) >= _LEAST_POINTS and part.summary in (Summary.SCALE, Summary.RECOMMENDATION):
            steps = [_step(part, one, other) for one, other in both]
            found += _changed(part, [each for each in steps if each is not None], minimum, right=False)
        elif part.summary is Summary.KNOWLEDGE:
            rights = [_learned(part, one, other) for one, other in both]
            found += _changed(part, [each for each in rights if each is not None], minimum, right=True)
    knowledge = [part for part in parts if part.summary is Summary.KNOWLEDGE]
    if len(both) >= minimum and len(knowledge) >= _LEAST_POINTS - 1:
        steps_ = [_right(knowledge, other) - _right(knowledge, one) for one, other in both]
        found.insert(0, Changed(None, len(knowledge), change(steps_)))
    return Pairs(len(both), tuple(found))


def _both(responses: tuple[Sequence[Response], Sequence[Response]]) -> list[tuple[Response, Response]]:
    before = {each.pseudonym: each for each in responses[0] if each.pseudonym}
    return [(before[each.pseudonym], each) for each in responses[1] if each.pseudonym in before]


def _changed(part: Part, steps: list[int], minimum: int, *, right: bool) -> list[Changed]:
    return [Changed(part, 1, learned(steps) if right else change(steps))] if len(steps) >= minimum else []


def _place(part: Part, response: Response) -> int | None:
    answer = said(part, response.answers)
    keys = [each.key for each in part.values]
    return keys.index(answer[0]) if answer and answer != (OUTSIDE,) and answer[0] in keys else None


def _step(part: Part, before: Response, after: Response) -> int | None:
    one, other = _place(part, before), _place(part, after)
    return None if one is None or other is None else other - one


def _learned(part: Part, before: Response, after: Response) -> int | None:
    if not said(part, before.answers) or not said(part, after.answers):
        return None
    return _right([part], after) - _right([part], before)


def _right(parts: Sequence[Part], response: Response) -> int:
    """How many were right; what was left out was not."""
    return sum(bool(set(said(part, response.answers)) & set(part.wished)) for part in parts)


def _leaves_enough(
    part: Part,
    responses: tuple[Sequence[Response], Sequence[Response]],
    both: Sequence[tuple[Response, Response]],
    minimum: int | None,
) -> bool:
    """`minimum` None: nobody may be left over."""
    paired = sum(_told(part, one) and _told(part, other) for one, other in both)
    apart = [sum(_told(part, each) for each in found) - paired for found in responses]
    return all(each == 0 or (minimum is not None and each >= minimum) for each in apart)


def _told(part: Part, response: Response) -> bool:
    answer = said(part, response.answers)
    return bool(answer) and answer != (OUTSIDE,)
