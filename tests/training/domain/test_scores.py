"""Scores are exact, hidden as long as they must be, and lead to one order."""

from datetime import UTC, datetime
from fractions import Fraction
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from services.training.domain.call import Criterion
from services.training.domain.scores import (
    Review,
    Reviewer,
    Standing,
    has_interest,
    is_complete,
    points,
    rank,
    sees_others,
    standing,
)

DONE = datetime(2027, 3, 1, tzinfo=UTC)
CRITERIA = (Criterion("need", "Need", 3, 5), Criterion("skill", "Skill", 1, 10))


def review(nomination: UUID, *, done: bool = True, recused: bool = False, **scores: int) -> Review:
    return Review(
        nomination_id=nomination,
        reviewer_id=uuid4(),
        scores=scores,
        comment="",
        recused=recused,
        done_at=DONE if done else None,
    )


def test_points_are_the_weighted_mean_of_shares() -> None:
    assert points({"need": 4, "skill": 3}, CRITERIA) == Fraction(3 * 80 + 30, 4)
    assert points({"need": 5, "skill": 10}, CRITERIA) == 100
    assert points({"need": 0, "skill": 0}, CRITERIA) == 0


def test_a_third_of_a_scale_is_exact() -> None:
    thirds = (Criterion("a", "A", 1, 3), Criterion("b", "B", 1, 3), Criterion("c", "C", 1, 3))
    assert points({"a": 1, "b": 1, "c": 1}, thirds) * 3 == 100


def test_complete_means_every_criterion_within_its_scale() -> None:
    assert is_complete({"need": 0, "skill": 10}, CRITERIA)
    assert not is_complete({"need": 0}, CRITERIA)
    assert not is_complete({"need": 6, "skill": 1}, CRITERIA)
    assert not is_complete({}, ())


def test_the_mean_is_over_those_who_are_done_and_did_not_step_back() -> None:
    one = uuid4()
    reviews = [
        review(one, need=5, skill=10),
        review(one, need=0, skill=10),
        review(one, done=False, need=5),
        review(one, recused=True),
    ]
    assert standing(reviews, CRITERIA) == Standing(mean=Fraction(125, 2), spread=Fraction(75), reviews=2)
    assert standing(reviews[2:], CRITERIA) == Standing(mean=None, spread=Fraction(0), reviews=0)


def test_the_order_breaks_every_tie() -> None:
    early, late = datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 1, 2, tzinfo=UTC)
    best = rank(Standing(mean=Fraction(80), spread=Fraction(9), reviews=2), late, UUID(int=9))
    agreed = rank(Standing(mean=Fraction(70), spread=Fraction(1), reviews=2), late, UUID(int=8))
    earlier = rank(Standing(mean=Fraction(70), spread=Fraction(5), reviews=2), early, UUID(int=7))
    first = rank(Standing(mean=Fraction(70), spread=Fraction(5), reviews=2), late, UUID(int=1))
    second = rank(Standing(mean=Fraction(70), spread=Fraction(5), reviews=2), late, UUID(int=2))
    none = rank(Standing(mean=None, spread=Fraction(0), reviews=0), early, UUID(int=0))
    assert sorted([none, second, first, earlier, agreed, best]) == [best, agreed, earlier, first, second, none]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 10)), min_size=1, max_size=6), st.randoms())
def test_the_order_of_reviews_does_not_matter(scored: list[tuple[int, int]], random: object) -> None:
    one = uuid4()
    reviews = [review(one, need=need, skill=skill) for need, skill in scored]
    shuffled = list(reviews)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis' own random.Random
    found = standing(reviews, CRITERIA)
    assert found == standing(shuffled, CRITERIA)
    assert found.mean is not None
    assert 0 <= found.mean <= 100
    assert 0 <= found.spread <= 100


def test_others_are_hidden_until_all_of_ones_own_are_closed() -> None:
    one, two = uuid4(), uuid4()
    assert not sees_others([review(one, need=1, skill=1)], [one, two])
    assert not sees_others([review(one, need=1, skill=1), review(two, done=False)], [one, two])
    assert sees_others([review(one, need=1, skill=1), review(two, done=False, recused=True)], [one, two])


def test_an_interest_is_the_same_organisation_or_city() -> None:
    own = Reviewer(cohort_id=uuid4(), staff_id=uuid4(), email="a@b.example", name="Ada", organisation="", city="Seoul")
    assert has_interest(own, "Metro", " seoul ")
    assert not has_interest(own, "", "Busan")
