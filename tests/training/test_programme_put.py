"""The first job between two services: a loaded cohort stands in the year's programme, by the real queue."""

from services.registration import worker as registration_worker
from services.training.operations.load_programmes import load_programmes
from shared import queue
from shared.contracts.training import TrainingJob
from shared.house import House
from shared.inbox import Receiver
from shared.queue import Queue
from shared.relay import relay_once
from tests.support.house import OpenHouse
from tests.support.redis import RedisServer
from tests.support.web import client_at
from tests.training.files import SEOUL, programme


async def waiting(house: House) -> int:
    """Jobs for registration that it has not confirmed."""
    async with house.db.connection() as conn:
        return int(await conn.fetchval("SELECT count(*) FROM outbox WHERE receiver = 'registration'"))


async def carry(training: House, registration: House, url: str) -> None:
    """Relay what is due; registration takes what is in its queue, then training takes the confirmation."""
    carrier = Queue(url)
    work = registration_worker.WORK
    await relay_once(training.db, carrier, "training")
    to_registration = Receiver(registration, carrier, work.job_type, work.handlers)
    await queue.consume(url, "registration", to_registration.receive, until_empty=True)
    to_training = Receiver(training, carrier, TrainingJob, {})
    await queue.consume(url, "training", to_training.receive, until_empty=True)
    await carrier.close()


async def test_a_loaded_cohort_comes_into_the_programme(committed_house: OpenHouse, redis_server: RedisServer) -> None:
    training, registration = await committed_house("training"), await committed_house("registration")
    await load_programmes(training, programme(SEOUL))
    assert await waiting(training) == 1
    await carry(training, registration, redis_server.url)
    assert await waiting(training) == 0
    async with client_at(registration) as client:
        page = (await client.get("/?year=2027")).text
        assert 'href="/training/seoul-2027">Smart City Course</a>' in page

        await load_programmes(training, programme(SEOUL.replace("Smart City Course", "City Course")))
        await carry(training, registration, redis_server.url)
        page = (await client.get("/?year=2027")).text
        assert ">City Course</a>" in page
        assert ">Smart City Course</a>" not in page
