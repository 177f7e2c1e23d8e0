"""Staff who are signed in, for the pages of the desk."""

from collections.abc import AsyncIterator

import httpx
import pytest

from shared.house import House
from shared.identity.accounts import add_staff
from shared.identity.sessions import sign_in_link
from tests.support.house import OpenHouse
from tests.support.web import client_at


@pytest.fixture
async def desk_house(house: OpenHouse) -> House:
    """Registration without a single event."""
    return await house("registration")


@pytest.fixture
async def desk(desk_house: House) -> AsyncIterator[httpx.AsyncClient]:
    """A browser in which Ada, an organizer, is signed in."""
    await add_staff(desk_house.db, email="ada@office.example", role="organizer", name="Ada Sample")
    link = await sign_in_link(desk_house.db, "ada@office.example")
    async with client_at(desk_house) as client:
        await client.post("/sign-in", data={"link": link.partition("link=")[2]})
        yield client
