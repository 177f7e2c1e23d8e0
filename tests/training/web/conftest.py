"""A browser that is signed in as staff."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import httpx
import pytest

from shared.house import House
from shared.identity.accounts import add_staff
from shared.identity.cookie import cookie_name
from shared.identity.sessions import redeem, sign_in_link
from shared.identity.staff import Staff
from tests.support.web import client_at

SignedIn = Callable[[str], Awaitable[tuple[httpx.AsyncClient, Staff]]]


@pytest.fixture
async def signed_in(training: House) -> AsyncIterator[SignedIn]:
    """`await signed_in("trainer")`: a browser of somebody of that role, and who it is."""
    async with AsyncExitStack() as stack:

        async def browser(role: str) -> tuple[httpx.AsyncClient, Staff]:
            email = f"{role}@office.example"
            staff = await add_staff(training.db, email=email, role=role, name="Ada Sample")
            link = await sign_in_link(training.db, email)
            secret = await redeem(training.db, link.partition("link=")[2])
            client = await stack.enter_async_context(client_at(training))
            client.cookies.set(cookie_name(secure=training.settings.secure), secret)
            return client, staff

        yield browser


@pytest.fixture
async def desk(signed_in: SignedIn) -> httpx.AsyncClient:
    """Signed in as an organizer."""
    return (await signed_in("organizer"))[0]
