"""Seats of a group, whatever its order: never oversold, never jumped, nobody twice."""

from hypothesis import given
from hypothesis import strategies as st

from services.registration.domain.registration import Category, Participant, Seats, Status
from services.registration.domain.seating import seat


def people(numbers: list[int]) -> list[Participant]:
    return [
        Participant(
            email=f"Person{number}@example.org",
            name=f"Person {number}",
            organisation="Sample City",
            category=Category.DELEGATE,
            country="KR",
        )
        for number in numbers
    ]


@given(
    st.lists(st.integers(0, 20), max_size=40),
    st.one_of(st.none(), st.integers(1, 10)),
    st.integers(0, 10),
    st.integers(0, 3),
    st.sets(st.integers(0, 20)),
)
def test_a_group_is_seated_as_if_one_after_the_other(
    numbers: list[int], capacity: int | None, confirmed: int, waitlisted: int, registered: set[int]
) -> None:
    confirmed = min(confirmed, capacity) if capacity is not None else confirmed
    seats = Seats(capacity, confirmed, waitlisted, approval=False)
    seatings = seat(people(numbers), seats, {f"person{number}@example.org" for number in registered})
    first = [number not in numbers[:at] and number not in registered for at, number in enumerate(numbers)]
    assert [seating.status is not None for seating in seatings] == first
    new = [seating for seating in seatings if seating.status]
    free = len(new) if capacity is None else capacity - confirmed
    expected = 0 if waitlisted else min(free, len(new))
    assert [s.status for s in new] == [Status.CONFIRMED] * expected + [Status.WAITLISTED] * (len(new) - expected)
    assert [s.place for s in new[expected:]] == list(range(waitlisted + 1, waitlisted + 1 + len(new) - expected))
