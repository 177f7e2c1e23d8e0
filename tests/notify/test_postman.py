"""Delivery against a real mail server that refuses, throttles, drops and dies."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from services.notify import postman as postman_module
from services.notify.domain.deliveries import Outcome
from services.notify.operations import deliver
from services.notify.postman import Postman
from shared.house import House
from tests.notify.faulty_smtp import DROP, KEPT_AND_DROPPED, FaultyServer
from tests.notify.jobs import ASHA, MINSU, apply, cancelled, confirmed, letter, put
from tests.support.clock import START, FakeClock
from tests.support.house import OpenHouse


@pytest.fixture
async def server() -> AsyncIterator[FaultyServer]:
    faulty = FaultyServer()
    await faulty.start()
    yield faulty
    await faulty.stop()


@pytest.fixture
async def notify(committed_house: OpenHouse, server: FaultyServer) -> House:
    return await committed_house("notify", smtp_url=server.url, smtp_connections=2)


@pytest.fixture(autouse=True)
def _short_poll(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests move the clock, which rings no bell."""
    monkeypatch.setattr(postman_module, "POLL_SECONDS", 0.05)


@asynccontextmanager
async def working(house: House) -> AsyncIterator[Postman]:
    """A postman at work."""
    postman = Postman()
    task = asyncio.create_task(postman.run(house))
    try:
        yield postman
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class Row(msgspec.Struct, frozen=True):
    recipient: str
    state: str
    tries: int
    unknowns: int
    next_at: datetime | None
    reply: str


async def rows(house: House) -> list[Row]:
    async with house.db.reading() as tx:
        found = await tx.conn.fetch(
            "SELECT recipient, state, tries, unknowns, next_at, reply FROM deliveries ORDER BY id"
        )
    return [Row(**dict(row)) for row in found]


async def until(house: House, *states: str) -> list[Row]:
    """The rows, once they stand like this."""
    for _ in range(400):
        found = await rows(house)
        if [row.state for row in found] == list(states):
            return found
        await asyncio.sleep(0.02)
    raise AssertionError(f"waited for {states}, got {await rows(house)}")


async def test_a_mail_is_out_soon_after_the_commit(
    notify: House, server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postman_module, "POLL_SECONDS", 30)  # only the bell can wake it
    async with working(notify):
        await asyncio.sleep(0.2)  # it rests by now: the bell must wake it
        began = asyncio.get_running_loop().time()
        await apply(notify, put(), confirmed())
        (row,) = await until(notify, "sent")
        assert asyncio.get_running_loop().time() - began < 1
    assert (row.tries, row.next_at, row.reply) == (1, None, "250 Accepted")
    assert [mail.to for mail in server.mails] == [("minsu@example.org",)]
    assert server.mails[0].sender == "events@wego.example"


async def test_what_was_sent_is_noted_at_the_attendee(notify: House, clock: FakeClock) -> None:
    async with working(notify):
        await apply(notify, put(), confirmed())
        await until(notify, "sent")
    async with notify.db.reading() as tx:
        sent = await tx.conn.fetchrow("SELECT sent_method, sent_sequence, sent_at FROM attendees")
    assert tuple(sent) == ("REQUEST", 0, clock.now)


async def test_connections_are_kept_open(notify: House, server: FaultyServer) -> None:
    async with working(notify):
        for number in range(6):
            await apply(notify, put(), letter(key=f"letter {number}"))
            await until(notify, *["sent"] * (number + 1))
    assert server.connections <= 2
    assert len(server.mails) == 6


