"""An event with an open date, and the organizer who decides on it."""

from collections.abc import AsyncIterator

import httpx
import pytest

from services.registration.operations.interest import ask_to_be_told
from shared.contracts.notify import MessageSend
from shared.house import House
from tests.registration.desk import signed_in
from tests.registration.events import SLUG, load_event, sent
from tests.support.house import OpenHouse

OPEN = '{ precision = "quarter", year = 2027, quarter = 3, tentative = true }'
DATE = {"first": "2027-09-07", "last": "2027-09-09", "timezone": "Asia/Seoul"}


@pytest.fixture
async def home(house: OpenHouse) -> House:
    home = await house("registration")
    await load_event(home, 'conflict = "One says the third quarter, another the fourth."', OPEN)
    return home


@pytest.fixture
async def client(home: House) -> AsyncIterator[httpx.AsyncClient]:
    """Signed in as an organizer."""
    async with signed_in(home) as client:
        yield client


async def ask(home: House, email: str) -> None:
    await ask_to_be_told(home, SLUG, {"email": email}, language="en", timezone="Asia/Seoul")


async def letters(home: House) -> list[tuple[str, str]]:
    return [(job.message.template, job.to.email) for job in await sent(home) if isinstance(job, MessageSend)]
