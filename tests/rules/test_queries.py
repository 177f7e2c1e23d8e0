"""A list asks the database as often for three rows as for one."""

import pytest

from services.registration.operations.load_programme import load_programme
from services.registration.operations.register import register
from services.training.operations.load_programmes import load_programmes
from shared.house import House
from shared.programme import parse
from shared.settings import Service
from tests.registration.events import person
from tests.support.database import RolledBack
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse
from tests.support.web import client_at

LISTS: dict[str, Service] = {
    "/": "registration",
    "/?year=2027&kind=forum": "registration",
    "/api/v1/events": "registration",
    "/events/event-0": "registration",
    "/api/v1/events/event-0": "registration",
    "/training": "training",
    "/api/v1/cohorts": "training",
    "/calendar/programme.ics": "notify",
}
_HEAD = '[source]\norganisation = "WeGO"\nshort_name = "WeGO"\ndefault_timezone = "Asia/Seoul"\n'
_EVENT = """
[[events]]
slug = "event-{n}"
title = "Event {n}"
kind = "forum"
format = "in_person"
city = "Seoul"
country = "KR"
when = {{ precision = "time", start = 2027-12-0{day}T15:00:00, end = 2027-12-0{day}T17:00:00 }}
"""
_TRAINING = """
[[trainings]]
slug = "training-{n}"
title = "Training {n}"
host_city = "Seoul"
country = "KR"
timezone = "Asia/Seoul"
duration = {{ days = 4 }}
when = {{ precision = "month", year = 2027, month = {day} }}
"""
_SESSION = '[[events.sessions]]\ntitle = "Part {n}"\nspeakers = [{{ name = "Speaker {n}" }}]\n'


def _programme(rows: int) -> str:
    """So many events, each with so many parts, and so many trainings."""
    parts = "".join(_SESSION.format(n=n) for n in range(rows))
    events = "".join(_EVENT.format(n=n, day=n + 1) + parts for n in range(rows))
    return _HEAD + events + "".join(_TRAINING.format(n=n, day=n + 1) for n in range(rows))


async def _statements(house: House, path: str) -> int:
    assert isinstance(house.db, RolledBack)
    async with client_at(house) as client:
        with house.db.counting() as sent:
            answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    return len(sent)


@pytest.mark.parametrize("path", LISTS)
async def test_as_many_statements_for_three_rows_as_for_one(house: OpenHouse, deliver: Deliver, path: str) -> None:
    counted = []
    for rows in (1, 3):
        programme = parse(_programme(rows), "test.toml")
        await load_programme(await house("registration"), programme)
        await load_programmes(await house("training"), programme)
        for number in range(rows):
            registration = await house("registration")
            body = person(number + 10 * rows)
            await register(registration, "event-0", body, language="en", timezone="Asia/Seoul")
        await deliver()
        counted.append(await _statements(await house(LISTS[path]), path))
    assert counted[0] == counted[1]
    assert 0 < counted[0] <= 6
