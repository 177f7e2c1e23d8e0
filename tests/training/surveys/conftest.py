"""A desk for surveys, and a service with real commits beside somebody who sees every row of it."""

from collections.abc import AsyncIterator

import asyncpg
import httpx
import pytest

from shared.house import House
from tests.support.house import OpenHouse
from tests.support.web import client_at
from tests.training.web.conftest import desk, signed_in

__all__ = ["desk", "signed_in"]


@pytest.fixture
async def real(committed_house: OpenHouse) -> House:
    """On a database of its own, with real commits."""
    return await committed_house("training")


@pytest.fixture
async def browser(real: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_at(real) as browser:
        yield browser


@pytest.fixture
async def adversary(real: House) -> AsyncIterator[asyncpg.Connection]:
    """With every right in that database."""
    conn = await asyncpg.connect(real.settings.database_url)
    try:
        yield conn
    finally:
        await conn.close()
