"""Notify with a quiet time, and with somebody who holds an invite."""

import pytest

from shared.house import House
from tests.notify.jobs import (
    apply,
    confirmed,
    mark_sent,
    put,
)  # fmt: skip
from tests.notify.updating import QUIET
from tests.support.house import OpenHouse


@pytest.fixture
async def notify(house: OpenHouse) -> House:
    return await house("notify", update_quiet=QUIET)


@pytest.fixture
async def invited(notify: House) -> House:
    """Kim Min-su holds the invite, sent."""
    await apply(notify, put(), confirmed())
    await mark_sent(notify)
    return notify
