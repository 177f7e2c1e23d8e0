"""What may be seen of the answers to a survey. Pages, API and files show what is made here and nothing else."""

from collections.abc import Container, Mapping, Sequence
from enum import StrEnum

import msgspec

from services.training.domain.surveys.answering import conditioned
from services.training.domain.surveys.crossed import crossed
from services.training.domain.surveys.parts import (
    GROUPED,
    OUTSIDE,
    Part,
    Said,
    choices_to_group_by,
    parts_of,
    said,
)
from services.training.domain.surveys.questions import Choice, Question
from services.training.domain.surveys.suppression import MOST_SPLITS, shown_groups, sizes_of_kinds
from services.training.domain.surveys.survey import MINIMUM, Response, State, Survey, Words
from services.training.domain.surveys.tally import Tally, of_numbers, tally
from services.training.domain.surveys.type_entry import Summary
from services.training.domain.surveys.types import type_of


class Why(StrEnum):
    """Why nothing is shown. OPEN: it may be skipped, so it waits for the close. FEW: fewer answers than the minimum.
    WAIT, TWICE: an earlier survey asks the same and is open, or asked nearly the same people (their difference is few).
    """

    OPEN = "open"
    WAIT = "wait"
    FEW = "few"
    TWICE = "twice"


class Hidden(msgspec.Struct, frozen=True):
    """A part that is not shown, and why."""

    part: Part
    why: Why


class Voices(msgspec.Struct, frozen=True):
    """What people wrote for one question; `why` where it is not shown."""

    item: Question
    words: tuple[Words, ...]
    why: Why | None


class Grouped(msgspec.Struct, frozen=True):
    """A part by the answers to a choice. `others`: everybody in groups that are too small, or would give small ones
    away, and who is in none; None where nobody is left over.
    """

    part: Part
    groups: tuple[tuple[Choice, Tally], ...]
    others: Tally | None


class Twice(msgspec.Struct, frozen=True):
    """By key, what an earlier survey of the same people asked too: not shown, and why; or shown, but never split."""

    withheld: Mapping[str, Why] = {}
    unsplit: frozenset[str] = frozenset()


NOTHING_TWICE = Twice()


class Rules(msgspec.Struct, frozen=True):
    """How much may be seen. `closed`: no look follows that shows more. `rights`: which answers were right is told.
    `split`: by the answers to a choice; only where all answers were let out at once, so that no earlier look can be
    taken away from a group.
    """

    minimum: int
    closed: bool
    rights: bool
    split: bool
    twice: Twice = NOTHING_TWICE


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """`people`: whose answers these are. `by`: for each choice that may split others, the parts it splits."""

    people: int
    rules: Rules
    parts: tuple[Tally | Hidden, ...]
    voices: tuple[Voices, ...]
    by: dict[str, tuple[Grouped, ...]]

    def shown(self) -> list[Tally]:
        """In the order of the survey."""
        return [each for each in self.parts if isinstance(each, Tally)]

    def choices(self) -> list[Part]:
        """By whose answers others could be split."""
        return choices_to_group_by(each.part for each in self.parts)


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


def rules_of(survey: Survey, other: Survey | None, twice: Twice = NOTHING_TWICE) -> Rules:
    """`other`: of its pair. What was right is told when both have closed, else the first would give the second away.
    A survey that says on its first line that it is not anonymous hides nothing.
    """
    closed = survey.state is State.CLOSED
    return Rules(
        minimum=survey.minimum if survey.anonymous else 1,
        closed=(closed and not survey.shut) or not survey.anonymous,
        rights=closed and (other is None or other.state is State.CLOSED),
        split=may_split(survey),
        twice=twice,
    )


def may_split(survey: Survey) -> bool:
    """Whether breakdowns by a question are offered at the close: all answers came at once, or will. Never of a survey
    that said it is shown while it is open, though all may have answered before a block was out.
    """
    return not survey.anonymous or (not survey.live and survey.releases <= 1)


def results_of(
    items: Sequence[Question], responses: Sequence[Response], words: Sequence[Words], rules: Rules
) -> Results:
    """`responses` and `words` are those that were released."""
    parts = parts_of(items)
    answers = {part.key: [said(part, each.answers) for each in responses] for part in parts}
    few = crossed(items, [each.answers for each in responses], rules.minimum) if rules.closed else set[str]()
    found = [Hidden(part, Why.FEW) if part.item in few else _result(part, answers[part.key], rules) for part in parts]
    shown = [each.part for each in found if isinstance(each, Tally)]
    return Results(
        people=len(responses),
        rules=rules,
        parts=tuple(found),
        voices=tuple(_voices(items, words, rules, few)),
        by=_by(shown, answers, rules) if rules.closed and rules.split else {},
    )


def _result(part: Part, answers: Sequence[Said], rules: Rules) -> Tally | Hidden:
    """While it is open only what nobody could leave out: then two looks differ by whole blocks of people."""
    found = tally(part, answers)
    if part.key in rules.twice.withheld:
        return Hidden(part, rules.twice.withheld[part.key])
    if not rules.closed and not (part.obliged and found.answered == len(answers)):
        return Hidden(part, Why.OPEN)
    if found.answered < rules.minimum or 0 < found.outside < rules.minimum:
        return Hidden(part, Why.FEW)
    if part.summary is Summary.NUMBERS and rules.minimum > 1:
        return of_numbers(found, rules.minimum) or Hidden(part, Why.FEW)
    return _without_right(found, rules)


def _without_right(found: Tally, rules: Rules) -> Tally:
    if found.part.summary is Summary.KNOWLEDGE and not rules.rights:
        part = msgspec.structs.replace(found.part, wished=())
        return msgspec.structs.replace(found, part=part, share=None)
    return found


def _voices(items: Sequence[Question], words: Sequence[Words], rules: Rules, few: Container[str]) -> list[Voices]:
    """Other words too, whether anybody wrote some or not."""
    found = []
    for item, conditions in conditioned(items):
        own = tuple(each for each in words if each.item_key == item.key)
        is_words = type_of(item).is_words
        if not is_words and not getattr(item, "other", False):
            continue
        why = Why.FEW if len(own) < rules.minimum or item.key in few else None
        if not rules.closed and not (is_words and item.required and not conditions):
            why = Why.OPEN
        why = rules.twice.withheld.get(item.key, why)
        found.append(Voices(item, () if why else own, why))
    return found


def _by(shown: Sequence[Part], answers: dict[str, list[Said]], rules: Rules) -> dict[str, tuple[Grouped, ...]]:
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
    made = {key: _without_right(tally(part, every), rules) for key, every in own.items() if every}
    groups = tuple((each, made[each.key]) for each in split.values if each.key in made)
    return Grouped(part, groups, made.get(None))


def _group(answer: Said) -> str | None:
    return answer[0] if answer else None
