"""Notify's application, on a real database."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from shared.house import House
from tests.support.house import OpenHouse
from tests.support.web import client_at


@pytest.fixture
def mail_folder(tmp_path: Path) -> Path:
    """Where the local sink would keep mails."""
    folder = tmp_path / "mail"
    folder.mkdir()
    return folder


@pytest.fixture
async def local(house: OpenHouse, mail_folder: Path) -> House:
    """Notify in a local run."""
    return await house("notify", local_mail=mail_folder)


@pytest.fixture
async def client(local: House) -> AsyncIterator[httpx.AsyncClient]:
    """Talks to notify as a browser or a calendar program would."""
    async with client_at(local) as client:
        yield client
