"""The queue finds its Redis by every address that is one, and comes back when it was gone."""

import asyncio
import gc
import warnings
from urllib.parse import quote

import pytest

from shared.queue import Batch, Queue, Unavailable, consume
from tests.support.redis import RedisServer

PASSWORD = "p@ss: w/ord%"


async def test_a_password_with_signs_that_urls_write_differently(redis_server: RedisServer) -> None:
    with redis_server.client() as client:
        client.config_set("requirepass", PASSWORD)
        right = Queue(f"unix://:{quote(PASSWORD, safe='')}@{redis_server.socket}?db=0")
        wrong = Queue(f"unix://:wrong@{redis_server.socket}?db=0")
        try:
            assert await right.heartbeats() == {}
            with pytest.raises(Unavailable):
                await wrong.heartbeats()
        finally:
            client.config_set("requirepass", "")
            await right.close()
            await wrong.close()


async def test_a_redis_that_goes_while_jobs_are_at_work_leaves_no_line_open(redis_server: RedisServer) -> None:
    """Whoever consumes is told that it is gone, and by nothing else: only then they begin again."""
    at_work = asyncio.Semaphore(0)

    async def receive(_: Batch) -> None:
        at_work.release()
        await asyncio.sleep(3600)

    queue = Queue(redis_server.url)
    for _ in range(3):
        await queue.send("notify", Batch("training", []))
    await queue.close()
    consuming = asyncio.create_task(consume(redis_server.url, "notify", receive))
    for _ in range(3):
        await at_work.acquire()
    redis_server.stop()
    with pytest.raises(Unavailable):
        await consuming
    del consuming
    with warnings.catch_warnings(record=True, action="always") as left_open:
        gc.collect()
    assert [str(each.message) for each in left_open] == []
