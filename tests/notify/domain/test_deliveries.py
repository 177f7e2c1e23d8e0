"""What follows from each outcome of a try, and how long the next one waits."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.deliveries import (
    FIRST_WAIT,
    LONGEST_WAIT,
    TRANSITIONS,
    TRIES,
    Next,
    Outcome,
    State,
    eased,
    next_step,
    paced,
    wait,
)  # fmt: skip

NOW = datetime(2027, 3, 1, 3, 0, tzinfo=UTC)
SOON = NOW + FIRST_WAIT


@pytest.mark.parametrize(
    ("outcome", "tries", "unknowns", "then"),
    [
        (Outcome.ACCEPTED, 1, 0, Next(State.SENT, None, 1, 0)),
        (Outcome.ACCEPTED, 2, 1, Next(State.SENT, None, 2, 1)),
        (Outcome.REFUSED, 1, 0, Next(State.DEAD, None, 1, 0)),
        (Outcome.NO_MAILBOX, 3, 0, Next(State.DEAD, None, 3, 0)),
        (Outcome.NOT_ALLOWED, 1, 0, Next(State.RETRY, SOON, 0, 0)),
        (Outcome.NOT_ALLOWED, TRIES, 0, Next(State.RETRY, SOON, TRIES - 1, 0)),
        (Outcome.NO_ANSWER, 1, 0, Next(State.UNKNOWN, SOON, 1, 1)),
        (Outcome.NO_ANSWER, 2, 1, Next(State.UNKNOWN, None, 2, 2)),
        (Outcome.NOT_BEGUN, 1, 0, Next(State.RETRY, SOON, 1, 0)),
        (Outcome.DEFERRED, 2, 0, Next(State.RETRY, NOW + timedelta(seconds=60), 2, 0)),
        (Outcome.THROTTLED, 3, 0, Next(State.RETRY, NOW + timedelta(seconds=120), 3, 0)),
        (Outcome.DEFERRED, TRIES, 0, Next(State.DEAD, None, TRIES, 0)),
        (Outcome.DEFERRED, TRIES, 1, Next(State.UNKNOWN, None, TRIES, 1)),  # it may have arrived: dead would be a lie
    ],
)
def test_the_next_step(outcome: Outcome, tries: int, unknowns: int, then: Next) -> None:
    assert next_step(outcome, tries=tries, unknowns=unknowns, now=NOW, chance=0) == then


@given(
    outcome=st.sampled_from(Outcome), tries=st.integers(1, TRIES), unknowns=st.integers(0, 1), chance=st.floats(0, 0.99)
)
def test_every_step_is_in_the_table_of_states(outcome: Outcome, tries: int, unknowns: int, chance: float) -> None:
    then = next_step(outcome, tries=tries, unknowns=unknowns, now=NOW, chance=chance)
    assert then.state in TRANSITIONS[State.SENDING]
    if then.state is not State.UNKNOWN:
        assert (then.at is not None) == (then.state is State.RETRY)


@given(tries=st.integers(1, 60), chance=st.floats(0, 0.99))
def test_waits_grow_to_four_hours_less_a_quarter_by_chance(tries: int, chance: float) -> None:
    full = min(FIRST_WAIT * 2 ** min(tries - 1, 9), LONGEST_WAIT)
    assert max(full * 3 / 4, FIRST_WAIT) <= wait(tries, chance) <= full


def test_states_with_nothing_behind_them_are_ends() -> None:
    ends = {state for state, after in TRANSITIONS.items() if not after}
    assert ends == {State.SENT, State.DEAD, State.SUPPRESSED, State.WITHHELD}


def test_a_domain_is_paced_down_to_an_hour_and_eased_back_to_nothing() -> None:
    delay, down = timedelta(), []
    for _ in range(8):
        delay = paced(delay)
        down.append(delay / timedelta(minutes=1))
    assert down == [1, 2, 4, 8, 16, 32, 60, 60]
    steps = 0
    while delay:
        delay, steps = eased(delay), steps + 1
    assert steps == 10
