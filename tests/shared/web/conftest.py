"""The sample service, on a real database and Redis."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.shared.web.sample import sample_app
from tests.support.client import client_of
from tests.support.house import OpenHouse


@pytest.fixture
async def client(house: OpenHouse) -> AsyncIterator[httpx.AsyncClient]:
    """Talks to the sample service as a browser at http://wego.test would."""
    async with client_of(sample_app(await house("registration"))) as client:
        yield client
