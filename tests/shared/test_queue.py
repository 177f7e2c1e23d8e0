"""The queue finds its Redis by every address that is one."""

from urllib.parse import quote

import pytest

from shared.queue import Queue, Unavailable
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
