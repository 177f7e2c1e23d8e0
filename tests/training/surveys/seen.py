"""What somebody who knows in which group everybody is can compute from what is shown: linear algebra over people."""

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from itertools import combinations


def smallest_sum(people: int, shown: Iterable[frozenset[int]], below: int) -> frozenset[int] | None:
    """Fewer than `below` people, of whom some sum and difference of the sets shown gives the answers; None: there are
    none.
    """
    groups = list(shown)
    stands = [tuple(each in group for group in groups) for each in range(people)]
    whole = _rank(frozenset(stands))
    for size in range(1, below):
        for few in combinations(range(people), size):
            if _rank(frozenset(own for each, own in enumerate(stands) if each not in few)) < whole:
                return frozenset(few)
    return None


@cache
def _rank(stands: frozenset[tuple[bool, ...]]) -> int:
    """Of the matrix with a line for each person; whoever is in the same groups as another adds nothing."""
    left = [[Fraction(each) for each in own] for own in stands]
    rank = 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((each for each in range(rank, len(left)) if left[each][column]), None)
        if pivot is None:
            continue
        left[rank], left[pivot] = left[pivot], left[rank]
        for each in range(rank + 1, len(left)):
            if left[each][column]:
                factor = left[each][column] / left[rank][column]
                left[each] = [one - factor * other for one, other in zip(left[each], left[rank], strict=True)]
        rank += 1
    return rank
