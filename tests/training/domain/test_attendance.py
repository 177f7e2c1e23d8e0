"""The ledger of marks: any order of batches from several devices ends in the same record and the same conflicts."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from services.training.domain.attendance import (
    NOTHING,
    Mark,
    Place,
    Says,
    Standing,
    State,
    came,
    minutes_present,
    standing,
    standings,
)

START = datetime(2027, 3, 1, 0, 30, tzinfo=UTC)
SESSIONS = [UUID(int=n) for n in (1, 2)]
PEOPLE = [UUID(int=n) for n in (11, 12, 13)]
PRESENT, ABSENT, LATE = Says(State.PRESENT), Says(State.ABSENT), Says(State.LATE, late_minutes=10)
SAYS = [PRESENT, ABSENT, LATE, Says(State.LATE, 10, 5), Says(State.LEFT_EARLY, 0, 15), Says(State.EXCUSED), NOTHING]


def mark(number: int, says: Says, *replaces: int, session: UUID = SESSIONS[0], person: UUID = PEOPLE[0]) -> Mark:
    """Numbered; made so many seconds after the start."""
    at = START + timedelta(seconds=number)
    return Mark(
        client_id=UUID(int=1000 + number),
        session_id=session,
        participant_id=person,
        state=says.state,
        late_minutes=says.late_minutes,
        left_minutes=says.left_minutes,
        replaces=tuple(UUID(int=1000 + each) for each in replaces),
        claimed_at=at,
        received_at=at,
    )


def test_one_mark_holds_and_the_one_that_replaces_it_holds_then() -> None:
    first, second = mark(1, PRESENT), mark(2, ABSENT, 1)
    assert standing([first]) == Standing(PRESENT, (first,))
    assert standing([first, second]) == standing([second, first]) == Standing(ABSENT, (second,))


def test_two_marks_that_replace_the_same_are_a_conflict_until_one_replaces_both() -> None:
    first, one, two = mark(1, PRESENT), mark(2, ABSENT, 1), mark(3, LATE, 1)
    found = standing([two, first, one])
    assert (found.conflict, found.says, found.heads, set(found.claims)) == (True, NOTHING, (one, two), {ABSENT, LATE})
    half = mark(4, PRESENT, 2)
    assert standing([first, one, two, half]).heads == (two, half)
    decided = mark(5, PRESENT, 3, 4)
    assert standing([first, one, two, half, decided]) == Standing(PRESENT, (decided,))


def test_two_first_marks_that_say_the_same_agree_and_otherwise_do_not() -> None:
    assert standing([mark(1, PRESENT), mark(2, PRESENT)]).conflict is False
    assert standing([mark(1, PRESENT), mark(2, PRESENT)]).says == PRESENT
    assert standing([mark(1, LATE), mark(2, Says(State.LATE, 11))]).conflict is True


def test_a_mark_may_arrive_before_the_one_it_replaces() -> None:
    late_comer, earlier = mark(2, ABSENT, 1), mark(1, PRESENT)
    assert standing([late_comer]).says == ABSENT
    assert standing([late_comer, earlier]) == standing([late_comer])


def test_a_mark_replaces_nothing_of_another_person_or_session() -> None:
    own = mark(1, PRESENT)
    other = mark(2, ABSENT, 1, person=PEOPLE[1])
    there = mark(3, LATE, 1, session=SESSIONS[1])
    found = standings([own, other, there])
    assert {place: each.says for place, each in found.items()} == {
        own.place: PRESENT,
        other.place: ABSENT,
        there.place: LATE,
    }


def test_a_circle_of_a_broken_device_loses_no_mark() -> None:
    assert standing([mark(1, PRESENT, 2), mark(2, ABSENT, 1)]).conflict is True
    assert standing([mark(1, PRESENT, 1)]).says == PRESENT


@st.composite
def histories(draw: st.DrawFn) -> list[list[Mark]]:
    """What several devices write, in batches: each replaces the heads it knows, and hears of others at times."""
    known: list[list[Mark]] = [[] for _ in range(draw(st.integers(1, 4)))]
    written: list[Mark] = []
    for number in range(draw(st.integers(1, 25))):
        device = draw(st.integers(0, len(known) - 1))
        if draw(st.booleans()):
            known[device] = draw(st.lists(st.sampled_from(written), unique_by=_id)) + known[device] if written else []
        place = (draw(st.sampled_from(SESSIONS)), draw(st.sampled_from(PEOPLE)))
        seen = standings(known[device]).get(place, Standing())
        made = mark(number, draw(st.sampled_from(SAYS)), session=place[0], person=place[1])
        made = _replacing(made, seen)
        known[device].append(made)
        written.append(made)
    batches: list[list[Mark]] = []
    while written:
        size = draw(st.integers(1, len(written)))
        batches.append(written[:size])
        written = written[size:]
    return batches


def _id(mark: Mark) -> UUID:
    return mark.client_id


def _replacing(made: Mark, seen: Standing) -> Mark:
    return replace(made, replaces=tuple(head.client_id for head in seen.heads))


@given(histories(), st.data())
def test_any_order_of_batches_repeated_and_interleaved_ends_in_the_same_record(
    batches: list[list[Mark]], data: st.DataObject
) -> None:
    whole = [each for batch in batches for each in batch]
    expected = standings(whole)
    again = data.draw(st.lists(st.sampled_from(batches), max_size=5))
    arrived = data.draw(st.permutations([each for batch in [*batches, *again] for each in batch]))
    assert standings(arrived) == expected
    ledger: dict[UUID, Mark] = {}
    for each in arrived:
        ledger.setdefault(each.client_id, each)
    assert ledger.keys() == {each.client_id for each in whole}
    assert standings(ledger.values()) == expected


@given(histories())
def test_no_mark_is_lost_each_is_a_head_or_replaced_by_one_that_came_later(batches: list[list[Mark]]) -> None:
    whole = {each.client_id: each for batch in batches for each in batch}
    found = standings(whole.values())
    heads = {head.client_id for each in found.values() for head in each.heads}
    replaced = {old for each in whole.values() for old in each.replaces}
    assert heads | (replaced & whole.keys()) == whole.keys()
    assert not heads & replaced
    assert {each.place for each in whole.values()} == found.keys()


@given(histories())
def test_a_decision_that_replaces_every_head_ends_every_conflict(batches: list[list[Mark]]) -> None:
    whole = [each for batch in batches for each in batch]
    decisions = [
        _replacing(mark(100 + n, ABSENT, session=place[0], person=place[1]), each)
        for n, (place, each) in enumerate(standings(whole).items())
    ]
    after: dict[Place, Standing] = standings([*whole, *decisions])
    assert {(each.says, each.conflict) for each in after.values()} == {(ABSENT, False)}


@given(histories())
def test_what_one_device_writes_alone_is_never_a_conflict(batches: list[list[Mark]]) -> None:
    heads: dict[Place, Standing] = {}
    ledger: list[Mark] = []
    for each in (each for batch in batches for each in batch):
        ledger.append(_replacing(each, heads.get(each.place, Standing())))
        heads = standings(ledger)
        assert heads[each.place] == Standing(each.says, (ledger[-1],))


@pytest.mark.parametrize(
    ("says", "minutes"),
    [(PRESENT, 90), (LATE, 80), (Says(State.LATE, 10, 5), 75), (Says(State.LEFT_EARLY, 0, 15), 75), (ABSENT, 0),
     (Says(State.EXCUSED), 0), (NOTHING, 0), (Says(State.LATE, 80, 80), 0)],
)  # fmt: skip
def test_minutes_present(says: Says, minutes: int) -> None:
    assert minutes_present(says, 90) == minutes


@pytest.mark.parametrize(
    ("after", "says"),
    [
        (-600, PRESENT),
        (0, PRESENT),
        (5 * 60 + 59, PRESENT),
        (6 * 60, Says(State.LATE, 6)),
        (9000, Says(State.LATE, 90)),
    ],
)
def test_checking_in_is_late_from_the_minute_after_the_grace(after: int, says: Says) -> None:
    assert came(START, START + timedelta(seconds=after), 5, 90) == says
