"""Before and after: the same people by their pseudonyms, and nothing that could be subtracted."""

from services.training.domain.surveys.pairs import Pairs, pairs_of
from services.training.domain.surveys.questions import Choice, Knowledge, Question, Rating
from services.training.domain.surveys.survey import Response
from tests.training.surveys.made import answered

SURE = Rating(key="sure", text={"en": "How sure?"})
ONE, TWO = (
    Knowledge(key=key, text={"en": key}, choices=(Choice("yes", {}), Choice("no", {})), right=("yes",))
    for key in ("one", "two")
)


def rows(*given: tuple[int, str, str], first: int = 0) -> list[Response]:
    """Of people in their order, whose pseudonyms are counted from `first`."""
    return [
        answered({"sure": sure, "one": one, "two": two}, str(number))
        for number, (sure, one, two) in enumerate(given, start=first)
    ]


def paired(before: list[Response], after: list[Response], *items: Question) -> Pairs:
    kept = items or (SURE, ONE, TWO)
    return pairs_of((kept, kept), (before, after), 5)


def test_each_person_is_compared_with_themselves() -> None:
    """Six learned the first item, nobody the second; one is less sure than before."""
    before = rows(*[(2, "no", "no")] * 6, (4, "yes", "no"))
    after = rows(*[(3, "yes", "no")] * 6, (3, "yes", "no"))
    found = paired(before, list(reversed(after)))
    assert found.people == 7
    told = [(each.part.key if each.part else each.items, each.change) for each in found.changed]
    assert [(name, change.up, change.same, change.down) for name, change in told] == [
        (2, 6, 1, 0), ("sure", 6, 0, 1), ("one", 6, 1, 0), ("two", 0, 7, 0)
    ]  # fmt: skip
    assert [change.p for _, change in told] == [0.03125, 0.125, 0.03125, None]


def test_a_single_item_is_not_told_where_one_person_is_over() -> None:
    """Right before, less right after, less learned plus forgotten, would be that person's answer."""
    before, after = rows(*[(2, "no", "no")] * 7), rows(*[(3, "yes", "no")] * 6)
    assert paired(before, after) == Pairs(6, ())
    enough = rows(*[(2, "no", "no")] * 11)
    assert [each.part.key for each in paired(enough, after).changed if each.part] == ["sure", "one", "two"]


def test_fifteen_less_fourteen_who_stayed_is_not_told() -> None:
    """Fourteen answered both with the same values: what they said before, taken from the fifteen, leaves one."""
    before = rows(*[(2, "no", "no")] * 14, (5, "yes", "yes"))
    assert paired(before, before[:14]) == Pairs(14, ())
    assert paired(before[:14], before) == Pairs(14, ())
    assert len(paired(before, before).changed) == 4


def test_one_too_many_on_each_side_does_not_make_enough() -> None:
    """Five are over in all, three before and two after: each side counts alone."""
    before, after = rows(*[(2, "no", "no")] * 9), rows(*[(2, "no", "no")] * 8, first=3)
    assert paired(before, after) == Pairs(6, ())


def test_earlier_looks_cannot_be_taken_away_from_those_left_over() -> None:
    """Shown in blocks, a block and the five left over may differ by one person."""
    before, after = rows(*[(2, "no", "no")] * 12), rows(*[(3, "yes", "no")] * 7)
    kept = (SURE, ONE, TWO)
    assert pairs_of((kept, kept), (before, after), 5, alone=False) == Pairs(7, ())
    assert len(pairs_of((kept, kept), (before, before), 5, alone=False).changed) == 4


def test_nothing_is_told_of_fewer_than_the_minimum() -> None:
    before, after = rows(*[(2, "no", "no")] * 8), rows(*[(3, "yes", "no")] * 8, first=4)
    assert paired(before, after) == Pairs(4, ())


def test_questions_that_differ_are_not_compared() -> None:
    other = Rating(key="sure", text={"en": "How sure?"}, highest=7)
    found = pairs_of(((SURE,), (other,)), (rows(*[(2, "no", "no")] * 8), rows(*[(3, "no", "no")] * 8)), 5)
    assert found == Pairs(8, ())


def test_who_has_no_pseudonym_is_nobody() -> None:
    nameless = [answered({"sure": 3, "one": "yes", "two": "no"}) for _ in range(8)]
    assert paired(nameless, nameless) == Pairs(0, ())


def test_what_is_hidden_in_one_of_the_two_has_no_change() -> None:
    """A third survey asked it before: how many changed would say what is hidden."""
    before, kept = rows(*[(2, "no", "no")] * 8), (SURE, ONE, TWO)
    found = pairs_of((kept, kept), (before, before), 5, withheld={"one"})
    assert [each.part.key if each.part else each.items for each in found.changed] == ["sure", "two"]
