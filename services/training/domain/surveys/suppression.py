"""Which groups of a breakdown may be shown, so that no sums and differences give the answers of a few.

docs/decisions/0013 says why this is enough. At most two questions split another one: for two, whether anything follows
about a few is a question of cuts in a graph, and decided exactly.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeAlias, TypeVar

T = TypeVar("T", bound=Hashable)
Group: TypeAlias = str
REST = "\x00rest"
"""Those of groups that are not shown, taken together, and those who are in none."""
MOST_SPLITS = 2


def shown_groups(splits: Mapping[str, Sequence[Group | None]], minimum: int) -> dict[str, frozenset[Group]]:
    """For each question that splits, in their order, the groups that may be shown; the others stay hidden together.

    A split says of each person who answered the part in which group they are. The part is shown for all of them
    together as well.
    """
    found: dict[str, frozenset[Group]] = {}
    accepted: list[list[Group]] = []
    for name, members in splits.items():
        sizes = Counter(each for each in members if each is not None)
        shown = {group for group, size in sizes.items() if size >= minimum}
        if len(accepted) == MOST_SPLITS:
            shown = set()
        while shown and not _safe([*accepted, _merged(members, shown)], minimum):
            shown.remove(min(shown, key=lambda group: (sizes[group], group)))
        if shown:
            accepted.append(_merged(members, shown))
        found[name] = frozenset(shown)
    return found


def sizes_of_kinds(sets: Iterable[frozenset[T]]) -> list[int]:
    """How many people are in exactly the same ones of these sets, for each that occurs: whatever sum or difference of
    the sets is not nothing has one of these wholly in it.
    """
    belongs: defaultdict[T, list[int]] = defaultdict(list)
    for place, each in enumerate(sets):
        for person in each:
            belongs[person].append(place)
    return list(Counter(tuple(every) for every in belongs.values()).values())


def _merged(members: Sequence[Group | None], shown: set[Group]) -> list[Group]:
    return [each if each is not None and each in shown else REST for each in members]


def _safe(splits: Sequence[Sequence[Group]], minimum: int) -> bool:
    """Whether every sum of shown groups that is not nothing has `minimum` people in it at least.

    Each person is an edge between their groups in the two splits. What sums and differences of groups leave over
    are the edges of a cut; with one split alone all edges meet in one point.
    """
    first = splits[0]
    second = splits[1] if len(splits) > 1 else [REST] * len(first)
    edges: Counter[tuple[Hashable, Hashable]] = Counter(
        ((0, one), (1, other)) for one, other in zip(first, second, strict=True)
    )
    return all(_least_cut(part) >= minimum for part in _connected(edges))


_Weights: TypeAlias = dict[Hashable, dict[Hashable, int]]


def _connected(edges: Mapping[tuple[Hashable, Hashable], int]) -> list[_Weights]:
    """The graph in its connected parts, with how many people stand between two points."""
    graph: _Weights = {}
    for (one, other), count in edges.items():
        graph.setdefault(one, {})[other] = count
        graph.setdefault(other, {})[one] = count
    found, seen = [], set[Hashable]()
    for start in graph:
        if start in seen:
            continue
        reached, waiting = {start}, [start]
        while waiting:
            new = graph[waiting.pop()].keys() - reached
            reached |= new
            waiting += new
        seen |= reached
        found.append({point: dict(graph[point]) for point in reached})
    return found


def _least_cut(graph: _Weights) -> int:
    """People to take away until a connected graph of two points or more falls apart (Stoer and Wagner 1997)."""
    least = sum(sum(row.values()) for row in graph.values())
    while len(graph) > 1:
        order = [next(iter(graph))]
        weights = dict(graph[order[0]])
        while len(order) < len(graph):
            nearest = max((each for each in graph if each not in order), key=lambda each: weights.get(each, 0))
            last = weights.get(nearest, 0)
            order.append(nearest)
            for each, count in graph[nearest].items():
                weights[each] = weights.get(each, 0) + count
        least = min(least, last)
        _join(graph, order[-2], order[-1])
    return least


def _join(graph: _Weights, kept: Hashable, gone: Hashable) -> None:
    for other, count in graph.pop(gone).items():
        del graph[other][gone]
        if other != kept:
            graph[kept][other] = graph[kept].get(other, 0) + count
            graph[other][kept] = graph[kept][other]
