"""Changes of the same people from before to now, and whether chance alone would often make as much of them."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from math import comb

import msgspec

from services.training.domain.surveys.statistics import quantile

FEWEST = 6
"""Changes, up or down. With five the smallest p-value of two sides is 2/32 = .0625: no test is made."""


class Change(msgspec.Struct, frozen=True):
    """How many went up, stayed, went down. `p` is that of an exact test, None where no result could be below .05."""

    up: int
    same: int
    down: int
    median: float
    p: float | None

    @property
    def of(self) -> int:
        return self.up + self.same + self.down


def change(differences: Sequence[float]) -> Change:
    """Of numbers on a scale: now less before. One at least. Tested by Wilcoxon's signed ranks."""
    return _change(differences, signed_rank(differences))


def learned(differences: Sequence[int]) -> Change:
    """Of right (1) and wrong (0) answers: now less before. Tested by signs, which here is McNemar's exact test."""
    return _change(differences, sign_test(sum(each > 0 for each in differences), sum(each < 0 for each in differences)))


def signed_rank(differences: Sequence[float]) -> float | None:
    """Wilcoxon's p-value of two sides, exact: every pattern of signs over the ranks that were seen.

    Differences of 0 are left out (Wilcoxon 1945); equal ones share the mean of their ranks. None below 6 changes.
    """
    sizes = sorted(abs(each) for each in differences if each)
    if len(sizes) < FEWEST:
        return None
    ranks: dict[float, int] = {}  # twice the rank, so that means are whole
    seen = 0
    for size, equal in groupby(sizes):
        many = len(list(equal))
        ranks[size] = 2 * seen + many + 1
        seen += many
    sums = _sums(tuple(ranks[size] for size in sizes))
    up = sum(ranks[each] for each in differences if each > 0)
    tail = min(sum(sums[: up + 1]), sum(sums[up:]))
    return min(1.0, tail / 2.0 ** (len(sizes) - 1))


def sign_test(up: int, down: int) -> float | None:
    """The p-value of two sides, exact binomial. None below 6 changes."""
    of = up + down
    if of < FEWEST:
        return None
    tail = sum(comb(of, each) for each in range(min(up, down) + 1))
    return min(1.0, tail / 2.0 ** (of - 1))


@lru_cache(maxsize=64)
def _sums(ranks: tuple[int, ...]) -> tuple[int, ...]:
    """For every sum of ranks, of how many patterns of signs it is that of those that went up."""
    found = [1] + [0] * sum(ranks)
    top = 0
    for rank in ranks:
        top += rank
        for each in range(top, rank - 1, -1):
            found[each] += found[each - rank]
    return tuple(found)


def _change(differences: Sequence[float], p: float | None) -> Change:
    up, down = sum(each > 0 for each in differences), sum(each < 0 for each in differences)
    return Change(up, len(differences) - up - down, down, quantile(sorted(differences), 0.5), p)