@pytest.mark.parametrize(
    ("fault", "state", "wait"),
    [
        (("RCPT", "450 4.2.0 Greylisted"), "retry", 30),
        (("DATA", "451 4.3.0 Try again later"), "retry", 30),
        (("MAIL", "451 4.3.0 Not now"), "retry", 30),
        (("RCPT", DROP), "retry", 30),
        (("RCPT", "550 5.7.1 We do not like you"), "dead", None),
        (("DATA", "554 5.6.0 Not this"), "dead", None),
        (("DATA", DROP), "unknown", 30),
    ],
)
async def test_every_answer_has_its_next_step(
    notify: House, server: FaultyServer, fault: tuple[str, str], state: str, wait: int | None
) -> None:
    server.plan[fault[0]].append(fault[1])
    async with working(notify):
        await apply(notify, put(), confirmed())
        (row,) = await until(notify, state)
    assert row.tries == 1
    assert row.next_at == (START + timedelta(seconds=wait) if wait else None)
    assert server.mails == []


async def test_a_retry_sends_the_identical_bytes(notify: House, server: FaultyServer, clock: FakeClock) -> None:
    server.plan["DATA"].append(KEPT_AND_DROPPED)
    async with working(notify):
        await apply(notify, put(), confirmed())
        await until(notify, "unknown")
        clock.advance(minutes=1)
        (row,) = await until(notify, "sent")
    assert (row.tries, row.unknowns) == (2, 1)
    first, second = server.mails
    assert first.content == second.content  # one Message-ID, so mail programs show it once


async def test_without_an_answer_twice_nothing_more_is_tried(
    notify: House, server: FaultyServer, clock: FakeClock
) -> None:
    server.plan["DATA"] += [DROP, DROP]
    async with working(notify):
        await apply(notify, put(), confirmed())
        await until(notify, "unknown")
        clock.advance(minutes=1)
        for _ in range(200):
            (row,) = await rows(notify)
            if row.unknowns == 2:
                break
            await asyncio.sleep(0.02)
    assert (row.state, row.tries, row.unknowns, row.next_at) == ("unknown", 2, 2, None)


async def test_a_mailbox_that_is_not_there_gets_nothing_more(notify: House, server: FaultyServer) -> None:
    server.plan["RCPT"].append("550 5.1.1 <minsu@example.org>: User unknown")
    async with working(notify):
        await apply(notify, put(), confirmed())
        await until(notify, "dead")
        await apply(notify, letter())
        await until(notify, "dead", "suppressed")
        await apply(notify, letter(ASHA))
        await until(notify, "dead", "suppressed", "sent")


@pytest.mark.parametrize("answer", ["432 4.3.2 Concurrent connections limit exceeded", "550 frequency limited"])
async def test_a_domain_that_throttles_is_paced_and_no_other(
    notify: House, server: FaultyServer, clock: FakeClock, answer: str
) -> None:
    other = msgspec.structs.replace(MINSU, email="minsu@city.example")
    server.plan["DATA"].append(answer)
    async with working(notify):
        await apply(notify, put(), confirmed())
        await until(notify, "retry")
        await apply(notify, letter(ASHA), confirmed(other))
        await until(notify, "retry", "queued", "sent")
        clock.advance(minutes=1)
        await until(notify, "sent", "sent", "sent")
    async with notify.db.reading() as tx:
        assert await tx.conn.fetchval("SELECT count(*) FROM pacing WHERE delay > '1 minute'") == 0


async def test_no_server_costs_one_mail_one_try_and_the_rest_wait(
    notify: House, server: FaultyServer, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postman_module, "FIRST_PAUSE", 0.3)
    await server.stop()
    async with working(notify) as postman:
        await apply(notify, put(), *(letter(key=f"letter {number}") for number in range(12)))
        for _ in range(200):
            if (await postman.vital_signs(notify)).smtp != "ok":
                break
            await asyncio.sleep(0.02)
        signs = await postman.vital_signs(notify)
        assert "no connection to 127.0.0.1" in signs.smtp
        assert (signs.waiting, signs.oldest_waiting) == (12, clock.now)
        await server.start()
        clock.advance(minutes=2)
        found = await until(notify, *["sent"] * 12)
        assert (await postman.vital_signs(notify)).smtp == "ok"
    assert sum(row.tries - 1 for row in found) <= 6  # not one for each


