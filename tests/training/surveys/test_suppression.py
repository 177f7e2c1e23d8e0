"""From everything that is shown nothing follows about fewer people than the minimum."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from services.training.domain.surveys.parts import parts_of
from services.training.domain.surveys.questions import Choice, LongText, Matrix, Number, Rating, SingleChoice
from services.training.domain.surveys.results import Hidden, Results, Rules, Why, results_of, thin_breakdowns
from services.training.domain.surveys.suppression import shown_groups
from services.training.domain.surveys.tally import Tally
from tests.training.surveys.made import answered, wrote
from tests.training.surveys.seen import smallest_sum

CITY, ROLE, STAY = (
    SingleChoice(key=key, text={"en": key}, choices=tuple(Choice(each, {"en": each}) for each in "abc"))
    for key in ("city", "role", "stay")
)
USEFUL = Rating(key="useful", text={"en": "How useful?"})
MUST = Rating(key="must", text={"en": "How clear?"}, required=True)
ITEMS = (CITY, ROLE, STAY, USEFUL, MUST)
CLOSED = Rules(minimum=3, closed=True, rights=True, split=True)
OPEN = Rules(minimum=5, closed=False, rights=False, split=True)

letters = st.sampled_from(["a", "b", "c", None])
point = st.one_of(st.none(), st.integers(1, 5))
people = st.lists(st.tuples(letters, letters, letters, point, st.integers(1, 5)), min_size=1, max_size=11)
Person = tuple[str | None, str | None, str | None, int | None, int]


def results(found: Sequence[Person], rules: Rules = CLOSED) -> Results:
    given = [dict(zip(("city", "role", "stay", "useful", "must"), each, strict=True)) for each in found]
    rows = [answered({key: value for key, value in each.items() if value is not None}) for each in given]
    return results_of(ITEMS, rows, [], rules)


def groups_of(shown: Results, part: str) -> dict[str, list[str]]:
    """By the choice that splits, the groups that are shown of a part."""
    return {
        split: [choice.key for grouped in rows if grouped.part.key == part for choice, _ in grouped.groups]
        for split, rows in shown.by.items()
    }


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


def test_the_smallest_and_the_largest_number_are_not_told() -> None:
    """Of eight values the interval of the median would be those two."""
    years = Number(key="years", text={"en": "Years?"})
    for many, told in ((8, False), (9, True)):
        rows = [answered({"years": each}) for each in range(many)]
        middle = results_of([years], rows, [], CLOSED).shown()[0].middle
        assert middle is not None
        assert (middle.interval is not None) is told


def test_thin_breakdowns_are_named_while_the_survey_is_written() -> None:
    few = thin_breakdowns(ITEMS, 12)
    assert [(each.item, each.groups) for each in few] == [("city", 3), ("role", 3), ("stay", 3)]
    assert [each.item for each in thin_breakdowns(ITEMS, 40)] == ["stay"]
    assert thin_breakdowns((USEFUL, LongText(key="why", text={"en": "Why?"})), 3) == []


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


def test_who_skipped_a_question_is_not_told_by_the_sizes_of_its_groups() -> None:
    """Of ten engineers and ten lawyers one says nothing of use: ten lawyers less nine would say what that one is."""
    one = [("a" if place < 10 else "b", None, None, None if place == 19 else 4, 4) for place in range(20)]
    shown = {grouped.part.key for rows in results(one).by.values() for grouped in rows}
    assert shown == {"must"}
    many = [("a" if place < 10 else "b", None, None, None if place % 10 > 6 else 4, 4) for place in range(20)]
    assert {grouped.part.key for rows in results(many).by.values() for grouped in rows} == {"useful", "must"}


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


def test_rows_of_a_matrix_are_parts_of_their_own() -> None:
    assert [part.key for part in parts_of(ITEMS)] == ["city", "role", "stay", "useful", "must"]
