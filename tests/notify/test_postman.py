"""Delivery: soon, once, over connections that are kept, and to the end of the mail under way."""

import asyncio
from typing import Any

import pytest

from services.notify import postman as postman_module
from services.notify.domain.deliveries import Outcome
from services.notify.operations import deliver
from shared.house import House
from tests.notify.faulty_smtp import FaultyServer
from tests.notify.jobs import apply, cancelled, confirmed, letter, put
from tests.notify.posting import _short_poll, notify, rows, server, until, working
from tests.support.clock import FakeClock

__all__ = ["_short_poll", "notify", "server"]


async def test_a_mail_is_out_soon_after_the_commit(
    notify: House, server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postman_module, "POLL_SECONDS", 3600)  # only the bell can wake it
    async with working(notify):
        await asyncio.sleep(0.2)  # it rests by now: the bell must wake it
        await apply(notify, put(), confirmed())
        (row,) = await until(notify, "sent")
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