@pytest.mark.parametrize(
    ("command", "answer"),
    [("MAIL", "553 5.7.1 Sender not allowed"), ("RCPT", "554 5.7.1 <minsu@example.org>: Relay access denied")],
)
async def test_when_we_are_refused_everything_waits_and_no_try_is_spent(
    notify: House, server: FaultyServer, clock: FakeClock, command: str, answer: str
) -> None:
    server.plan[command].append(answer)
    async with working(notify) as postman:
        await apply(notify, put(), confirmed())
        (row,) = await until(notify, "retry")
        assert (row.tries, row.reply) == (0, answer)
        assert (await postman.vital_signs(notify)).smtp == answer.replace("<minsu@example.org>", "…")


async def test_after_ten_tries_it_is_dead(notify: House, server: FaultyServer, clock: FakeClock) -> None:
    server.plan["RCPT"] += ["450 4.2.0 Not yet"] * 10
    waits = []
    async with working(notify):
        await apply(notify, put(), confirmed())
        for tries in range(1, 10):
            for _ in range(400):
                (row,) = await rows(notify)
                if row.tries == tries and row.state == "retry":
                    break
                await asyncio.sleep(0.02)
            assert row.next_at is not None
            waits.append(row.next_at - clock.now)
            clock.move_to(row.next_at)
        (row,) = await until(notify, "dead")
    assert row.tries == 10
    for number, wait in enumerate(waits):
        full = min(timedelta(seconds=30) * 2**number, timedelta(hours=4))
        assert max(full * 3 / 4, timedelta(seconds=30)) <= wait <= full


@pytest.mark.parametrize(("begun", "state"), [(False, "retry"), (True, "unknown")])
async def test_a_lapsed_lease_is_settled_by_what_the_row_says(
    notify: House, clock: FakeClock, begun: bool, state: str
) -> None:
    await apply(notify, put(), confirmed())
    (mail,) = await deliver.claim(notify, 5)
    if begun:
        assert await deliver.begin(notify, mail)
    clock.advance(minutes=2)
    assert await deliver.settle_lapsed(notify) == 0
    clock.advance(minutes=2)
    assert await deliver.settle_lapsed(notify) == 1
    assert [row.state for row in await rows(notify)] == [state]
    assert not await deliver.begin(notify, mail), "whoever comes late must not send it"


async def test_a_cancellation_never_overtakes_its_invite(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(), confirmed())
    (request,) = await deliver.claim(notify, 5)
    await apply(notify, cancelled())
    assert await deliver.claim(notify, 5) == []
    await deliver.settle(notify, request, Outcome.ACCEPTED, "250")
    (cancel,) = await deliver.claim(notify, 5)
    assert b"method=CANCEL" in cancel.mail


async def test_two_postmen_send_each_mail_once(notify: House, server: FaultyServer) -> None:
    async with working(notify), working(notify):
        await apply(notify, put(), *(letter(key=f"letter {number}") for number in range(40)))
        await until(notify, *["sent"] * 40)
    ids = [mail.message["Message-ID"] for mail in server.mails]
    assert len(ids) == len(set(ids)) == 40


async def test_stopping_finishes_the_mail_under_way_and_gives_back_the_rest(
    notify: House, server: FaultyServer
) -> None:
    slow = asyncio.Event()

    async def wait_a_moment(*args: Any) -> str:
        slow.set()
        await asyncio.sleep(0.2)
        return "250 Accepted"

    server.handle_DATA = wait_a_moment  # type: ignore[assignment, method-assign]  # a slower one
    await apply(notify, put(), letter(key="1"), letter(key="2"), letter(key="3"))
    async with working(notify):
        await slow.wait()
    assert [(row.state, row.tries) for row in await rows(notify)] == [("sent", 1), ("retry", 0), ("retry", 0)]
