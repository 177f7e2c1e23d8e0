"""Counts of one part of a survey and the numbers made of them."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from services.training.domain.surveys.paired import Change, change
from services.training.domain.surveys.parts import OUTSIDE, POINTS, Part, Said
from services.training.domain.surveys.statistics import (
    Interval,
    Score,
    Share,
    median_interval,
    quantile,
    recommendation,
    wilson,
)
from services.training.domain.surveys.type_entry import Summary

_LEAST_FOR_TWO = 4
"""Points of a scale of which the two highest are the top; of shorter ones the highest alone."""
_PROMOTERS, _PASSIVES = 9, 7


class Middle(msgspec.Struct, frozen=True):
    """Median and quartiles, and between what the median of all lies (95 %); None for fewer than 6. Of numbers the
    quartiles are None too where too few answers lie between them, and there is never an interval.
    """

    median: float
    lower: float | None
    upper: float | None
    interval: Interval | None


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """`counts` stand in the order of the part's values; `before` those for before, of before and now only.

    `outside` chose the column that is no point, and are not among the `answered`. `middle` is in points of the scale;
    columns of a matrix and ranges are counted from 1. `share` are those of the top, the good, the right, or yes;
    `change` from before to now.
    """

    part: Part
    answered: int
    outside: int
    counts: tuple[int, ...]
    before: tuple[int, ...] = ()
    middle: Middle | None = None
    share: Share | None = None
    score: Score | None = None
    change: Change | None = None


def tally(part: Part, every: Iterable[Said]) -> Tally:
    """Of all that was said; what was not answered is left out."""
    given = [each for each in every if each]
    told = [each for each in given if each != (OUTSIDE,)]
    last = Counter(key for each in told for key in (each if part.summary is Summary.SEVERAL else each[-1:]))
    changed = part.summary is Summary.CHANGE
    first = Counter(each[0] for each in told) if changed else Counter[str]()
    return _made(
        Tally(
            part=part,
            answered=len(told),
            outside=len(given) - len(told),
            counts=tuple(last[each.key] for each in part.values),
            before=tuple(first[each.key] for each in part.values) if changed else (),
            middle=_middle([float(each[0]) for each in told]) if part.summary is Summary.NUMBERS else None,
            change=change([int(each[1]) - int(each[0]) for each in told]) if changed and told else None,
        )
    )


def added(part: Part, every: Iterable[Tally]) -> Tally:
    """The sum of tallies of the same part of several surveys. Changes have no test: sums do not say who changed."""
    found = list(every)
    return _made(
        Tally(
            part=part,
            answered=sum(each.answered for each in found),
            outside=sum(each.outside for each in found),
            counts=tuple(map(sum, zip(*(each.counts for each in found), strict=True))),
            before=tuple(map(sum, zip(*(each.before for each in found), strict=True))),
        )
    )


def of_numbers(found: Tally, minimum: int) -> Tally | None:
    """What may be told of numbers, each of which is somebody's own: at least `minimum` answers lie on either side of
    the median and between any two of what is told, else it is left out. None where that is all.
    """
    if found.middle is None or found.answered < 2 * minimum:
        return None
    middle = msgspec.structs.replace(found.middle, interval=None)
    if found.answered < quartiles_from(minimum):
        middle = msgspec.structs.replace(middle, lower=None, upper=None)
    return msgspec.structs.replace(found, middle=middle)


def quartiles_from(minimum: int) -> int:
    """So many numbers, of which a quarter lies below the first quartile and between any two of what is told."""
    return 4 * minimum


def top_of(part: Part) -> tuple[str, ...]:
    """The keys whose share is told."""
    if part.summary is Summary.SCALE or part.summary is Summary.CHANGE:
        return tuple(each.key for each in part.values[-2 if len(part.values) >= _LEAST_FOR_TWO else -1 :])
    return ("yes",) if part.summary is Summary.YES_NO else part.wished


def _made(found: Tally) -> Tally:
    """With the numbers that follow from the counts."""
    part = found.part
    if not found.answered:
        return found
    top = set(top_of(part))
    here = sum(count for each, count in zip(part.values, found.counts, strict=True) if each.key in top)
    return msgspec.structs.replace(
        found,
        middle=_middle(_points(part, found.counts)) if part.summary in POINTS else found.middle,
        share=wilson(here, found.answered) if top else None,
        score=_score(part, found.counts) if part.summary is Summary.RECOMMENDATION else None,
    )


def _points(part: Part, counts: Iterable[int]) -> list[float]:
    """Sorted. Points of a rating are numbers; the columns of a matrix, and ranges, are counted from 1."""
    names = [float(place if part.by_place else int(each.key)) for place, each in enumerate(part.values, start=1)]
    return [name for name, count in zip(names, counts, strict=True) for _ in range(count)]


def _middle(points: list[float]) -> Middle | None:
    points = sorted(points)
    if not points:
        return None
    lower, median, upper = (quantile(points, part) for part in (0.25, 0.5, 0.75))
    return Middle(median, lower, upper, median_interval(points))


def _score(part: Part, counts: Iterable[int]) -> Score:
    by = dict(zip((int(each.key) for each in part.values), counts, strict=True))
    promoters = sum(count for point, count in by.items() if point >= _PROMOTERS)
    passives = sum(count for point, count in by.items() if _PASSIVES <= point < _PROMOTERS)
    return recommendation(promoters, passives, sum(by.values()) - promoters - passives)
