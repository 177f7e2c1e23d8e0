"""Who answered what, of a survey that said on its first line that it is not anonymous."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias
from uuid import UUID

import msgspec

from services.training.domain.surveys.answering import conditioned
from services.training.domain.surveys.numbers import is_kept
from services.training.domain.surveys.parts import Part, parts_of, said
from services.training.domain.surveys.questions import Answers, Question
from services.training.domain.surveys.survey import Response, Words
from services.training.domain.surveys.type_entry import Summary
from services.training.domain.surveys.types import type_of
from shared.contracts.common import Person

Value: TypeAlias = str | int | float


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """One person with their answers. `words`: by question, what they wrote, that of “other” too."""

    id: UUID
    person: Person
    answers: Answers
    words: dict[str, str]


class Column(msgspec.Struct, frozen=True):
    """A question, a row of a matrix, or one end of before and now (`place` 0 and 1). `part` is None where the answer is
    text.
    """

    item: Question
    part: Part | None
    place: int = 0

    @property
    def key(self) -> str:
        return self.part.key if self.part else self.item.key

    @property
    def twice(self) -> bool:
        return self.part is not None and self.part.summary is Summary.CHANGE


def named_of(
    people: Mapping[UUID, tuple[UUID, Person]], responses: Sequence[Response], words: Sequence[Words]
) -> list[Named]:
    """By name. `people`: by invitation. Who was forgotten since is left out."""
    found = [
        Named(
            id=known[0],
            person=known[1],
            answers=each.answers,
            words={own.item_key: own.text for own in words if own.response_id == each.id},
        )
        for each in responses
        if each.invitation_id and (known := people.get(each.invitation_id))
    ]
    return sorted(found, key=lambda each: (each.person.name.casefold(), each.id))


def searched(every: Sequence[Named], words: str) -> list[Named]:
    """Those in whose names each word stands."""
    wanted = words.casefold().split()
    return [
        each
        for each in every
        if all(word in f"{each.person.name} {each.person.native_name}".casefold() for word in wanted)
    ]


def columns_of(items: Sequence[Question]) -> list[Column]:
    """In the order of the survey."""
    return list(_columns(items))


def value_of(column: Column, answers: Answers) -> Value | tuple[str, ...]:
    """A number where the answer is one, else the keys that were chosen; none: not answered. Of one with more
    digits than a survey takes, those that a double keeps.
    """
    part = column.part
    if part is None:
        return ()
    keys = said(part, answers)
    if column.twice:
        return int(keys[column.place]) if keys else ()
    raw = answers.get(part.item)
    if not isinstance(raw, int | float) or isinstance(raw, bool):
        return keys
    return raw if is_kept(raw) else float(raw)


def _columns(items: Sequence[Question]) -> Iterator[Column]:
    parts = parts_of(items)
    for item, _ in conditioned(items):
        if type_of(item).is_words:
            yield Column(item, None)
        for part in (each for each in parts if each.item == item.key):
            yield Column(item, part)
            if part.summary is Summary.CHANGE:
                yield Column(item, part, 1)
