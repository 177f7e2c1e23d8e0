"""No transaction is committed once a field was noted that there is not; outside a request it is refused at once."""

import asyncio

import pytest

from shared import unread
from shared.errors import Invalid, Problem
from tests.registration.events import load_event
from tests.support.house import OpenHouse

_FIRST, _SECOND = Problem("bogus", "There is no such field"), Problem("title", "Write a title")


async def test_a_real_transaction_is_rolled_back_and_the_next_request_is_free(committed_house: OpenHouse) -> None:
    home = await committed_house("registration")
    with unread.of_one_request():
        unread.note([_FIRST])
        with pytest.raises(Invalid) as refused:
            await load_event(home)
        assert refused.value.problems == (_FIRST,)
    async with home.db.reading() as tx:
        assert await tx.conn.fetchval("SELECT count(*) FROM events") == 0
    with unread.of_one_request():
        await load_event(home)
    async with home.db.reading() as tx:
        assert await tx.conn.fetchval("SELECT count(*) FROM events") == 1


async def test_what_a_task_of_the_request_notes_stands_before_all_else_and_once() -> None:
    async def dependency() -> None:
        unread.note([_FIRST])

    with unread.of_one_request():
        await asyncio.create_task(dependency())
        assert unread.with_noted((_FIRST, _SECOND)) == (_FIRST, _SECOND)
        with pytest.raises(Invalid):
            unread.refuse()
    unread.refuse()


def test_outside_a_request_nothing_waits() -> None:
    unread.note([])
    with pytest.raises(Invalid):
        unread.note([_FIRST])
