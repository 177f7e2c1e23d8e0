"""How far issuing is: where it stands still, staff read why, since when, and that nothing is lost."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import msgspec
import pytest

from services.training.domain.certificates.issue import Pace
from services.training.operations.certificates import issuing, keys, progress
from services.training.store.certificates import runs
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.training import people
from tests.training.certificates.given import FORUM, Held, forum, held
from tests.training.web.conftest import SignedIn

WAITING = (
    "Waiting for a worker: none has been at it since 8 October 2027, 12:00 Seoul. Nothing is lost; it goes on by "
    "itself when one is back."
)


@pytest.fixture
async def two(committed_house: OpenHouse, clock: FakeClock) -> House:
    """Two of Jeju and one of the forum wait for their certificates, in this order."""
    house = await committed_house("training")
    room = await held(house, clock, 2)
    await issuing.begin(house, people.actor(house), room.key, unconfirmed=True)
    await forum(house, "Chidinma Okafor")
    clock.advance(seconds=1)
    await issuing.begin(house, people.actor(house), FORUM, unconfirmed=True)
    return house


async def pace(house: House, key: str) -> Pace | None:
    found = await progress.progress(house, people.actor(house), key)
    assert found is not None
    return found.pace


@asynccontextmanager
async def a_worker(house: House) -> AsyncIterator[str]:
    """In the middle of a batch. What it is at."""
    async with house.db.transaction() as tx:
        run = await runs.claim(tx)
        assert run is not None
        await runs.hold(tx, run.id)
        yield run.occasion


async def test_it_says_what_it_waits_for(two: House, clock: FakeClock) -> None:
    house = two
    async with a_worker(house) as jeju:
        found = [(await pace(house, jeju), await pace(house, FORUM))]
        for seconds in (5, 9, 1):
            clock.advance(seconds=seconds)
            found.append((await pace(house, jeju), await pace(house, FORUM)))
    going, turn = Pace.GOING, Pace.TURN
    assert found == [(going, going), (going, going), (going, turn), (Pace.SLOW, turn)]
    assert [await pace(house, each) for each in (jeju, FORUM)] == [Pace.WAITING] * 2
    async with a_worker(house), a_worker(house) as second:
        assert second == FORUM
        assert [await pace(house, each) for each in (jeju, FORUM)] == [Pace.SLOW, Pace.GOING]


async def test_whoever_looks_on_holds_up_no_worker(two: House) -> None:
    house = two
    async with house.db.transaction() as tx:
        before = await runs.claim(tx)
    async with house.db.transaction() as looking:
        assert before is not None
        assert await runs.hands(looking, before.id) == runs.Hands(held=False, busy=False)
        async with a_worker(house) as jeju:
            assert jeju == before.occasion
            assert await runs.hands(looking, before.id) == runs.Hands(held=True, busy=True)


async def test_each_batch_is_a_step(two: House, clock: FakeClock) -> None:
    house = two
    begun = house.clock()
    clock.advance(minutes=3)
    assert await issuing.issue_waiting(house) == 3
    found = await progress.progress(house, people.actor(house), FORUM)
    assert found is not None
    assert (found.pace, found.run.started_at, found.run.moved_at) == (None, begun, house.clock())


async def test_an_older_act_that_is_not_finished_is_told_of(committed_house: OpenHouse, clock: FakeClock) -> None:
    house = await committed_house("training")
    room = await held(house, clock, 3)
    actor = people.actor(house)
    first, *others = (each.id for each in room.people)
    await issuing.begin(house, actor, room.key, others, unconfirmed=True)
    async with a_worker(house):
        clock.advance(seconds=1)
        await issuing.begin(house, actor, room.key, [first], unconfirmed=True)
        assert await issuing.issue_waiting(house) == 1
        found = await progress.progress(house, actor, room.key)
    assert found is not None
    assert (found.run.total, found.run.done, found.pace) == (2, 0, Pace.GOING)


@pytest.fixture
async def waiting(room: Held, clock: FakeClock) -> Held:
    """Nobody takes it up."""
    await issuing.begin(room.house, people.actor(room.house), room.key, unconfirmed=True)
    clock.advance(seconds=6)
    return room


@pytest.mark.parametrize(("role", "refreshes"), [("viewer", True), ("organizer", False)])
async def test_the_page_says_so_without_a_script_too(
    waiting: Held, signed_in: SignedIn, role: str, *, refreshes: bool
) -> None:
    desk, _ = await signed_in(role)
    page = (await desk.get(f"{waiting.desk}?show=eligible&done=issuing&count=2")).text
    assert page.count(f"{WAITING}</p>") == 1
    refresh = f'<noscript><meta http-equiv="refresh" content="10; url={waiting.desk}?show=eligible"></noscript>'
    assert (refresh in page, "http-equiv" in page) == (refreshes, refreshes)
    assert f'href="{waiting.desk}?show=eligible">Look again</a>' in page
    await issuing.issue_waiting(waiting.house)
    page = (await desk.get(waiting.desk)).text
    assert ("Waiting for a worker" in page, "http-equiv" in page) == (False, False)


async def test_a_program_hears_it_in_its_language(waiting: Held, signed_in: SignedIn) -> None:
    desk, _ = await signed_in("viewer")
    path = f"/api/v1{waiting.desk}/progress"
    assert (await desk.get(path)).json() == {
        "total": 2, "done": 0, "failed": 0, "finished": False, "pace": "waiting", "moved_at": "2027-10-08T03:00:00Z",
        "words": WAITING,
    }  # fmt: skip
    desk.cookies.set("wego_zone", "Africa/Nairobi")
    answer = await desk.get(path, headers={"accept-language": "ko"})
    assert "나이로비 시간 2027년 10월 8일 06:00부터" in answer.json()["words"]
    await issuing.issue_waiting(waiting.house)
    assert (await desk.get(path)).json() == {
        "total": 2, "done": 2, "failed": 0, "finished": True, "pace": "", "moved_at": "2027-10-08T03:00:06Z",
        "words": "",
    }  # fmt: skip


async def test_where_the_key_does_not_open_no_worker_is_waited_for(waiting: Held, desk: httpx.AsyncClient) -> None:
    async with waiting.house.db.transaction() as tx:
        other = msgspec.structs.replace(waiting.house.settings, secret_key=b"quite another secret key, of 32 bytes")
        await keys.signer(msgspec.structs.replace(waiting.house, settings=other), tx)
    assert "the secret key of the server is another one now" in (await desk.get(waiting.desk)).text
    answer = await desk.get(f"/api/v1{waiting.desk}/progress")
    assert answer.json()["pace"] == "unsigned"
