"""Somebody goes by another name: nobody is written to, and what is written later says it."""

import email
import email.policy

import msgspec
import pytest

from services.notify.operations.updates import send_due
from shared.house import House
from tests.notify.jobs import MINSU, apply, cancelled, confirmed, mails, put, renamed, written
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

_RIGHT = msgspec.structs.replace(MINSU, name="Kim Minsu", native_name="김민서")


@pytest.fixture
async def notify(house: OpenHouse) -> House:
    return await house("notify")


async def _known(notify: House) -> list[tuple[str, str, int]]:
    async with notify.db.reading() as tx:
        rows = await tx.conn.fetch("SELECT person, desired, revision FROM attendees")
    return [(row["person"]["name"], row["desired"], row["revision"]) for row in rows]


async def test_the_next_mail_has_the_new_name_and_none_goes_out_for_it(notify: House, clock: FakeClock) -> None:
    await apply(notify, put(), confirmed(), renamed(_RIGHT))
    assert [line.template for line in await written(notify)] == ["registration.confirmed"]
    await apply(notify, put(2, title="Another title", at_once=True))
    clock.advance(seconds=600)
    await send_due(notify)
    _, update = await mails(notify)
    assert "Kim Minsu" in str(email.message_from_bytes(update, policy=email.policy.default)["to"])


async def test_late_and_twice_it_changes_nothing_and_brings_nobody_back(notify: House) -> None:
    await apply(notify, put(), confirmed(), renamed(_RIGHT, 3), renamed(MINSU, 2), renamed(_RIGHT, 3))
    assert await _known(notify) == [("Kim Minsu", "invited", 3)]
    await apply(notify, cancelled(revision=4), renamed(MINSU, 5))
    assert await _known(notify) == [("Kim Min-su", "withdrawn", 4)]


async def test_before_the_invitation_it_leaves_room_for_it(notify: House) -> None:
    await apply(notify, put(), renamed(_RIGHT, 2), confirmed())
    assert await _known(notify) == [("Kim Min-su", "invited", 1)]
    assert [line.template for line in await written(notify)] == ["registration.confirmed"]
