"""Three hundred at once for fifty seats, over HTTP, on the whole system with its own servers and workers."""

import asyncio
import email
import time
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import msgspec
import pytest

from deploy.data import Data
from shared.gather import LARGEST
from tests.bench.load import answered, get, post
from tests.deploy.home import remove_home
from tests.deploy.running import Up, up
from tests.registration.events import person
from tests.support.waiting import PATIENCE

SEATS, PEOPLE = 50, 300
SLUG = "cio-forum"
PROGRAMME = f"""
[source]
organisation = "WeGO"
short_name = "WeGO"
default_timezone = "Asia/Seoul"

[[events]]
slug = "{SLUG}"
title = "CIO Forum"
kind = "forum"
format = "in_person"
city = "Seoul"
country = "KR"
capacity = {SEATS}
when = {{ precision = "time", start = 2099-12-09T15:00:00, end = 2099-12-09T17:00:00 }}
"""


class Registered(msgspec.Struct, frozen=True):
    """What one of them was told: `http` is the status of the answer. `sent` in seconds of one clock."""

    sent: float
    http: int
    email: str
    token: str
    status: str


class Kept(msgspec.Struct, frozen=True):
    """A registration in the database, in order of arrival."""

    email: str
    status: str


@pytest.fixture
def system(tmp_path: Path) -> Iterator[Up]:
    programme = tmp_path / "programme.toml"
    programme.write_text(PROGRAMME, "utf-8")
    with up(tmp_path / "data", "--programme", str(programme)) as running:
        yield running
        assert running.stop() == 0
    remove_home(tmp_path / "data")


async def test_three_hundred_at_once_for_fifty_seats(system: Up) -> None:
    """Arrival is the order in which the web process takes requests up for the event's lock; it is numbered there.

    Each request looks at the event before that: neighbours may pass each other, but nobody passes a whole group.
    """
    port = urlsplit(system.address).port
    assert port is not None
    connections = await asyncio.gather(*(asyncio.open_connection("127.0.0.1", port) for _ in range(PEOPLE)))
    people = await asyncio.gather(*(_register(*each, number) for number, each in enumerate(connections)))
    assert {one.http for one in people} == {201}

    for _, writer in connections:
        writer.close()
    places = [await _place(port, one) for one in people]
    kept, counters = await _kept(system)
    assert [row.status for row in kept] == ["confirmed"] * SEATS + ["waitlisted"] * (PEOPLE - SEATS)
    assert counters == [SEATS, PEOPLE - SEATS, 0]
    assert {row.email: row.status for row in kept} == {one.email: one.status for one in people}
    arrival = {row.email: number for number, row in enumerate(kept)}
    assert places == [_place_of(arrival[one.email]) for one in people]
    asked = sorted(people, key=lambda one: one.sent)
    assert max(abs(arrival[one.email] - number) for number, one in enumerate(asked)) < LARGEST

    mails = await _mails(system)
    assert sorted(str(mail["To"]).rpartition("<")[2].rstrip(">") for mail in mails) == sorted(arrival)
    methods = [part.get_param("method") for mail in mails for part in mail.walk() if _is_calendar(part)]
    assert methods == ["REQUEST"] * SEATS
    invited = {mail["To"] for mail in mails if any(_is_calendar(part) for part in mail.walk())}
    assert len(invited) == SEATS


async def _register(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int) -> Registered:
    form = person(number)
    sent = time.perf_counter()
    http, body = await answered(reader, writer, post(f"/api/v1/events/{SLUG}/registrations", form))
    said = msgspec.json.decode(body)
    return Registered(sent, http, form["email"], said.get("token", ""), said.get("status", ""))


async def _place(port: int, one: Registered) -> int | None:
    """In the waiting list, as the person's own page says. The connection is a new one: idle ones are closed in time."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    status, body = await answered(reader, writer, get(f"/api/v1/registrations/{one.token}"))
    writer.close()
    assert status == 200, body
    place: int | None = msgspec.json.decode(body)["place"]
    return place


def _place_of(arrival: int) -> int | None:
    return arrival - SEATS + 1 if arrival >= SEATS else None


async def _kept(system: Up) -> tuple[list[Kept], list[int]]:
    """The registrations, and the counters of the event."""
    conn = await _connected(system)
    try:
        rows = await conn.fetch("SELECT email, status FROM registration.registrations ORDER BY arrival")
        counters = await conn.fetchval(
            "SELECT ARRAY[confirmed_count, waitlisted_count, pending_count] FROM registration.events WHERE slug = $1",
            SLUG,
        )
    finally:
        await conn.close()
    return [Kept(**dict(row)) for row in rows], counters


async def _mails(system: Up) -> list[Message]:
    """All of them, once nothing waits anywhere."""
    conn = await _connected(system)
    ends = time.monotonic() + PATIENCE
    waiting = (
        "SELECT (SELECT count(*) FROM registration.outbox)"
        " + (SELECT count(*) FROM notify.deliveries WHERE done_at IS NULL)"
    )
    try:
        while left := await conn.fetchval(waiting):
            assert time.monotonic() < ends, f"{left} are still under way"
            await asyncio.sleep(0.1)
    finally:
        await conn.close()
    return [email.message_from_bytes(path.read_bytes()) for path in (system.data / "mail").glob("*.eml")]


async def _connected(system: Up) -> "asyncpg.Connection[asyncpg.Record]":
    running = Data(system.data).running()
    assert running is not None
    return await asyncpg.connect(running.database_url)


def _is_calendar(part: Message) -> bool:
    return part.get_content_type() == "text/calendar"
