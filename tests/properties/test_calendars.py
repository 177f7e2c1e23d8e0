"""Calendars, whatever people do: nobody's lies, and late, doubled and shuffled jobs end where they should."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from services.notify.operations import updates
from shared.contracts import Job
from shared.house import House
from shared.identity.accounts import add_staff
from shared.identity.staff import Staff
from tests.notify.jobs import apply, mark_sent
from tests.properties.acts import FIXED, OPEN, Act, Play, act, acts, capacities, state_of
from tests.registration.events import sent
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

EXAMPLES = settings().max_examples // 5  # `make chaos` has more
HOUSE_OF_THE_TEST = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]  # each history has an event of its own
QUIET = 300
# Beside what people do: the postman delivers, the quiet time is over.
POSTED, QUIET_OVER = "posted", "quiet_over"
moments = st.one_of(acts, acts, acts, act(POSTED), act(QUIET_OVER), act("move", st.integers(1, 3)))
endings = st.sampled_from([[], [Act("cancel_event")]])
histories = st.tuples(st.lists(moments, min_size=10, max_size=40), endings).map(lambda both: both[0] + both[1])

SOMEBODY_WAITS_WHILE_IT_MOVES_TWICE = [
    *(Act("register", (number,)) for number in (0, 1)),
    *(Act("move", (week,)) for week in (1, 2)),
]


class Part(msgspec.Struct, frozen=True):
    """A calendar part that was written for somebody."""

    person_id: Any
    method: str
    sequence: int
    when: Any
    timezone: str
    state: str


@dataclass(frozen=True)
class Stage:
    """Both services on one database, with a clock that the test moves."""

    home: House
    notify: House
    staff: Staff
    clock: FakeClock

    async def play(self, when: str, capacity: int | None) -> Play:
        """A new event; what was told of others is forgotten."""
        play = Play(self.home, self.staff, when)
        await sent(self.home)
        await play.seats(capacity)
        return play

    async def quiet_over(self) -> None:
        self.clock.advance(seconds=QUIET)
        await updates.send_due(self.notify)


@pytest.fixture
async def stage(committed_house: OpenHouse, clock: FakeClock) -> Stage:
    home, notify = await committed_house("registration"), await committed_house("notify", update_quiet=QUIET)
    staff = await add_staff(home.db, email="ada@office.example", role="organizer", name="Ada Sample")
    return Stage(home, notify, staff, clock)


@settings(max_examples=EXAMPLES, suppress_health_check=HOUSE_OF_THE_TEST)
@given(capacities, st.sampled_from([FIXED, OPEN]), histories)
async def test_nobodys_calendar_lies(stage: Stage, capacity: int | None, when: str, history: list[Act]) -> None:
    """One counter: a number stands for the same facts for everybody, and each part that a person gets is as high or
    higher than the last; a CANCEL is always higher, and takes out only what is there.
    """
    play, notify = await stage.play(when, capacity), stage.notify
    for one in history:
        if one.what == POSTED:
            await mark_sent(notify)
        elif one.what == QUIET_OVER:
            await stage.quiet_over()
        else:
            await play.do(one)
            await apply(notify, *await sent(stage.home))
    await stage.quiet_over()
    parts = await parts_of(notify, "registration", play.slug)
    one_counter(parts)
    state = await state_of(play)
    confirmed = [] if state.cancelled else [row.email for row in state.rows if row.status == "confirmed"]
    (date,) = await fetch(notify, 'SELECT "when", timezone FROM items WHERE slug = $1', play.slug)
    fixed = date[0]["precision"] in ("time", "day")
    assert await holding(notify, parts) == (dict.fromkeys(confirmed, date) if fixed else {})


@settings(max_examples=EXAMPLES, suppress_health_check=HOUSE_OF_THE_TEST)
@example(1, FIXED, SOMEBODY_WAITS_WHILE_IT_MOVES_TWICE, random.Random(1))  # noqa: S311  # no secret
@given(capacities, st.sampled_from([FIXED, OPEN]), st.lists(acts, min_size=5, max_size=30), st.randoms())
async def test_late_doubled_and_shuffled_jobs_end_in_the_same_place(
    stage: Stage, capacity: int | None, when: str, history: list[Act], chance: random.Random
) -> None:
    """The same jobs told by two owners: in order, and in any order with some of them twice or thrice."""
    play, notify = await stage.play(when, capacity), stage.notify
    for one in history:
        await play.do(one)
    jobs = await sent(stage.home)
    shuffled = jobs + chance.choices(jobs, k=len(jobs) // 2)
    chance.shuffle(shuffled)
    straight, mixed = f"straight {play.slug}", f"mixed {play.slug}"
    await apply(notify, *told_by(straight, jobs))
    await apply(notify, *told_by(mixed, shuffled))
    await stage.quiet_over()

    assert await stands(notify, mixed) == await stands(notify, straight)
    parts = await parts_of(notify, mixed, play.slug)
    one_counter(parts)
    in_order = await parts_of(notify, straight, play.slug)
    assert await holding(notify, parts) == await holding(notify, in_order)
    told = {key for job in jobs for key in keys_of(job)}  # what goes with an update may be overtaken before it goes
    assert told & await messages(notify, mixed) <= told & await messages(notify, straight) == told
    for owner in (straight, mixed):
        of_event = "SELECT recipient FROM deliveries WHERE owner = $1 AND template LIKE 'event.%'"
        mails = await fetch(notify, of_event, owner)
        assert len(mails) == len(set(mails)), "one update for all that changed in the quiet time"

    before = await written(notify)
    again = [job for job in shuffled if not goes_with_update(job)]
    chance.shuffle(again)
    await apply(notify, *told_by(straight, again), *told_by(mixed, again))
    await stage.quiet_over()
    assert await written(notify) == before, "what comes again, and older than what is known, mails nobody"


def told_by(owner: str, jobs: Sequence[Job]) -> list[Job]:
    return [msgspec.structs.replace(job, owner=owner) for job in jobs]


def goes_with_update(job: Job) -> bool:
    """It has no revision: the inbox sees to it that it acts once."""
    return bool(getattr(job, "with_update", False))


def keys_of(job: Job) -> list[str]:
    if hasattr(job, "parts"):
        return [part.message.key for part in job.parts]
    return [job.message.key] if hasattr(job, "message") and not goes_with_update(job) else []


async def fetch(notify: House, statement: str, *given: Any) -> list[tuple[Any, ...]]:
    async with notify.db.reading() as tx:
        return [tuple(row) for row in await tx.conn.fetch(statement, *given)]


async def parts_of(notify: House, owner: str, slug: str) -> list[Part]:
    """That left or are about to, oldest first."""
    rows = await fetch(
        notify,
        'SELECT d.person_id, d.method, d.sequence, d."when", d.timezone, d.state FROM deliveries d'
        " JOIN items ON items.id = d.item_id WHERE d.owner = $1 AND slug = $2 AND method IS NOT NULL"
        " AND state <> 'withheld' ORDER BY d.id",
        owner,
        slug,
    )
    return [Part(*row) for row in rows]


def one_counter(parts: Sequence[Part]) -> None:
    facts: dict[int, Any] = {}
    last: dict[Any, Part] = {}
    for part in parts:
        before = last.get(part.person_id)
        if part.method == "REQUEST":
            assert facts.setdefault(part.sequence, (part.when, part.timezone)) == (part.when, part.timezone)
            if before is not None:
                assert part.sequence > before.sequence or (part.sequence, part.method) == (
                    before.sequence,
                    before.method,
                )
        else:
            assert before is not None, "only what was sent is cancelled"
            assert before.method == "REQUEST", "only what is there is cancelled"
            assert part.sequence > before.sequence
            assert (part.when, part.timezone) == (before.when, before.timezone), "it names the date that stands there"
        last[part.person_id] = part


async def holding(notify: House, parts: Sequence[Part]) -> dict[str, tuple[Any, str]]:
    """Whose calendar has an entry, by address, and on which date."""
    addresses = dict(await fetch(notify, "SELECT id, address FROM people"))
    last = {part.person_id: part for part in parts}
    return {addresses[id_]: (p.when, p.timezone) for id_, p in last.items() if p.method == "REQUEST"}


async def stands(notify: House, owner: str) -> tuple[Any, ...]:
    """What notify knows of an owner's items and of who takes part."""
    items = await fetch(
        notify,
        'SELECT revision, title, "when", timezone, cancelled_at IS NULL, withdrawn, due_at, told FROM items'
        " WHERE owner = $1",
        owner,
    )
    guests = await fetch(
        notify,
        "SELECT attendees.id, person_id, attendees.revision, desired FROM attendees JOIN items ON items.id = item_id"
        " WHERE owner = $1 ORDER BY 1, 2",
        owner,
    )
    held = await fetch(notify, "SELECT count(*) FROM held JOIN items ON items.id = item_id WHERE owner = $1", owner)
    return items, guests, held


async def messages(notify: House, owner: str) -> set[str]:
    """All of an owner, by key."""
    return {key for (key,) in await fetch(notify, "SELECT key FROM deliveries WHERE owner = $1", owner)}


async def written(notify: House) -> list[tuple[Any, ...]]:
    """Every mail there is."""
    return await fetch(notify, "SELECT id, state FROM deliveries ORDER BY id")
