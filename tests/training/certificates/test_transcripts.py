"""The transcript of a person: by the names of the certificate that it cites, and by the day of where it was held."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest

from services.training.operations.certificates import replacing, transcripts
from services.training.operations.certificates.transcripts import sheet_of
from shared.house import House
from tests.support.clock import FakeClock
from tests.training import people
from tests.training.certificates.given import Held, held, issue_all

REGISTERED = {"name": "Li Xiaoming", "native_name": "李小明", "native_name_language": "zh-Hans"}
CONFIRMED = {"name": "Li Xiao Ming", "native_name": "李晓明", "native_name_language": "zh-Hans"}
CORRECTED = {"name": "Li Xiao-Ming", "native_name": "李曉明", "native_name_language": "zh-Hant"}


@pytest.fixture
async def room(training: House, clock: FakeClock) -> Held:
    return await held(training, clock, 1, names={0: REGISTERED})


async def sheet(room: Held) -> dict[str, Any]:
    found = await transcripts.read(room.house, people.actor(room.house), room.key)
    return sheet_of(found, found.record.people[0])


async def names(room: Held) -> tuple[str, str, str]:
    found = await sheet(room)
    return found["name"], found["native"], found["native_lang"]


async def file_name(room: Held, person: UUID) -> str:
    return (await transcripts.one(room.house, people.actor(room.house), room.key, person))[0]


async def test_it_bears_the_names_of_the_certificate_that_it_cites(room: Held, client: httpx.AsyncClient) -> None:
    who, actor = room.people[0].id, people.actor(room.house)
    assert await names(room) == tuple(REGISTERED.values())
    assert (await client.post(room.own(0), data=CONFIRMED)).status_code == 303
    assert await names(room) == tuple(CONFIRMED.values())
    await issue_all(room.house, room.key)
    assert await names(room) == tuple(CONFIRMED.values())
    number = await replacing.correct(room.house, actor, room.key, who, {**CORRECTED, "internal_reason": "A hyphen"})
    assert ["Certificate", number] in (await sheet(room))["facts"]
    assert await names(room) == tuple(CORRECTED.values())
    assert await file_name(room, who) == "jeju-2027 Li Xiao-Ming.pdf"


async def test_who_is_registered_otherwise_later_keeps_the_name_of_the_certificate(room: Held) -> None:
    await issue_all(room.house, room.key)
    async with room.house.db.transaction() as tx:
        await tx.conn.execute('UPDATE participants SET official = official || \'{"name": "Li X"}\'')
    assert await names(room) == tuple(REGISTERED.values())
    why = {"internal_reason": "Not hers"}
    await replacing.revoke(room.house, people.actor(room.house), room.key, room.people[0].id, why)
    assert await names(room) == ("Li X", *list(REGISTERED.values())[1:])


async def test_every_paper_says_the_day_of_where_it_was_held(room: Held, clock: FakeClock) -> None:
    clock.move_to(datetime(2027, 11, 22, 15, 50, tzinfo=UTC))  # 00:50 on the 23rd in Seoul
    await issue_all(room.house, room.key)
    async with room.house.db.reading() as tx:
        [row] = await tx.conn.fetch("SELECT snapshot, credential FROM certificates")
    assert row["snapshot"]["issued_on"] == "2027-11-23"
    assert json.loads(row["credential"])["validFrom"] == "2027-11-23T00:50:00+09:00"
    assert (await sheet(room))["footer"] == "23 November 2027"
