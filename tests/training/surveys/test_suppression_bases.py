"""Who skipped what, and numbers: what is left out so that no arithmetic comes to a few."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.training.domain.surveys.questions import Answers, Choice, Number, Rating, SingleChoice
from services.training.domain.surveys.results import Hidden, results_of
from services.training.domain.surveys.rules import Rules, Why
from services.training.domain.surveys.tally import Tally
from tests.training.surveys.made import answered
from tests.training.surveys.seen import smallest_sum

RULES = Rules(minimum=5, closed=True, rights=True, split=True)
ROLE = SingleChoice(key="role", text={"en": "Role?"}, choices=(Choice("a", {}), Choice("b", {})), required=True)
RATINGS = tuple(Rating(key=f"r{number}", text={"en": "?"}) for number in range(4))


def bases(skipped: Sequence[frozenset[int]], many: int = 32) -> list[frozenset[int]]:
    """Of whom the groups by role are told, when these skipped the ratings in turn."""
    rows: list[Answers] = [{"role": "ab"[place % 2]} for place in range(many)]
    for item, out in zip(RATINGS, skipped, strict=True):
        for place, row in enumerate(rows):
            row.update({} if place in out else {item.key: 3})
    shown = results_of([ROLE, *RATINGS], [answered(each) for each in rows], [], RULES)
    split = {grouped.part.key for grouped in shown.by.get("role", ())}
    every = frozenset(range(many))
    return [every, *(every - out for item, out in zip(RATINGS, skipped, strict=True) if item.key in split)]


def test_four_bases_leave_over_nobody() -> None:
    """All, less those without the first, less those without the second, and those without the third: each two differ by
    five and more, and yet together they come to one person.
    """
    first, second = frozenset(range(5)), frozenset(range(5, 10))
    skipped = (frozenset[int](), first, second, frozenset(range(11)))
    every = frozenset(range(32))
    naive = [every - out for out in skipped]
    assert all(len(one ^ other) in (0, 5, 6, 10, 11) for one in naive for other in naive)
    assert smallest_sum(32, naive, 2) == frozenset({10})
    assert bases(skipped) == [every, every, every - first, every - second]


few = st.frozensets(st.integers(0, 15), max_size=9)


@given(st.tuples(few, few, few, few))
def test_no_sum_of_bases_comes_to_a_few(skipped: tuple[frozenset[int], ...]) -> None:
    assert smallest_sum(16, bases(skipped, 16), 5) is None


@pytest.mark.parametrize(
    ("many", "told"), [(9, None), (10, (4.5, None, None)), (19, (9, None, None)), (20, (9.5, 4.75, 14.25))]
)
def test_between_numbers_that_are_told_lie_enough_answers(many: int, told: tuple[float | None, ...] | None) -> None:
    """Of five answers median and quartiles would be three people's own. No interval: its ends are somebody's."""
    years = Number(key="years", text={"en": "Years?"}, required=True)
    shown = results_of([years], [answered({"years": each}) for each in range(many)], [], RULES).parts[0]
    middle = shown.middle if isinstance(shown, Tally) else None
    found = (middle.median, middle.lower, middle.upper, middle.interval) if middle else None
    assert found == ((*told, None) if told else None)


def test_numbers_are_told_once_at_the_close() -> None:
    years = Number(key="years", text={"en": "Years?"}, required=True)
    rules = Rules(minimum=5, closed=False, rights=False, split=False)
    shown = results_of([years], [answered({"years": each}) for each in range(20)], [], rules)
    assert [each.why for each in shown.parts if isinstance(each, Hidden)] == [Why.OPEN]
