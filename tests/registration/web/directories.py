"""The directory with its networks, and the organizer who keeps it."""

from collections.abc import AsyncIterator

import httpx
import pytest

from shared.house import House
from tests.registration.directory import add_networks, sign_in
from tests.support.house import OpenHouse
from tests.support.web import client_at


@pytest.fixture
async def home(house: OpenHouse) -> House:
    registration = await house("registration")
    await add_networks(registration)
    return registration


@pytest.fixture
async def client(home: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(home) as opened:
        await sign_in(home, opened)
        yield opened
