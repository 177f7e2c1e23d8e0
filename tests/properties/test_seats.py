"""Seats, whatever people do and in whatever order: never oversold, never jumped, and everybody knows how they stand.

The order of the waiting list is that of registering: whoever is approved late stands where they registered.
"""

import asyncio
from collections.abc import Collection, Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from services.registration.domain.calendar import item_key
from services.registration.domain.registration import TRANSITIONS, Status
from shared.contracts import Job
from shared.contracts.notify import MessageSend
from shared.house import House
from shared.identity.accounts import add_staff
from shared.identity.staff import Staff
from tests.properties.acts import FIXED, OPEN, Act, Play, State, acts, capacities, state_of
from tests.properties.told import Told
from tests.registration.events import sent
from tests.support.house import OpenHouse

EXAMPLES = settings().max_examples // 2  # `make chaos` has more
HOUSE_OF_THE_TEST = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]  # each history has an event of its own
AS_FOUND = [Phase.explicit, Phase.generate]  # a race does not come again for being made smaller


@pytest.fixture
async def home(committed_house: OpenHouse) -> House:
    return await committed_house("registration")


@pytest.fixture
async def staff(home: House) -> Staff:
    return await add_staff(home.db, email="ada@office.example", role="organizer", name="Ada Sample")


@settings(max_examples=EXAMPLES, suppress_health_check=HOUSE_OF_THE_TEST)
@example(1, FIXED, [Act("register", (0,)), Act("register", (1,)), Act("cancel_event"), Act("cancel", (0,))])
@given(capacities, st.sampled_from([FIXED, OPEN]), st.lists(acts, min_size=10, max_size=40))
async def test_one_after_the_other(
    home: House, staff: Staff, capacity: int | None, when: str, history: list[Act]
) -> None:
    play, told = await begun(Play(home, staff, when), capacity), Told()
    states = [await state_of(play)]
    for one in history:
        await play.do(one)
        states.append(await state_of(play))
        told.hear(await sent(home), states[-1], {states[-1].capacity})
        told.agrees(states[-1])
        in_order(states[-1])
    for before, after in pairwise(states):
        step_is_allowed(before, after)


@settings(max_examples=EXAMPLES // 2, phases=AS_FOUND, suppress_health_check=HOUSE_OF_THE_TEST)
@given(
    st.lists(capacities, min_size=1, max_size=3),
    st.lists(st.lists(st.tuples(st.integers(0, 2), acts), min_size=2, max_size=12), min_size=2, max_size=6),
)
async def test_many_at_the_same_moment(
    home: House, staff: Staff, seats: list[int | None], rounds: list[list[tuple[int, Act]]]
) -> None:
    """For one event, or for several: those who register are then one group, whatever is done to an event meanwhile."""
    plays = [await begun(Play(home, staff), capacity) for capacity in seats]
    tellings = [Told() for _ in plays]
    befores = [await state_of(play) for play in plays]
    for together in rounds:
        drawn = [(which % len(plays), one) for which, one in together]
        await asyncio.gather(*(plays[which].do(one) for which, one in drawn))
        jobs = await sent(home)
        for number, (play, told, before) in enumerate(zip(plays, tellings, befores, strict=True)):
            after = befores[number] = await state_of(play)
            done = [one for which, one in drawn if which == number]
            told.hear(about(after, jobs), after, {before.capacity, *_capacities(done)})
            told.agrees(after)
            in_order(after)
            step_is_allowed(before, after, at_once=True)


async def begun(play: Play, capacity: int | None) -> Play:
    await play.seats(capacity)
    await sent(play.home)
    return play


def about(state: State, jobs: Sequence[Job]) -> list[Job]:
    """Those that tell of this event."""
    item = item_key(state.event_id)
    return [job for job in jobs if item == (job.item if isinstance(job, MessageSend) else getattr(job, "key", ""))]


def in_order(state: State) -> None:
    assert state.counters == state.counts()
    standing = [row.email.lower() for row in state.rows if row.status != "cancelled"]
    assert len(standing) == len(set(standing)), "one registration a person"
    if not state.cancelled:
        free = state.capacity is None or state.counters["confirmed"] < state.capacity
        assert not (free and state.counters["waitlisted"]), "nobody waits beside a free seat"


def step_is_allowed(before: State, after: State, *, at_once: bool = False) -> None:
    """Nothing comes back from where it cannot; once an event is cancelled, nobody is let in any more."""
    stood = {row.id: Status(row.status) for row in before.rows}
    for row in after.rows:
        was, now = stood.pop(row.id, None), Status(row.status)
        if was is not None and was is not now and not at_once:
            assert now in TRANSITIONS[was]
        if before.cancelled and was is not now:
            assert now is Status.CANCELLED, "let in after the event was cancelled"
    assert stood == {}, "registrations do not vanish"


def _capacities(together: Collection[Act]) -> set[int | None]:
    return {one.given[0] for one in together if one.what in ("seats", "edit_seats")}
