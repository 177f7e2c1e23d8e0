"""People are forgotten when their time has come, and not a day before; what is counted stays."""

from datetime import timedelta
from typing import Any

import pytest

from services.registration.domain.privacy import REGISTRATIONS_KEPT
from services.registration.operations.forget import forget
from services.registration.operations.interest import ask_to_be_told
from services.registration.operations.my_registration import show
from services.registration.operations.register import register
from shared.errors import Gone
from shared.house import House
from shared.when import Precision, When
from tests.registration.events import SLUG, counts, load_event, person
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

OVER = When(precision=Precision.MONTH, year=2027, month=12).over_at("Asia/Seoul")


async def _two_people(house: House) -> list[str]:
    await load_event(house, when='{ precision = "month", year = 2027, month = 12 }')
    await ask_to_be_told(house, SLUG, {"email": "curious@example.org"}, language="en", timezone="Asia/Seoul")
    tokens = []
    for number, country in ((1, "KR"), (2, "KE")):
        body = person(number, country=country, native_name="김민수", job_title="Director", honorific="Dr")
        tokens.append((await register(house, SLUG, body, language="ko", timezone="Asia/Seoul")).token)
    return tokens


async def _everything(house: House) -> str:
    """All that the schema holds, as one text."""
    async with house.db.reading() as tx:
        tables = await tx.conn.fetch(
            "SELECT relname FROM pg_class WHERE relnamespace = 'registration'::regnamespace AND relkind = 'r'"
        )
        every_row = 'SELECT string_agg(t::text, chr(10)) FROM "{}" t'
        texts = [await tx.conn.fetchval(every_row.format(row[0])) for row in tables]
    return "\n".join(text or "" for text in texts)


async def test_a_year_after_the_event_nobody_can_be_told_from_what_is_left(house: OpenHouse, clock: FakeClock) -> None:
    registration = await house("registration")
    tokens = await _two_people(registration)
    async with registration.db.transaction() as tx:
        await tx.conn.execute("DELETE FROM outbox")  # notify has them by then
    clock.move_to(OVER + REGISTRATIONS_KEPT)
    await forget(registration)
    assert (await show(registration, tokens[0])).registration.participant.name == "Person 1"

    clock.advance(seconds=1)
    for _ in range(2):
        await forget(registration)
    left = await _everything(registration)
    for word in ("person1@example.org", "Person", "김민수", "Director", "Sample City", "curious"):
        assert word not in left
    for token in tokens:
        with pytest.raises(Gone):
            await show(registration, token)


async def test_what_is_counted_stays(house: OpenHouse, clock: FakeClock) -> None:
    registration = await house("registration")
    await _two_people(registration)
    before = await counts(registration)
    clock.move_to(OVER + REGISTRATIONS_KEPT + timedelta(days=1))
    await forget(registration)
    assert await counts(registration) == before
    async with registration.db.reading() as tx:
        rows: list[Any] = await tx.conn.fetch("SELECT participant FROM registrations ORDER BY created_at, id")
    assert sorted(row["participant"]["country"] for row in rows) == ["KE", "KR"]


async def test_wishes_go_when_the_event_is_over(house: OpenHouse, clock: FakeClock) -> None:
    registration = await house("registration")
    await _two_people(registration)
    clock.move_to(OVER + timedelta(days=2))
    await forget(registration)
    left = await _everything(registration)
    assert ("curious" in left, "person1@example.org" in left) == (False, True)
