"""`await deliver()`: every job that waits is carried, applied and confirmed, and every mail that is due goes out."""

import asyncio
import importlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from services.notify.operations.deliver import waiting
from services.notify.postman import Postman
from shared.contracts.notify import NotifyJob
from shared.contracts.registration import RegistrationJob
from shared.contracts.training import TrainingJob
from shared.house import House
from shared.inbox import Receiver
from shared.queue import Queue, consume
from shared.relay import relay_once
from shared.settings import Service
from tests.support.house import OpenHouse
from tests.support.waiting import until

JOBS: dict[Service, Any] = {"registration": RegistrationJob, "training": TrainingJob, "notify": NotifyJob}
Deliver = Callable[[], Awaitable[None]]


@pytest.fixture
async def deliver(house: OpenHouse) -> AsyncIterator[Deliver]:
    """For the houses of `house`: through the real queue and to the real mail server, in this process."""
    queues: list[Queue] = []

    async def now() -> None:
        houses = {service: await house(service) for service in JOBS}
        if not queues:
            queues.append(Queue(houses["notify"].settings.redis_url))
        for _ in range(20):
            carried = [await relay_once(houses[service].db, queues[0], service) for service in JOBS]
            for service in JOBS:
                await _apply(houses[service], queues[0])
            if not any(carried):
                break
        else:
            raise AssertionError("the services tell each other more and more")
        await _post(houses["notify"])

    yield now
    for queue in queues:
        await queue.close()


async def _apply(house: House, queue: Queue) -> None:
    handlers = importlib.import_module(f"services.{house.service}.jobs").HANDLERS
    receiver = Receiver(house, queue, JOBS[house.service], handlers)
    await consume(house.settings.redis_url, house.service, receiver.receive, until_empty=True)


async def _post(house: House) -> None:
    """Lets the postman work until no mail waits. Fails where one is to be tried again later."""
    posting = asyncio.create_task(Postman().run(house))
    try:
        await until(lambda: waiting(house), lambda found: not found.waiting)
    finally:
        posting.cancel()
        await asyncio.gather(posting, return_exceptions=True)
