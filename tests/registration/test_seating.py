"""Seats of a group, whatever its order: never oversold, never jumped, nobody twice."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.registration.domain.registration import Category, Participant, Seats, Status
from services.registration.domain.seating import seat
from shared.ids import uuid7

FORUM, EXPO = uuid7(), uuid7()
OTHERS = Seats(1, 0, 0, approval=False)


def person(number: int) -> Participant:
    return Participant(
        email=f"Person{number}@example.org",
        name=f"Person {number}",
        organisation="Sample City",
        category=Category.DELEGATE,
        country="KR",
    )


@given(
    st.lists(st.tuples(st.sampled_from([FORUM, EXPO]), st.integers(0, 20)), max_size=60),
    st.one_of(st.none(), st.integers(1, 10)),
    st.integers(0, 10),
    st.integers(0, 3),
    st.sets(st.integers(0, 20)),
)
def test_a_group_is_seated_as_if_one_after_the_other(
    group: list[tuple[UUID, int]], capacity: int | None, confirmed: int, waitlisted: int, registered: set[int]
) -> None:
    """Whoever comes for another event meanwhile."""
    confirmed = min(confirmed, capacity) if capacity is not None else confirmed
    seats = Seats(capacity, confirmed, waitlisted, approval=False)
    known = {(FORUM, f"person{number}@example.org") for number in registered}
    all_ = seat([(event, person(number)) for event, number in group], {FORUM: seats, EXPO: OTHERS}, known)
    assert [(s.event_id, s.participant) for s in all_] == [(event, person(number)) for event, number in group]
    seatings = [seating for seating in all_ if seating.event_id == FORUM]
    numbers = [number for event, number in group if event == FORUM]
    first = [number not in numbers[:at] and number not in registered for at, number in enumerate(numbers)]
    assert [seating.status is not None for seating in seatings] == first
    new = [seating for seating in seatings if seating.status]
    free = len(new) if capacity is None else capacity - confirmed
    expected = 0 if waitlisted else min(free, len(new))
    assert [s.status for s in new] == [Status.CONFIRMED] * expected + [Status.WAITLISTED] * (len(new) - expected)
    assert [s.place for s in new[expected:]] == list(range(waitlisted + 1, waitlisted + 1 + len(new) - expected))
