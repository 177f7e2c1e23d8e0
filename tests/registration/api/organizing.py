"""A program of the staff that makes events."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from shared.house import House
from shared.identity.accounts import create_token
from tests.support.house import OpenHouse
from tests.support.web import client_at

EVENTS = "/api/v1/organize/events"
NEW = {"title": "Water Day", "kind": "webinar", "precision": "quarter", "year": 2027, "quarter": 3, "format": "online"}
ONE = f"{EVENTS}/water-day-2027"


@pytest.fixture
async def home(house: OpenHouse) -> House:
    return await house("registration")


@pytest.fixture
async def client(home: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(home) as client:
        client.headers["Authorization"] = f"Bearer {await create_token(home.db, name='Site', role='organizer')}"
        yield client


async def made(client: httpx.AsyncClient, **more: Any) -> dict[str, Any]:
    answer = await client.post(EVENTS, json=NEW | more)
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body
