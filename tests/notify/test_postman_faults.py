"""Delivery against a real mail server that refuses, throttles, drops and dies."""

from datetime import timedelta
from functools import partial

import msgspec
import pytest

from services.notify import postman as postman_module
from services.notify.operations import deliver
from shared.house import House
from tests.notify.faulty_smtp import DROP, KEPT_AND_DROPPED, FaultyServer
from tests.notify.jobs import ASHA, MINSU, apply, confirmed, letter, put
from tests.notify.posting import Row, _short_poll, notify, rows, server, until, working
from tests.support import waiting
from tests.support.clock import START, FakeClock

__all__ = ["_short_poll", "notify", "server"]


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
        (row,) = await waiting.until(lambda: rows(notify), lambda found: found[0].unknowns == 2)
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
        signs = await waiting.until(lambda: postman.vital_signs(notify), lambda found: found.smtp != "ok")
        assert "no connection to 127.0.0.1" in signs.smtp
        assert (signs.waiting, signs.oldest_waiting) == (12, clock.now)
        await server.start()

        async def later() -> list[Row]:
            """Time passes for those that were tried before the server was there, and for none that is under way."""
            found = await rows(notify)
            if {row.state for row in found} <= {"sent", "retry"}:
                clock.advance(minutes=2)
            return found

        found = await waiting.until(later, lambda found: {row.state for row in found} == {"sent"}, every=0.1)
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


def _to_be_tried_again(tries: int, found: list[Row]) -> bool:
    return [(row.tries, row.state) for row in found] == [(tries, "retry")]


async def test_after_ten_tries_it_is_dead(notify: House, server: FaultyServer, clock: FakeClock) -> None:
    server.plan["RCPT"] += ["450 4.2.0 Not yet"] * 10
    waits = []
    async with working(notify):
        await apply(notify, put(), confirmed())
        for tries in range(1, 10):
            (row,) = await waiting.until(lambda: rows(notify), partial(_to_be_tried_again, tries))
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
