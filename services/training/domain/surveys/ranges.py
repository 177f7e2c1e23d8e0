"""Numbers in ranges that were fixed before anybody answered, told as the points of a scale are."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor, log10

import msgspec

from services.training.domain.surveys.numbers import TooLong, number_of
from services.training.domain.surveys.questions import Number

PARTS = range(3, 8)
"""Into so many equal parts the form divides what lies between the smallest and the largest number."""
MOST_BOUNDS = 9
_DIGITS = 3
"""Of a bound that is worked out, as seen from the whole span: a third of 10 is 3.3."""


class Range(msgspec.Struct, frozen=True):
    """From `low` on and below `high`; None: without an end. `whole`: of whole numbers only."""

    low: float | None
    high: float | None
    whole: bool

    @property
    def key(self) -> str:
        """As PostgreSQL writes ranges: "[10,20)" has 10 in it and 20 not."""
        low = "(" if self.low is None else f"[{self.low:.15g}"
        return f"{low},{'' if self.high is None else f'{self.high:.15g}'})"


def ranges_of(item: Number) -> tuple[Range, ...]:
    """From the lowest; none where the question has no bounds. The last is open, whatever the largest number is."""
    if not item.bounds:
        return ()
    return tuple(Range(low, high, item.whole) for low, high in pairwise((_least(item), *item.bounds, None)))


def range_of(number: float, ranges: Sequence[Range]) -> Range:
    """The one that it is in."""
    bounds = [each.low for each in ranges[1:] if each.low is not None]
    return ranges[bisect_right(bounds, number)]


def numbers_in(text: str, *, whole: bool) -> list[float]:
    """Of "10, 20, 50" or "2,5 5 7,5": a comma between digits is that of a decimal unless all are whole. Raises
    ValueError with the part that is no such number, TooLong where it has too many digits.
    """
    parts = re.split(r"[\s,;、，；]+" if whole else r"[\s;、，；]+|,(?=\s|$)", text.strip())
    return [_number_in(part, whole=whole) for part in parts if part]


def _number_in(part: str, *, whole: bool) -> float:
    """A point in a whole number would part its thousands, and 1.000 be one."""
    try:
        found = number_of(part)
    except TooLong as error:
        raise TooLong(part) from error
    except ValueError as error:
        raise ValueError(part) from error
    if whole and "." in part:
        raise ValueError(part)
    return found


def equal_parts(least: float, most: float, parts: int, *, whole: bool) -> tuple[float, ...]:
    """Where each part but the first begins; empty where whole numbers are too few."""
    span = most - least
    if whole:
        numbers = floor(span) + 1
        if numbers < parts:
            return ()
        step = numbers / parts if numbers % parts == 0 else span / parts
        return tuple(float(round(least + step * place)) for place in range(1, parts))
    digits = _DIGITS - 1 - floor(log10(span)) if span > 0 else 0
    found = tuple(round(least + span * place / parts, digits) for place in range(1, parts))
    return found if span > 0 else ()


def fits(item: Number) -> bool:
    """Whether the bounds rise, and each range has a number in it that may be answered."""
    if item.whole and not all(float(each).is_integer() for each in item.bounds):
        return False
    ends = [each for each in (_least(item), *item.bounds) if each is not None]
    rising = all(low < high for low, high in pairwise(ends))
    return rising and (item.most is None or not item.bounds or item.bounds[-1] <= item.most)


def _least(item: Number) -> float | None:
    """The smallest that may be answered."""
    return float(ceil(item.least)) if item.whole and item.least is not None else item.least
