"""Answers split by the answers to a choice, as far as that gives no few away."""

from collections.abc import Sequence

import msgspec

from services.training.domain.surveys.parts import (
    GROUPED,
    OUTSIDE,
    Part,
    Said,
    choices_to_group_by,
    parts_of,
)
from services.training.domain.surveys.questions import Choice, Question
from services.training.domain.surveys.rules import Rules
from services.training.domain.surveys.suppression import MOST_SPLITS, shown_groups, sizes_of_kinds
from services.training.domain.surveys.survey import MINIMUM
from services.training.domain.surveys.tally import Tally, tally
from services.training.domain.surveys.type_entry import Summary


class Grouped(msgspec.Struct, frozen=True):
    """A part by the answers to a choice. `others`: everybody in groups that are too small, or would give small ones
    away, and who is in none; None where nobody is left over.
    """

    part: Part
    groups: tuple[tuple[Choice, Tally], ...]
    others: Tally | None


class Thin(msgspec.Struct, frozen=True):
    """A choice whose groups would be too small to show: so many groups of the people asked."""

    item: str
    groups: int
    asked: int


def thin_breakdowns(items: Sequence[Question], asked: int, minimum: int = MINIMUM) -> list[Thin]:
    """While a survey is designed: choices that would split the asked into groups of fewer than the minimum on average,
    and those after the second, by which nothing is split.
    """
    choices = choices_to_group_by(parts_of(items))
    return [
        Thin(part.item, len(part.values), asked)
        for place, part in enumerate(choices)
        if place >= MOST_SPLITS or asked < minimum * len(part.values)
    ]


def without_right(found: Tally, rules: Rules) -> Tally:
    """Where which answers were right is not told yet, neither is how many were."""
    if found.part.summary is Summary.KNOWLEDGE and not rules.rights:
        part = msgspec.structs.replace(found.part, wished=())
        return msgspec.structs.replace(found, part=part, share=None)
    return found


def breakdowns_of(
    shown: Sequence[Part], answers: dict[str, list[Said]], rules: Rules
) -> dict[str, tuple[Grouped, ...]]:
    """Everything that can be looked at, at once: what is safe to show does not depend on who looks at what first."""
    splits = choices_to_group_by(shown)
    found: dict[str, list[Grouped]] = {each.key: [] for each in splits}
    bases = [frozenset(_told(answers[each.key])) for each in splits]
    for part in shown:
        if part.summary not in GROUPED or part.key in rules.twice.unsplit:
            continue
        told = _told(answers[part.key])
        if not _far(bases, frozenset(told), rules.minimum) or not _no_few_left(splits, bases, told, rules.minimum):
            continue
        bases.append(frozenset(told))
        groups = {each.key: [_group(answers[each.key][place]) for place in told] for each in splits}
        safe = shown_groups(groups, rules.minimum)
        for split in splits:
            own: dict[str | None, list[Said]] = {key: [] for key in (*safe[split.key], None)}
            for place, group in zip(told, groups[split.key], strict=True):
                own[group if group in own else None].append(answers[part.key][place])
            if safe[split.key]:
                found[split.key].append(_grouped(part, split, own, rules))
    return {key: tuple(rows) for key, rows in found.items() if rows}


def _told(every: Sequence[Said]) -> list[int]:
    return [place for place, each in enumerate(every) if each and each != (OUTSIDE,)]


def _far(bases: Sequence[frozenset[int]], base: frozenset[int], minimum: int) -> bool:
    """Whether nobody or enough people are in one of two bases only: else the sizes of their groups, subtracted, say in
    which group the few are who skipped a question.
    """
    return all(len(own) == 0 or len(own) >= minimum for each in bases for own in (base - each, each - base))


def _no_few_left(splits: Sequence[Part], bases: Sequence[frozenset[int]], told: Sequence[int], minimum: int) -> bool:
    """The same of sums of three bases and more: people who skipped the same are nobody or enough."""
    every = [*bases, frozenset(told)]
    return all(
        size >= minimum for own in every[: len(splits)] for size in sizes_of_kinds([own & each for each in every])
    )


def _grouped(part: Part, split: Part, own: dict[str | None, list[Said]], rules: Rules) -> Grouped:
    """`own` has what was said in each group that is shown, and under None what the others said."""
    made = {key: without_right(tally(part, every), rules) for key, every in own.items() if every}
    groups = tuple((each, made[each.key]) for each in split.values if each.key in made)
    return Grouped(part, groups, made.get(None))


def _group(answer: Said) -> str | None:
    return answer[0] if answer else None
