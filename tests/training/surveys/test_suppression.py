"""From everything that is shown nothing follows about fewer people than the minimum."""

from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from services.training.domain.surveys.breakdowns import thin_breakdowns
from services.training.domain.surveys.parts import parts_of
from services.training.domain.surveys.questions import LongText
from services.training.domain.surveys.results import Hidden, Results
from services.training.domain.surveys.suppression import shown_groups
from services.training.domain.surveys.tally import Tally
from tests.training.surveys.persons import ITEMS, USEFUL, Person, groups_of, letters, point, results
from tests.training.surveys.seen import smallest_sum

people = st.lists(st.tuples(letters, letters, letters, point, st.integers(1, 5)), min_size=1, max_size=11)


@given(people)
@example([("a", "a", None, 1, 1)] * 4 + [("b", "a", None, 2, 1)] * 2 + [("b", "b", None, 3, 1)] * 4)
@example([("a", "a", None, 1, 1)] * 4 + [("b", "a", None, 2, 1)] + [("b", "b", None, 3, 1)] * 4)
def test_no_sum_of_what_is_shown_has_fewer_people_than_the_minimum(found: list[Person]) -> None:
    """Whoever knows everybody's city, role and stay, and looks at every breakdown, whatever comes first."""
    shown = results(found)
    for column, part in ((3, "useful"), (4, "must")):
        told = [each for each in found if each[column] is not None]
        if part not in [each.part.key for each in shown.shown()]:
            assert len(told) < 3
            assert not any(groups_of(shown, part).values())
            continue
        sets = [frozenset(range(len(told)))]
        for split, keys in groups_of(shown, part).items():
            place = ("city", "role", "stay").index(split)
            sets += [frozenset(row for row, each in enumerate(told) if each[place] == key) for key in keys]
        assert smallest_sum(len(told), sets, 3) is None


def test_the_solver_finds_what_a_naive_table_gives_away() -> None:
    """Known to work: nothing but groups of three and more, and yet the one engineer of Nairobi follows."""
    nairobi, engineers = frozenset(range(4)), frozenset(range(1, 8))
    assert smallest_sum(8, [frozenset(range(8)), engineers], 3) == frozenset({0})
    assert smallest_sum(8, [frozenset(range(8)), nairobi], 3) is None


def test_a_group_too_small_takes_another_with_it() -> None:
    """Of 12 people two in c: shown alone, a and b would leave them over."""
    splits = {"city": ["a"] * 6 + ["b"] * 4 + ["c"] * 2}
    assert shown_groups(splits, 3) == {"city": frozenset({"a"})}
    assert shown_groups({"city": ["a"] * 6 + ["b"] * 4 + ["c"] * 3}, 3) == {"city": frozenset("abc")}
    assert shown_groups({"city": ["a"] * 6 + ["b"] * 4 + [None]}, 3) == {"city": frozenset("a")}
    assert shown_groups({"city": ["a"] * 6 + [None]}, 3) == {"city": frozenset()}


def test_a_second_breakdown_is_not_shown_where_the_first_gives_its_difference_away() -> None:
    """All engineers but one are from Nairobi: Nairobi less engineers would be one person."""
    city = ["nairobi"] * 8 + ["seoul"] * 6
    role = ["engineer"] * 7 + ["planner"] * 7
    assert shown_groups({"city": city, "role": role}, 3) == {
        "city": frozenset({"nairobi", "seoul"}),
        "role": frozenset(),
    }
    mixed = (["engineer"] * 4 + ["planner"] * 4) + (["engineer"] * 3 + ["planner"] * 3)
    assert shown_groups({"city": city, "role": mixed}, 3)["role"] == {"engineer", "planner"}


def test_a_third_choice_splits_nothing() -> None:
    every = ["a"] * 5 + ["b"] * 5
    assert shown_groups({"one": every, "two": every, "three": every}, 3)["three"] == frozenset()


def test_choices_are_not_split_by_choices() -> None:
    """Else the table of roles by city shows what the table of cities by role hides."""
    shown = results([("a", "b", "c", 4, 4)] * 6 + [("b", "a", "c", 2, 2)] * 5)
    assert {grouped.part.key for rows in shown.by.values() for grouped in rows} == {"useful", "must"}
    assert list(shown.by) == ["city", "role"]


def test_a_part_that_few_answered_is_hidden_also_from_its_breakdowns() -> None:
    found: list[Person] = (
        [("a", None, None, None, 4)] * 5 + [("b", None, None, None, 4)] + [("b", None, None, 5, 4)] * 2
    )
    shown = results(found)
    assert [each.part.key for each in shown.parts if isinstance(each, Hidden)] == ["role", "stay", "useful"]
    assert {each.part.key for rows in shown.by.values() for each in rows} == {"must"}
    assert [each.others for rows in shown.by.values() for each in rows] == [None]


def test_shown_groups_add_up_with_the_whole() -> None:
    found: list[Person] = [*[("a", "a", None, 1, 1)] * 4, *[("b", "b", None, 2, 2)] * 5]
    by = results(found).by["city"][0]
    assert [(choice.key, group.answered) for choice, group in by.groups] == [("a", 4), ("b", 5)]
    whole = Counter(dict(enumerate(_tally(results(found), "useful").counts)))
    parts = sum((Counter(dict(enumerate(group.counts))) for _, group in by.groups), Counter[int]())
    assert +whole == parts


def _tally(shown: Results, key: str) -> Tally:
    return next(each for each in shown.shown() if each.part.key == key)


def test_those_who_are_left_over_stand_together() -> None:
    """What follows from the whole and the groups shown is shown: no look tells more than the page."""
    found: list[Person] = [
        *[("a", None, None, 1, 1)] * 6,
        *[("b", None, None, 2, 2)] * 4,
        *[("c", None, None, 3, 3)] * 2,
    ]
    by = results(found).by["city"][0]
    assert [(choice.key, group.answered) for choice, group in by.groups] == [("a", 6)]
    assert by.others is not None
    assert (by.others.answered, by.others.counts) == (6, (0, 4, 2, 0, 0))


def test_thin_breakdowns_are_named_while_the_survey_is_written() -> None:
    few = thin_breakdowns(ITEMS, 12)
    assert [(each.item, each.groups) for each in few] == [("city", 3), ("role", 3), ("stay", 3)]
    assert [each.item for each in thin_breakdowns(ITEMS, 40)] == ["stay"]
    assert thin_breakdowns((USEFUL, LongText(key="why", text={"en": "Why?"})), 3) == []


def test_who_skipped_a_question_is_not_told_by_the_sizes_of_its_groups() -> None:
    """Of ten engineers and ten lawyers one says nothing of use: ten lawyers less nine would say what that one is."""
    one = [("a" if place < 10 else "b", None, None, None if place == 19 else 4, 4) for place in range(20)]
    shown = {grouped.part.key for rows in results(one).by.values() for grouped in rows}
    assert shown == {"must"}
    many = [("a" if place < 10 else "b", None, None, None if place % 10 > 6 else 4, 4) for place in range(20)]
    assert {grouped.part.key for rows in results(many).by.values() for grouped in rows} == {"useful", "must"}


def test_rows_of_a_matrix_are_parts_of_their_own() -> None:
    assert [part.key for part in parts_of(ITEMS)] == ["city", "role", "stay", "useful", "must"]
