"""How many answers may be let out of the box now: the block rule. docs/decisions/0012 says why."""

from collections.abc import Sequence
from secrets import SystemRandom
from typing import TypeVar

from services.training.domain.surveys.survey import BLOCK

T = TypeVar("T")
LOT = SystemRandom()
"""The only chance that decides about answers: the system's, which nobody can wind back."""


def to_let_out(boxed: int, released: int, *, minimum: int, last: bool) -> int:
    """Of `boxed` answers, when `released` are out already. `last`: no more can come, so none need stay.

    Every block has at least BLOCK answers and the minimum, the first and the last too, and as many stay behind; what
    is shown all at once, the minimum.
    """
    least = max(BLOCK, minimum)
    if last:
        return boxed if boxed >= (least if released else minimum) else 0
    out = boxed - least
    return out if out >= least else 0


def by_lot(rows: Sequence[T], count: int) -> tuple[list[T], list[T]]:
    """`count` of them and the rest, both in random order."""
    drawn = shuffled(rows)
    return drawn[:count], drawn[count:]


def shuffled(rows: Sequence[T]) -> list[T]:
    """All of them, in random order."""
    return LOT.sample(rows, len(rows))
