"""Nobody is noted as come before the day of the event has begun where it takes place."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from shared.house import House
from tests.registration.desk import signed_in, token, trail
from tests.registration.events import load_event
from tests.registration.web.registering import TABLE, come, home
from tests.support.clock import FakeClock

__all__ = ["home"]
DAY = datetime(2027, 12, 8, 15, tzinfo=UTC)  # 9 December begins in Seoul
WHY = "Who came can be noted from the day of the event on."


async def _codes(client: httpx.AsyncClient, one: object) -> list[int]:
    """What the door, the table and programs are answered."""
    table = {"do": "came", "id": str(one)}
    return [
        (await client.post(f"/organize/check-in/{one}", data={"do": "came"})).status_code,
        (await client.post(TABLE, data=table)).status_code,
        (await client.post(TABLE, data={"do": "came", "all": "1"})).status_code,
    ]


async def test_the_door_and_the_desk_wait_for_the_day(home: House, clock: FakeClock) -> None:
    await load_event(home)
    (one,) = await come(home, 1)
    clock.move_to(DAY - timedelta(seconds=1))
    async with signed_in(home) as client:
        door = (await client.get(f"/organize/check-in/{one}")).text
        assert (WHY in door, 'value="came"' in door) == (True, False)
        table = (await client.get(TABLE)).text
        assert (WHY in table, 'value="came"' in table, 'value="cancel"' in table) == (True, False, True)
        assert await _codes(client, one) == [409, 409, 409]
        assert WHY in (await client.post(f"/organize/check-in/{one}", data={"do": "came"})).text
        answer = await client.post(
            f"/api/v1{TABLE}", json={"do": "absent", "ids": [str(one)]}, headers=await token(home)
        )
        assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (409, "not-begun")
        assert await trail(home, "registration.came") == []
        clock.move_to(DAY)
        assert 'value="came"' in (await client.get(TABLE)).text
        assert await _codes(client, one) == [303, 303, 200]
    assert await trail(home, "registration.came") == [("registration.came", None, {"came": "yes"})]


@pytest.mark.parametrize(
    ("when", "begins"),
    [
        ('{ precision = "day", first = 2027-12-09, last = 2027-12-11 }', DAY),
        ('{ precision = "month", year = 2027, month = 12 }', datetime(2027, 11, 30, 15, tzinfo=UTC)),
    ],
)
async def test_without_an_hour_it_is_the_first_day(home: House, clock: FakeClock, when: str, begins: datetime) -> None:
    await load_event(home, 'timezone = "Asia/Seoul"', when=when)
    (one,) = await come(home, 1)
    answers = []
    for now in (begins - timedelta(seconds=1), begins):
        clock.move_to(now)
        async with signed_in(home) as client:
            answers.append((await client.post(f"/organize/check-in/{one}", data={"do": "came"})).status_code)
    assert answers == [409, 303]
