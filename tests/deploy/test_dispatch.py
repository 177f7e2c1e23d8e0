"""The dispatcher sends each request to the app of its path, and lives as long as all three."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from litestar import Litestar, Request, Response, get

from deploy.dispatch import Dispatcher
from deploy.lifespan import StartFailed, running
from shared.settings import SERVICES, Service


class Sample:
    """Three small apps that say who they are and note when they start and end."""

    def __init__(self) -> None:
        self.noted: list[str] = []
        self.unready: Service | None = None
        self.fails: Service | None = None
        self.dispatcher = Dispatcher({service: self._app(service) for service in SERVICES})

    def _app(self, service: Service) -> Litestar:
        @get(["/", "/{rest:path}"], sync_to_thread=False)
        def anything(request: Request[Any, Any, Any]) -> str:
            return f"{service} {request.url.path}"

        @get("/health/ready", sync_to_thread=False)
        def ready(request: Request[Any, Any, Any]) -> Response[str]:
            return Response(service, status_code=503 if self.unready == service else 200)

        @asynccontextmanager
        async def lifespan(_: Litestar) -> AsyncIterator[None]:
            if self.fails == service:
                raise RuntimeError("no database")
            self.noted.append(f"{service} starts")
            yield
            self.noted.append(f"{service} ends")

        return Litestar([anything, ready], lifespan=[lifespan], openapi_config=None)


@pytest.fixture
def sample() -> Sample:
    return Sample()


async def answer(app: Any, path: str) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://wego.test") as client:
        return await client.get(path)


async def test_each_app_gets_its_paths(sample: Sample) -> None:
    async with running(sample.dispatcher):
        assert (await answer(sample.dispatcher, "/events/a")).text == "registration /events/a"
        assert (await answer(sample.dispatcher, "/training")).text == "training /training"
        assert (await answer(sample.dispatcher, "/mailbox")).text == "notify /mailbox"


async def test_what_operators_see_the_public_does_not(sample: Sample) -> None:
    async with running(sample.dispatcher):
        for path in ("/metrics", "/health/live"):
            assert (await answer(sample.dispatcher, path)).status_code == 404


@pytest.mark.parametrize("unready", [None, *SERVICES])
async def test_ready_is_what_all_three_are(sample: Sample, unready: Service | None) -> None:
    sample.unready = unready
    async with running(sample.dispatcher):
        told = await answer(sample.dispatcher, "/health/ready")
    assert told.status_code == (503 if unready else 200)
    assert not unready or told.text == unready


async def test_all_start_before_the_first_request_and_all_end(sample: Sample) -> None:
    async with running(sample.dispatcher):
        assert sorted(sample.noted) == [f"{service} starts" for service in sorted(SERVICES)]
    assert sorted(sample.noted[3:]) == [f"{service} ends" for service in sorted(SERVICES)]


@pytest.mark.parametrize("fails", SERVICES)
async def test_one_that_cannot_start_keeps_the_whole_from_starting(sample: Sample, fails: Service) -> None:
    sample.fails = fails
    with pytest.raises(StartFailed, match="no database"):
        async with running(sample.dispatcher):
            pass
    started = {line.split()[0] for line in sample.noted if line.endswith("starts")}
    assert {line.split()[0] for line in sample.noted if line.endswith("ends")} == started
