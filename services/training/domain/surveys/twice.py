"""The same question in two surveys of the same people: its difference is what those said who answered one."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.surveys.parts import Part, parts_of
from services.training.domain.surveys.results import Why
from services.training.domain.surveys.standard import STANDARD
from services.training.domain.surveys.suppression import sizes_of_kinds
from services.training.domain.surveys.survey import State, Survey
from services.training.domain.surveys.type_entry import Summary

FACTS = frozenset(
    {Summary.SHARES, Summary.SEVERAL, Summary.YES_NO, Summary.NUMBERS, Summary.CONCRETE, Summary.KNOWLEDGE}
)
"""Of these people say the same again: their city, their role, what they know. What they think of something changes."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A survey with who was asked and who answered it, of whom so many answers were let out. `opened_at` (UTC) is when
    it really opened, which no change of a schedule moves.
    """

    survey: Survey
    opened_at: datetime
    asked: frozenset[UUID]
    people: frozenset[UUID]
    released: int


def is_same_subject(one: Survey, other: Survey) -> bool:
    """Whether both are about the same session, course as a whole, or event."""
    return (one.cohort_id, one.session_id, one.activity_key) == (other.cohort_id, other.session_id, other.activity_key)


def withheld(own: Asked, others: Sequence[Asked]) -> dict[str, Why]:
    """By key, the facts that surveys (anonymous, of the same people) which opened earlier asked as well: not before all
    of these have closed, and then only where those who answered the same ones of them are nobody or enough.
    """
    earlier = [each for each in others if (each.opened_at, each.survey.id) < (own.opened_at, own.survey.id)]
    found: dict[str, Why] = {}
    for part in parts_of(own.survey.items):
        if not _states_a_fact(part):
            continue
        told = [each for each in earlier if _tells(each) and _asks(each.survey, part, own.survey)]
        told = _joined(own, told)
        if not told:
            continue
        every = [own, *told]
        if any(each.survey.state is not State.CLOSED for each in every):
            found[part.key] = Why.OPEN
        elif not _apart(every, max(each.survey.minimum for each in every)):
            found[part.key] = Why.TWICE
    return found


def _states_a_fact(part: Part) -> bool:
    """A row with "I missed it" too: how many missed it is told beside the ratings."""
    return part.summary in FACTS or part.outside is not None


def _tells(each: Asked) -> bool:
    return each.released > 0 or each.survey.state is not State.CLOSED


def _asks(earlier: Survey, part: Part, own: Survey) -> bool:
    """The house's own questions are about what the survey is about, none about who people are: asked of another
    session they are other questions.
    """
    if not is_same_subject(earlier, own) and part.bank and part.bank.version == 1 and part.bank.key in STANDARD:
        return False
    return any(_alike(part, theirs) for theirs in parts_of(earlier.items))


def _alike(one: Part, other: Part) -> bool:
    """The same question, or one of the same kind in the same words of any language, whatever its key and answers."""
    if one.comparable(other):
        return True
    words = _words(one) & _words(other)
    return (one.summary, bool(one.row)) == (other.summary, bool(other.row)) and bool(words)


def _words(part: Part) -> set[tuple[str, str, str]]:
    return {
        (language, " ".join(words.casefold().split()), " ".join(part.row_text.get(language, "").casefold().split()))
        for language, words in part.text.items()
        if words
    }


def _joined(own: Asked, told: Sequence[Asked]) -> list[Asked]:
    """Those that somebody was asked who was asked in this one, or in another of those; and, where people were forgotten
    since, all: nobody knows any more whom they share.
    """
    if any(len(each.people) < each.released for each in (own, *told)):
        return list(told)
    reached, waiting, found = own.asked, list(told), list[Asked]()
    while near := [each for each in waiting if each.asked & reached]:
        found += near
        waiting = [each for each in waiting if each not in near]
        reached = reached.union(*(each.asked for each in near))
    return found


def _apart(every: Sequence[Asked], minimum: int) -> bool:
    known = all(len(each.people) == each.released for each in every)
    return known and all(size >= minimum for size in sizes_of_kinds([each.people for each in every]))
