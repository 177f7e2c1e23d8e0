"""What somebody who knows in which group everybody is can compute from what is shown: linear algebra over people."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations


def smallest_sum(people: int, shown: Iterable[frozenset[int]], below: int) -> frozenset[int] | None:
    """Fewer than `below` people, of whom some sum and difference of the sets shown gives the answers; None: there are
    none.
    """
    rows = [[Fraction(each in group) for each in range(people)] for group in shown]
    whole = _rank(rows)
    for size in range(1, below):
        for few in combinations(range(people), size):
            if _rank([[row[each] for each in range(people) if each not in few] for row in rows]) < whole:
                return frozenset(few)
    return None


def _rank(rows: Sequence[Sequence[Fraction]]) -> int:
    left = [list(row) for row in rows]
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
