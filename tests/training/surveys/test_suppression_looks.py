"""From two looks, before and after somebody answered, nothing follows about fewer people than the minimum."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from services.training.domain.surveys.questions import Choice, Matrix, SingleChoice
from services.training.domain.surveys.results import Hidden, results_of
from services.training.domain.surveys.rules import Rules, Why
from tests.training.surveys.made import answered, wrote
from tests.training.surveys.persons import OPEN, USEFUL, Person, groups_of, letters, point, results


@given(st.lists(st.tuples(letters, letters, letters, point, st.integers(1, 5)), max_size=24), st.data())
def test_two_looks_at_an_open_survey_differ_by_a_block_or_by_nothing(found: list[Person], data: st.DataObject) -> None:
    """Blocks of five and more come one after the other; at the close come all. Each part, each pair of looks."""
    ends, seen = [], 0
    while seen + 5 <= len(found):
        seen = data.draw(st.integers(seen + 5, len(found)))
        ends.append(seen)
    looks = [results(found[:end], OPEN) for end in ends if len(found) - end >= 5]
    looks.append(
        results(found, Rules(minimum=5, closed=True, rights=True, split=True)) if len(found) >= 5 else results([], OPEN)
    )
    counts: dict[str, set[int]] = {}
    for look in looks:
        for each in look.shown():
            counts.setdefault(each.part.key, {0}).add(each.answered)
    for every in counts.values():
        steps = sorted(every)
        assert all(later - earlier >= 5 for earlier, later in pairwise(steps)), steps


def test_while_it_is_open_only_what_nobody_could_skip_is_shown() -> None:
    found: list[Person] = [("a", "b", "c", 4, 4)] * 10
    open_ = results(found, OPEN)
    assert [each.part.key for each in open_.shown()] == ["must"]
    assert [each.why for each in open_.parts if isinstance(each, Hidden)] == [Why.OPEN] * 4
    assert open_.by == {}
    assert len(results(found).shown()) == 5


def looks_and_groups(found: Sequence[Person], ends: Sequence[int]) -> list[frozenset[int]]:
    """Everybody of whom something is shown together: each look while it is open, and every group after the close."""
    rules = Rules(minimum=5, closed=True, rights=True, split=not ends)
    sets = [frozenset(range(end)) for end in ends] + [frozenset(range(len(found)))]
    for split, keys in groups_of(results(found, rules), "must").items():
        place = ("city", "role", "stay").index(split)
        sets += [frozenset(row for row, each in enumerate(found) if each[place] == key) for key in keys]
    return sets


answering = st.tuples(letters, letters, letters, point, st.integers(1, 5))


@given(st.lists(answering, min_size=10, max_size=16), st.booleans(), st.data())
@example([("a", None, None, None, 3)] * 9 + [("b", None, None, None, 2)] * 7, True, None)
def test_no_look_less_a_group_is_a_few(found: list[Person], live: bool, data: st.DataObject | None) -> None:
    """Every order of answers, every pair of looks and groups: what one has over the other is nobody or five."""
    ends: list[int] = []
    while live and (seen := ends[-1] if ends else 0) + 10 <= len(found):
        ends.append(data.draw(st.integers(seen + 5, len(found) - 5)) if data else seen + 5)
    sets = looks_and_groups(found, ends)
    assert all(not one < other or len(other - one) >= 5 for one in sets for other in sets)


def visits(*given: str, closed: bool, required: bool = True) -> list[object]:
    """What is shown of a table with one row, whose second column is outside."""
    columns = (Choice("good", {}), Choice("fair", {}), Choice("missed", {}))
    item = Matrix(
        key="visits", text={"en": "?"}, rows=(Choice("one", {}),), columns=columns, outside="missed", required=required
    )
    rules = Rules(minimum=5, closed=closed, rights=closed, split=True)
    shown = results_of([item], [answered({"visits": {"one": each}}) for each in given], [], rules)
    return [each.why if isinstance(each, Hidden) else (each.answered, each.outside) for each in shown.parts]


def test_a_row_that_somebody_may_have_missed_waits_for_the_close() -> None:
    """Also where nobody did: else a row that vanishes says that somebody of the last block did."""
    assert visits(*["good"] * 10, closed=False) == [Why.OPEN]
    assert visits(*["good"] * 10, *["missed"], closed=False) == [Why.OPEN]
    assert visits(*["good"] * 10, closed=True) == [(10, 0)]
    assert visits(*["good"] * 10, "missed", closed=True) == [Why.FEW]
    assert visits(*["good"] * 10, *["missed"] * 5, closed=True) == [(10, 5)]


def test_the_reason_says_nothing_of_how_many_answered_while_it_is_open() -> None:
    """With one answer and with fifty, a question that may be skipped is hidden for the same reason, and other words
    have their place whether somebody wrote some or not.
    """
    other = SingleChoice(key="role", text={"en": "?"}, choices=(Choice("a", {}), Choice("b", {})), other=True)
    for many in (0, 1, 4, 5, 10):
        rows = [answered({"useful": 3} if place < many else {}) for place in range(10)]
        words = [wrote("role", "Else") for _ in range(many)]
        shown = results_of([USEFUL, other], rows, words, OPEN)
        assert [each.why for each in shown.parts if isinstance(each, Hidden)] == [Why.OPEN, Why.OPEN]
        assert [(each.item.key, each.words, each.why) for each in shown.voices] == [("role", (), Why.OPEN)]
