"""The sample service, on a real database and Redis."""

import asyncio
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
import uvicorn

from tests.journeys.browser import browser
from tests.shared.web.sample import sample_app
from tests.support.house import OpenHouse
from tests.support.web import client_of

__all__ = ["base", "browser", "client"]


@pytest.fixture
async def client(house: OpenHouse) -> AsyncIterator[httpx.AsyncClient]:
    """Talks to the sample service as a browser at http://wego.test would."""
    async with client_of(sample_app(await house("registration"))) as client:
        yield client


@pytest.fixture
async def base(house: OpenHouse) -> AsyncIterator[str]:
    """The sample service behind a real server, in the loop of the test."""
    app = sample_app(await house("registration"))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
        serving = asyncio.create_task(server.serve([listener]))
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        await serving
