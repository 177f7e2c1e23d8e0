"""A registration service, and a browser that reads its pages."""

from collections.abc import AsyncIterator

import httpx
import pytest

from shared.house import House
from tests.support.house import OpenHouse
from tests.support.web import client_at


@pytest.fixture
async def registration(house: OpenHouse) -> House:
    return await house("registration")


@pytest.fixture
async def client(registration: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(registration) as browser:
        yield browser
