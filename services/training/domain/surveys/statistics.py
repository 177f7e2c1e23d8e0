"""Numbers of small groups, each with the method that holds for few answers. docs/surveys.md says what each means.

All intervals are of 95 %. Python's own library is enough: docs/decisions/0013.
"""

from collections.abc import Sequence
from math import comb, floor, sqrt
from statistics import NormalDist

import msgspec

_Z = NormalDist().inv_cdf(0.975)


class Interval(msgspec.Struct, frozen=True):
    """Both ends belong to it."""

    low: float
    high: float


class Share(msgspec.Struct, frozen=True):
    """`count` of `of`, as a share between 0 and 1 with its interval."""

    count: int
    of: int
    share: float
    interval: Interval


class Score(msgspec.Struct, frozen=True):
    """Share of promoters less share of detractors, between -1 and 1."""

    promoters: int
    passives: int
    detractors: int
    score: float
    interval: Interval


def wilson(count: int, of: int) -> Share:
    """A share with Wilson's score interval (1927), without correction for continuity. `of` is 1 at least."""
    share, square = count / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return Share(count, of, share, Interval(max(0.0, middle - half), min(1.0, middle + half)))


def recommendation(promoters: int, passives: int, detractors: int) -> Score:
    """The score with the adjusted Wald interval of Rocks (2016), "+3".

    Three answers are added for the interval, not for the score: 3/4 promoters, 3/2 passives, 3/4 detractors.
    """
    of = promoters + passives + detractors
    more, less, all_ = (promoters + 0.75), (detractors + 0.75), of + 3
    middle = (more - less) / all_
    half = _Z * sqrt(((more + less) / all_ - middle * middle) / all_)
    interval = Interval(max(-1.0, middle - half), min(1.0, middle + half))
    return Score(promoters, passives, detractors, (promoters - detractors) / of, interval)


def quantile(values: Sequence[float], part: float) -> float:
    """Of sorted values. Hyndman and Fan's (1996) definition 7, as in R and most spreadsheets."""
    place = (len(values) - 1) * part
    below = floor(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)


def median_ranks(of: int) -> tuple[int, int] | None:
    """Between which of the sorted values, counted from 1, the median of all who might answer lies.

    By order statistics, without an assumption on the distribution: the narrowest symmetric pair that holds 95 % at
    least. None below 6, where even the smallest and the largest hold less.
    """
    below, rank = 0, 0
    while (below := below + comb(of, rank)) * 40 <= 2**of:
        rank += 1
    return (rank, of + 1 - rank) if rank else None


def median_interval(values: Sequence[float]) -> Interval | None:
    """Of sorted values; None below 6."""
    ranks = median_ranks(len(values))
    return Interval(values[ranks[0] - 1], values[ranks[1] - 1]) if ranks else None
