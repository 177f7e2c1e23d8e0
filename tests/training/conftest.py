"""A training service, and a browser that reads its pages."""

from collections.abc import AsyncIterator

import httpx
import pytest

from services.training.app import create_app
from shared.house import House
from tests.support.house import OpenHouse
from tests.support.web import client_of


@pytest.fixture
async def training(house: OpenHouse) -> House:
    return await house("training")


@pytest.fixture
async def client(training: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(create_app(training.settings, house=training)) as browser:
        yield browser
