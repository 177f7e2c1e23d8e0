"""Quotas: what is filled, missing, broken; what is proposed; who is let in next."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.training.domain.call import Quota, QuotaBy
from services.training.domain.quotas import Person, fills, fits, next_in, propose

BY_CITY = Quota(QuotaBy.CITY, "*", at_most=1)
WOMEN = Quota(QuotaBy.GENDER, "female", at_least=2)


def person(number: int, city: str = "", gender: str = "", region: str = "", country: str = "KR") -> Person:
    return Person(id=UUID(int=number), region=region, city=city, country=country, gender=gender)


def told(quotas: list[Quota], chosen: list[Person], pool: list[Person]) -> list[tuple[str, int, int, bool]]:
    return [(each.value, each.filled, each.missing, each.broken) for each in fills(quotas, chosen, pool)]


def test_what_is_filled_missing_and_broken() -> None:
    pool = [person(1, "Busan", "female"), person(2, "busan", "male"), person(3, "Ulsan", "male"), person(4)]
    assert told([BY_CITY, WOMEN], pool[:2], pool) == [
        ("Busan, KR", 2, 0, True),
        ("Ulsan, KR", 0, 0, False),
        ("female", 1, 1, False),
    ]


def test_a_city_of_the_same_name_elsewhere_is_another() -> None:
    held = [person(1, "Cambridge", country="GB")]
    assert fits([BY_CITY], held, person(2, "Cambridge", country="US"))
    assert not fits([BY_CITY], held, person(2, "CAMBRIDGE", country="GB"))
    assert not fits([Quota(QuotaBy.CITY, "Cambridge", at_most=1)], held, person(2, "Cambridge", country="US"))


def test_another_spelling_of_a_city_is_no_other_city() -> None:
    held = [person(1, "Bogotá", country="CO")]
    for written in ("bogota", "BOGOTÁ", "Bogota\u0301"):
        assert not fits([BY_CITY], held, person(2, written, country="CO"))
    assert not fits([Quota(QuotaBy.CITY, "bogota", at_most=1)], held, person(2, "Bogotá", country="CO"))


def test_the_city_of_the_directory_counts_and_a_quota_that_names_one_counts_what_was_written_too() -> None:
    first, second = (
        Person(id=UUID(int=number), city="Nairobi City County", written=written, country="KE")
        for number, written in ((1, "Nairobi"), (2, "Westlands"))
    )
    assert not fits([BY_CITY], [first], second)
    for name, full in (("Nairobi", 1), ("nairobi city county", 2), ("Westlands", 1), ("Mombasa", 0)):
        (fill,) = fills([Quota(QuotaBy.CITY, name, at_most=1)], [first, second], [])
        assert (fill.filled, fill.broken) == (full, full > 1)


def test_a_value_with_a_quota_of_its_own_is_not_meant_by_the_star() -> None:
    quotas = [BY_CITY, Quota(QuotaBy.CITY, "Busan", at_most=2)]
    assert fits(quotas, [person(1, "Busan")], person(2, "Busan"))
    assert not fits(quotas, [person(1, "Busan"), person(2, "Busan")], person(3, "Busan"))


def test_whoever_says_nothing_breaks_nothing() -> None:
    assert fits([BY_CITY, Quota(QuotaBy.GENDER, "*", at_most=0)], [person(1)], person(2))


def test_the_best_within_the_quotas() -> None:
    ranked = [
        person(1, "Busan", "male"),
        person(2, "Busan", "female"),
        person(3, "Ulsan", "male"),
        person(4, "Jeju", "female"),
        person(5, "Seoul", "female"),
    ]
    proposal = propose([BY_CITY, WOMEN], ranked, 3)
    assert [each.int for each in proposal.chosen] == [1, 4, 5]
    assert [each.int for each in proposal.reserve] == [2, 3]
    assert proposal.unmet == ()


def test_what_could_not_be_satisfied_is_said() -> None:
    ranked = [person(1, "Busan", "male"), person(2, "Ulsan", "female")]
    proposal = propose([BY_CITY, WOMEN], ranked, 2)
    assert [each.int for each in proposal.chosen] == [1, 2]
    assert [(each.value, each.missing) for each in proposal.unmet] == [("female", 1)]


people = st.builds(
    lambda city, gender, region: (city, gender, region),
    st.sampled_from(["", "Busan", "Ulsan", "Jeju", "Seoul"]),
    st.sampled_from(["", "female", "male"]),
    st.sampled_from(["", "asia", "africa"]),
)
pools = st.lists(people, max_size=12).map(
    lambda rows: [person(number, *row) for number, row in enumerate(rows, start=1)]
)
quotas = st.lists(
    st.builds(
        lambda by, value, at_least, at_most: Quota(by, value if by is QuotaBy.GENDER else "*", at_least, at_most),
        st.sampled_from(QuotaBy),
        st.sampled_from(["*", "female", "male"]),
        st.integers(0, 3),
        st.none() | st.integers(0, 3),
    ),
    max_size=4,
)


@given(quotas, pools, st.integers(0, 8))
def test_a_proposal_breaks_no_at_most_and_leaves_no_seat_to_somebody_who_fits(
    rules: list[Quota], pool: list[Person], seats: int
) -> None:
    proposal = propose(rules, pool, seats)
    held = [each for each in pool if each.id in proposal.chosen]
    rest = [each for each in pool if each.id in proposal.reserve]
    assert len(held) <= seats
    assert sorted(proposal.chosen + proposal.reserve) == sorted(each.id for each in pool)
    assert not any(fill.broken for fill in fills(rules, held, pool))
    if len(held) < seats:
        assert not any(fits(rules, held, each) for each in rest)


@given(quotas, pools)
def test_without_at_leasts_the_first_who_fits_is_next(rules: list[Quota], pool: list[Person]) -> None:
    plain = [Quota(each.by, each.value, 0, each.at_most) for each in rules]
    held, waiting = pool[:3], pool[3:]
    able = [each for each in waiting if fits(plain, held, each)]
    assert next_in(plain, held, waiting, 1, pool) == (able[0] if able else None)
