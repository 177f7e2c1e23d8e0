"""What may be seen of the answers to a survey. Pages, API and files show what is made here and nothing else."""

from collections.abc import Container, Sequence

import msgspec

from services.training.domain.surveys.answering import conditioned
from services.training.domain.surveys.breakdowns import Grouped, breakdowns_of, without_right
from services.training.domain.surveys.crossed import crossed
from services.training.domain.surveys.parts import (
    Part,
    Said,
    choices_to_group_by,
    parts_of,
    said,
)
from services.training.domain.surveys.questions import Question
from services.training.domain.surveys.rules import Rules, Why
from services.training.domain.surveys.survey import Response, Words
from services.training.domain.surveys.tally import Tally, of_numbers, tally
from services.training.domain.surveys.type_entry import Summary
from services.training.domain.surveys.types import type_of


class Hidden(msgspec.Struct, frozen=True):
    """A part that is not shown, and why."""

    part: Part
    why: Why


class Voices(msgspec.Struct, frozen=True):
    """What people wrote for one question; `why` where it is not shown."""

    item: Question
    words: tuple[Words, ...]
    why: Why | None


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
        by=breakdowns_of(shown, answers, rules) if rules.closed and rules.split else {},
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
    return without_right(found, rules)


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
