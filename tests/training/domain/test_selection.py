"""Offers, and a reserve that moves up: whatever people do, seats, quotas and order hold."""

from datetime import UTC, date, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.training.domain.call import Quota, QuotaBy
from services.training.domain.nomination import TRANSITIONS, State
from services.training.domain.quotas import Person, fits
from services.training.domain.selection import HOLDING, end_of, has_started, last_day, promoted
from shared.when import Precision, When

SEOUL = "Asia/Seoul"
NOW = datetime(2027, 3, 1, 3, tzinfo=UTC)  # 12:00 in Seoul
QUOTAS = (Quota(QuotaBy.CITY, "*", at_most=1), Quota(QuotaBy.GENDER, "male", at_most=3))


def test_the_last_day_is_counted_in_the_hosts_zone() -> None:
    late = datetime(2027, 3, 1, 16, tzinfo=UTC)  # the 2nd already in Seoul
    assert last_day(late, 14, SEOUL, None) == date(2027, 3, 16)
    assert last_day(NOW, 14, SEOUL, date(2027, 3, 10)) == date(2027, 3, 9)
    assert last_day(NOW, 14, SEOUL, date(2027, 3, 1)) == date(2027, 3, 1)
    assert end_of(date(2027, 3, 16), SEOUL) == datetime(2027, 3, 16, 15, tzinfo=UTC)


def test_a_course_starts_at_its_hour_or_at_midnight_and_an_open_one_has_not() -> None:
    day = When(precision=Precision.DAY, first=date(2027, 3, 2), last=date(2027, 3, 4))
    midnight = datetime(2027, 3, 1, 15, tzinfo=UTC)
    assert not has_started(day, SEOUL, NOW)
    assert has_started(day, SEOUL, midnight)
    hour = When(precision=Precision.TIME, start=datetime(2027, 3, 2, 9), end=datetime(2027, 3, 2, 17))
    assert not has_started(hour, SEOUL, midnight)
    assert not has_started(When(precision=Precision.MONTH, year=2027, month=1), SEOUL, NOW)


people = st.lists(
    st.tuples(st.sampled_from(["Busan", "Ulsan", "Jeju", "Seoul", "Daegu"]), st.sampled_from(["female", "male", ""])),
    min_size=1,
    max_size=14,
)
acts = st.lists(st.tuples(st.sampled_from(["accept", "decline", "lapse", "withdraw"]), st.integers(0, 13)), max_size=30)
_TO = {
    "accept": State.ACCEPTED,
    "decline": State.DECLINED,
    "lapse": State.LAPSED,
    "withdraw": State.WITHDRAWN,
}


@given(people, st.integers(1, 6), acts)
def test_any_history_keeps_seats_quotas_and_order(
    rows: list[tuple[str, str]], seats: int, told: list[tuple[str, int]]
) -> None:
    pool = {
        (id_ := UUID(int=number)): Person(id=id_, city=city, country="KR", gender=gender)
        for number, (city, gender) in enumerate(rows, start=1)
    }
    states = dict.fromkeys(pool, State.RESERVE)
    reserve = list(pool)
    _move_up(pool, states, reserve, seats)
    for act, number in told:
        id_ = reserve[number % len(reserve)]
        if _TO[act] not in TRANSITIONS[states[id_]]:
            continue
        states[id_] = _TO[act]
        _move_up(pool, states, reserve, seats)
        assert states.keys() == pool.keys()
    assert promoted(QUOTAS, pool, _held(states), _waiting(states, reserve), seats) == ()


def _held(states: dict[UUID, State]) -> list[UUID]:
    return [id_ for id_, state in states.items() if state in HOLDING]


def _waiting(states: dict[UUID, State], reserve: list[UUID]) -> list[UUID]:
    return [id_ for id_ in reserve if states[id_] is State.RESERVE]


def _move_up(pool: dict[UUID, Person], states: dict[UUID, State], reserve: list[UUID], seats: int) -> None:
    """As the operation does; nobody is passed over who fitted at that moment."""
    for id_ in promoted(QUOTAS, pool, _held(states), _waiting(states, reserve), seats):
        holding = [pool[each] for each in _held(states)]
        waiting = _waiting(states, reserve)
        assert not any(fits(QUOTAS, holding, pool[each]) for each in waiting[: waiting.index(id_)])
        assert fits(QUOTAS, holding, pool[id_])
        states[id_] = State.OFFERED
    assert len(_held(states)) <= seats
