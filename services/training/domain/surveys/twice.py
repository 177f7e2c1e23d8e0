"""The same question in two surveys of the same people: its difference is what those said who answered one."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

import msgspec

from services.training.domain.surveys.answering import conditioned
from services.training.domain.surveys.parts import GROUPED, Part, parts_of
from services.training.domain.surveys.questions import BankRef, Question, ShortText
from services.training.domain.surveys.rules import Twice, Why, may_split
from services.training.domain.surveys.spelling import spelled
from services.training.domain.surveys.standard import STANDARD
from services.training.domain.surveys.suppression import sizes_of_kinds
from services.training.domain.surveys.survey import State, Survey
from services.training.domain.surveys.type_entry import Summary
from services.training.domain.surveys.types import type_of

FACTS = frozenset(
    {Summary.SHARES, Summary.SEVERAL, Summary.YES_NO, Summary.NUMBERS, Summary.RANGES, Summary.CONCRETE}
    | {Summary.KNOWLEDGE}
)
"""Of these people say the same again: their city, their role, what they know. What they think of something changes."""
_NUMBERS = (Summary.NUMBERS, Summary.RANGES)
_OF_OPINIONS = 3
"""Points of a scale; one of two points says yes or no."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A survey with who was asked and who answered it, of whom so many answers were let out. `opened_at` (UTC) is when
    it really opened, which no change of a schedule moves.
    """

    survey: Survey
    opened_at: datetime
    asked: frozenset[UUID]
    people: frozenset[UUID]
    released: int


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    """A question, or a row of a matrix. `told`: how its answers are told. `needs`: the questions whose answers it
    depends on.
    """

    key: str
    row: str
    spoken: frozenset[tuple[str, str]]
    bank: BankRef | None
    summary: Summary
    told: tuple[str, ...]
    is_fact: bool
    needs: tuple[str, ...]

    def alike(self, other: "_Line") -> bool:
        """The same question, or one in the same words of any language, whatever its kind, its key and its answers."""
        same = self.bank is not None and (self.bank, self.row) == (other.bank, other.row)
        return same or bool(self.spoken & other.spoken)


def is_same_subject(one: Survey, other: Survey) -> bool:
    """Whether both are about the same session, course as a whole, or event."""
    return (one.cohort_id, one.session_id, one.activity_key) == (other.cohort_id, other.session_id, other.activity_key)


def twice(own: Sequence[Asked], others: Sequence[Asked]) -> dict[UUID, Twice]:
    """By survey. Facts that surveys of the same people which opened earlier asked as well are told not before all of
    these have closed, and then only where those who answered the same ones of them are nobody or enough; and never
    split: the same fact by roles in one survey and by cities in another gives both at once. What is asked of those only
    who answered such a question in some way goes with it: how many they are says what it says.
    """
    lines = {each.survey.id: _lines(each.survey.items) for each in (*own, *others)}
    return {each.survey.id: _twice(each, [(other, lines[other.survey.id]) for other in others], lines) for each in own}


_Told: TypeAlias = list[tuple[Asked, list[_Line]]]
"""Surveys with questions of theirs: all, or those that are alike."""


def _twice(own: Asked, others: _Told, lines: Mapping[UUID, list[_Line]]) -> Twice:
    at = (own.opened_at, own.survey.id)
    earlier = [each for each in others if _tells(each[0]) and (each[0].opened_at, each[0].survey.id) < at]
    withheld: dict[str, Why] = {}
    unsplit = set[str]()
    for line in lines[own.survey.id]:
        told = _told(own, line, earlier)
        splits = {each.survey.id for each, _ in told if any(_is_choice(one) for one in lines[each.survey.id])}
        why = _why(own, line, told, splits) or next((withheld[each] for each in line.needs if each in withheld), None)
        if why:
            withheld[line.key] = why
        if told:
            unsplit.add(line.key)
    return Twice(withheld, frozenset(unsplit))


def _told(own: Asked, line: _Line, earlier: _Told) -> _Told:
    found = [(each, _alike(line, lines, same=is_same_subject(each.survey, own.survey))) for each, lines in earlier]
    near = {each.survey.id for each in _joined(own, [each for each, alike in found if alike])}
    return [(each, alike) for each, alike in found if each.survey.id in near]


def _is_choice(line: _Line) -> bool:
    return line.summary is Summary.SHARES


def _why(own: Asked, line: _Line, told: _Told, splits: Container[UUID]) -> Why | None:
    """`splits`: those that have a choice to split by."""
    every = [own, *(each for each, _ in told)]
    lines = [line, *(each for _, alike in told for each in alike)]
    if not told:
        return None
    if own.survey.state is not State.CLOSED:
        return Why.OPEN
    if any(each.survey.state is not State.CLOSED for each in every):
        return Why.WAIT
    if any(each.needs for each in lines):  # those who were not asked are known by what they do
        return Why.TWICE
    if any(each.summary in _NUMBERS for each in lines) and len({each.told for each in lines}) > 1:
        return Why.TWICE  # other ranges, or none: both together would be finer than either
    whole = any(_in_parts(each.survey, alike, splits=each.survey.id in splits) for each, alike in told)
    return None if _apart(every, max(each.survey.minimum for each in every), whole=whole) else Why.TWICE


def _lines(items: Sequence[Question]) -> list[_Line]:
    parts = parts_of(items)
    found = []
    for item, conditions in conditioned(items):
        needs = tuple(each.question for each in conditions)
        rows = [
            (each.row, each.row_text, each.summary, tuple(value.key for value in each.values), _states_a_fact(each))
            for each in parts
            if each.item == item.key
        ]
        if type_of(item).is_words:
            rows = [("", {}, Summary.WORDS, (), isinstance(item, ShortText))]
        found += [
            _Line(
                key=f"{item.key}.{row}" if row else item.key,
                row=row,
                spoken=spelled(item.text, words),
                bank=item.bank,
                summary=summary,
                told=told,
                is_fact=fact,
                needs=needs,
            )
            for row, words, summary, told, fact in rows
        ]
    return found


def _states_a_fact(part: Part) -> bool:
    """A row with "I missed it" too: how many missed it is told beside the ratings."""
    few = part.summary is Summary.SCALE and len(part.values) < _OF_OPINIONS
    return part.summary in FACTS or part.outside is not None or few


def _tells(each: Asked) -> bool:
    return each.released > 0 or each.survey.state is not State.CLOSED


def _alike(line: _Line, theirs: Sequence[_Line], *, same: bool) -> list[_Line]:
    """`same`: they are about the same. The house's own questions are about what the survey is about, none about who
    people are: asked of another session they are other questions. So are lines of text.
    """
    ours = line.bank is not None and line.bank.version == 1 and line.bank.key in STANDARD
    if not same and (ours or line.summary is Summary.WORDS):
        return []
    return [each for each in theirs if line.alike(each) and (line.is_fact or each.is_fact)]


def _joined(own: Asked, told: Sequence[Asked]) -> list[Asked]:
    """Those that somebody was asked who was asked in this one, or in another of those; and, where people were forgotten
    since, all: nobody knows any more whom they share.
    """
    if any(len(each.people) < each.released for each in (own, *told)):
        return list(told)
    reached, waiting, found = own.asked, list(told), list[Asked]()
    while near := [each for each in waiting if each.asked & reached]:
        found += near
        waiting = [each for each in waiting if not each.asked & reached]
        reached = reached.union(*(each.asked for each in near))
    return found


def _in_parts(survey: Survey, lines: Iterable[_Line], *, splits: bool) -> bool:
    """Whether it told more of this than one number for all: in blocks, or split by a choice."""
    split = splits and may_split(survey) and any(each.summary in GROUPED for each in lines)
    return survey.anonymous and (survey.releases > 1 or split)


def _apart(every: Sequence[Asked], minimum: int, *, whole: bool) -> bool:
    """`whole`: nobody may be left over. What people said in a survey with names is known."""
    if any(len(each.people) != each.released for each in every):
        return False
    known = frozenset[UUID]().union(*(each.people for each in every if not each.survey.anonymous))
    sizes = sizes_of_kinds([each.people - known for each in every if each.survey.anonymous])
    return all(size >= minimum for size in sizes) and not (whole and len(sizes) > 1)
