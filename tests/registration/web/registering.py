"""The people of an event, and the organizer who looks at them."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import httpx
import pytest

from services.registration.operations.register import register
from shared.house import House
from tests.registration.desk import signed_in
from tests.registration.events import SLUG, person, sent
from tests.support.house import OpenHouse

TABLE = f"/organize/events/{SLUG}/registrations"


@pytest.fixture
async def home(house: OpenHouse) -> House:
    return await house("registration")


@pytest.fixture
async def client(home: House) -> AsyncIterator[httpx.AsyncClient]:
    async with signed_in(home) as client:
        yield client


async def come(home: House, *numbers: int, **changes: Any) -> list[UUID]:
    """New registrations in this order; what they sent is forgotten."""
    found = [
        (await register(home, SLUG, person(number, **changes), language="en", timezone="Asia/Seoul")).answer.id
        for number in numbers
    ]
    await sent(home)
    return found
