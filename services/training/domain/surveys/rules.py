"""How much of a survey may be seen at this moment, and why something is not."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from services.training.domain.surveys.survey import State, Survey


class Why(StrEnum):
    """Why nothing is shown. OPEN: it may be skipped, so it waits for the close. FEW: fewer answers than the minimum.
    WAIT, TWICE: an earlier survey asks the same and is open, or asked nearly the same people (their difference is few).
    """

    OPEN = "open"
    WAIT = "wait"
    FEW = "few"
    TWICE = "twice"


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
