"""A desk for certificates, and two people who have earned one."""

import pytest

from shared.house import House
from tests.support.clock import FakeClock
from tests.training.certificates.given import Held, held
from tests.training.web.conftest import desk, signed_in

__all__ = ["desk", "signed_in"]


@pytest.fixture
async def room(training: House, clock: FakeClock) -> Held:
    return await held(training, clock, 2)
