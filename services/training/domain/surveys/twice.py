"""The same question in two surveys about the same thing: its difference is what those said who answered one."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from services.training.domain.surveys.parts import parts_of
from services.training.domain.surveys.results import Why
from services.training.domain.surveys.suppression import sizes_of_kinds
from services.training.domain.surveys.survey import State, Survey
from services.training.domain.surveys.type_entry import Summary

FACTS = frozenset({Summary.SHARES, Summary.SEVERAL, Summary.YES_NO, Summary.NUMBERS})
"""Of these people say the same again: their city, their role. What they think of something changes."""


class Asked(msgspec.Struct, frozen=True):
    """A survey with who answered it, of whom so many answers were let out."""

    survey: Survey
    people: frozenset[UUID]
    released: int


def is_same_subject(one: Survey, other: Survey) -> bool:
    """Whether both are about the same session, course as a whole, or event."""
    return (one.cohort_id, one.session_id, one.activity_key) == (other.cohort_id, other.session_id, other.activity_key)


def withheld(own: Asked, earlier: Sequence[Asked]) -> dict[str, Why]:
    """By key, the facts that earlier surveys (anonymous, of the same subject) asked as well: not before all of these
    have closed, and then only where those who answered the same ones of them are nobody or enough.
    """
    found: dict[str, Why] = {}
    for part in parts_of(own.survey.items):
        if part.summary not in FACTS:
            continue
        others = [each for each in earlier if any(part.comparable(theirs) for theirs in parts_of(each.survey.items))]
        told = [each for each in others if each.released or each.survey.state is not State.CLOSED]
        if not told:
            continue
        if any(each.survey.state is not State.CLOSED for each in (own, *told)):
            found[part.key] = Why.OPEN
        elif not _apart([own, *told], own.survey.minimum):
            found[part.key] = Why.TWICE
    return found


def _apart(every: Sequence[Asked], minimum: int) -> bool:
    known = all(len(each.people) == each.released for each in every)
    return known and all(size >= minimum for size in sizes_of_kinds([each.people for each in every]))
