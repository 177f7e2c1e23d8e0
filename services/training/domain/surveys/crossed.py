"""Questions that depend on two others which do not depend on each other: a breakdown of the one by the other."""

from collections.abc import Sequence
from itertools import chain

from services.training.domain.surveys.answering import conditioned, holds
from services.training.domain.surveys.questions import Answers, Condition, Question
from services.training.domain.surveys.suppression import sizes_of_kinds


def crossed(items: Sequence[Question], every: Sequence[Answers], minimum: int) -> set[str]:
    """The keys of those that must not be told, by what everybody answered.

    Of how many such a question is asked is told, and these are so many of one answer among those of another: all who
    are content, less the planners and engineers of them, is the lawyer. So who meets the same ones of such conditions,
    whichever question is left out of them, are nobody or enough.
    """
    needs: dict[str, frozenset[Condition]] = {}
    found: set[str] = set()
    for item, conditions in conditioned(items):
        own = frozenset(conditions).union(*(needs.get(each.question, ()) for each in conditions))
        follows = any(needs.get(each.question, frozenset()) == own - {each} for each in conditions)
        if (conditions and not follows) or any(each.question in found for each in conditions):
            found.add(item.key)
        needs[item.key] = own
    used = set(chain.from_iterable(needs[key] for key in found))
    return found if any(_few(used, left, every, minimum) for left in {each.question for each in used}) else set()


def _few(used: set[Condition], left: str, every: Sequence[Answers], minimum: int) -> bool:
    sets = [
        frozenset(place for place, answers in enumerate(every) if holds(each, answers))
        for each in used
        if each.question != left
    ]
    return any(size < minimum for size in sizes_of_kinds([frozenset(range(len(every))), *sets]))
