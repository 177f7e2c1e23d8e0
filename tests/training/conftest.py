"""A training service, and a browser that reads its pages."""

from collections.abc import AsyncIterator

import httpx
import pytest

from shared.house import House
from tests.support.house import OpenHouse
from tests.support.web import client_at


@pytest.fixture
async def training(house: OpenHouse) -> House:
    return await house("training")


@pytest.fixture
async def client(training: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(training) as browser:
        yield browser
