"""What is counted of a survey: its questions, those with rows taken apart, and what somebody said of each."""

from collections.abc import Iterable, Sequence
from math import ceil, floor
from typing import TypeAlias

import msgspec

from services.training.domain.surveys.answering import conditioned
from services.training.domain.surveys.questions import (
    Answers,
    BankRef,
    BeforeNow,
    Choice,
    ConcreteChoice,
    Knowledge,
    Matrix,
    Number,
    Question,
    Rating,
    Texts,
)
from services.training.domain.surveys.ranges import Range, range_of, ranges_of
from services.training.domain.surveys.type_entry import Summary
from services.training.domain.surveys.types import type_of

Said: TypeAlias = tuple[str, ...]
"""Keys of values; before and now both; of several choices as many as were chosen; OUTSIDE alone; none: not answered."""

OUTSIDE = "\x00outside"
POINTS = frozenset({Summary.SCALE, Summary.RECOMMENDATION, Summary.CHANGE, Summary.RANGES})
GROUPED = POINTS | {Summary.CONCRETE, Summary.KNOWLEDGE, Summary.YES_NO, Summary.SEVERAL}
"""May be split by a choice. Choices themselves may not: two such tables, read together, show the one who is in both."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A question, or one row of a matrix. `values` are the answers in their order, words only where the question has
    them. `wished` are the keys of good or right ones; `obliged`: nobody could leave it out, nor
    its base by choosing what is no point of the scale. Numbers never are: they are told once, at the close; in their
    `ranges`, which are the values then, they are told as points of a scale are.
    """

    item: str
    row: str
    summary: Summary
    text: Texts
    row_text: Texts
    values: tuple[Choice, ...]
    outside: Choice | None
    wished: tuple[str, ...]
    obliged: bool
    bank: BankRef | None
    ranges: tuple[Range, ...] = ()
    unit: Texts = {}

    @property
    def by_place(self) -> bool:
        """Whether its points have no number of their own: columns of a matrix and ranges are counted from 1."""
        return bool(self.row or self.ranges)

    def at(self, place: float) -> tuple[Choice, ...]:
        """Of those, counted from 1: the one there, or the two that it lies between."""
        return self.values[floor(place) - 1 : ceil(place)]

    @property
    def key(self) -> str:
        """Of the answers to it, in exports and addresses."""
        return f"{self.item}.{self.row}" if self.row else self.item

    def comparable(self, other: "Part") -> bool:
        """Whether its counts may stand beside the other's: the same version of the bank, or the same question."""
        same = (self.key, self.summary, [each.key for each in self.values]) == (
            other.key, other.summary, [each.key for each in other.values]
        )  # fmt: skip
        if self.bank and other.bank:
            return self.bank == other.bank and same
        return same and self.bank is other.bank and (self.text, self.unit) == (other.text, other.unit)


def parts_of(items: Sequence[Question]) -> list[Part]:
    """What has answers to count; sections and texts have none."""
    found: list[Part] = []
    for item, conditions in conditioned(items):
        summary = type_of(item).summary
        if summary in (Summary.NOTHING, Summary.WORDS):
            continue
        if isinstance(item, Number) and item.bounds:
            summary = Summary.RANGES
        obliged = item.required and not conditions and summary is not Summary.NUMBERS
        if isinstance(item, Matrix):
            found += [_row(item, row, obliged=obliged and not item.outside) for row in item.rows]
        else:
            found.append(_part(item, summary, obliged=obliged))
    return found


def said(part: Part, answers: Answers) -> Said:
    """What these answers say of the part."""
    answer: object = answers.get(part.item)
    if part.row:
        answer = answer.get(part.row) if isinstance(answer, dict) else None
        return (OUTSIDE,) if part.outside and answer == part.outside.key else _keys(answer)
    if part.summary is Summary.CHANGE:
        return (str(answer["before"]), str(answer["now"])) if isinstance(answer, dict) else ()
    if part.summary is Summary.SEVERAL:
        return tuple(str(key) for key in _list(answer))
    if part.summary is Summary.RANGES:
        return (range_of(answer, part.ranges).key,) if isinstance(answer, int | float) else ()
    return _keys(answer)


def choices_to_group_by(parts: Iterable[Part]) -> list[Part]:
    """In the order of the survey."""
    return [part for part in parts if part.summary is Summary.SHARES]


def _list(answer: object) -> list[object]:
    keys = answer.get("keys") if isinstance(answer, dict) else None
    return keys if isinstance(keys, list) else []


def _keys(answer: object) -> Said:
    if answer is None:
        return ()
    if isinstance(answer, bool):
        return ("yes" if answer else "no",)
    if isinstance(answer, dict):
        return ("other",)
    return (f"{answer:.15g}" if isinstance(answer, float) else str(answer),)


def _part(item: Question, summary: Summary, *, obliged: bool) -> Part:
    values = type_of(item).values(item)
    if isinstance(item, BeforeNow | Rating):
        ends = {str(item.lowest): item.low_label, str(item.highest): item.high_label}
        points = range(item.lowest, item.highest + 1)
        values = tuple(Choice(str(point), ends.get(str(point), {})) for point in points)
    ranges = ranges_of(item) if isinstance(item, Number) else ()
    if ranges:
        values = tuple(Choice(each.key, {}) for each in ranges)
    wished = item.good if isinstance(item, ConcreteChoice) else item.right if isinstance(item, Knowledge) else ()
    return Part(
        item=item.key,
        row="",
        summary=summary,
        text=item.text,
        row_text={},
        values=values,
        outside=None,
        wished=wished,
        obliged=obliged,
        bank=item.bank,
        ranges=ranges,
        unit=item.unit if isinstance(item, Number) else {},
    )


def _row(item: Matrix, row: Choice, *, obliged: bool) -> Part:
    return Part(
        item=item.key,
        row=row.key,
        summary=Summary.SCALE,
        text=item.text,
        row_text=row.text,
        values=tuple(column for column in item.columns if column.key != item.outside),
        outside=next((column for column in item.columns if column.key == item.outside), None),
        wished=(),
        obliged=obliged,
        bank=item.bank,
    )
