"""What tests of registration's API begin with."""

import pytest

from shared.house import House
from tests.registration.events import load_event
from tests.support.house import OpenHouse


@pytest.fixture
async def home(house: OpenHouse) -> House:
    """With one event: SLUG."""
    home = await house("registration")
    await load_event(home)
    return home
