"""Signing in by a link that works once."""

import asyncio
from datetime import timedelta

import asyncpg
import pytest

from shared.db import Database
from shared.errors import Gone, NotFound
from shared.identity import store
from shared.identity.accounts import add_staff
from shared.identity.sessions import (
    LINK_LIFETIME,
    SESSION_IDLE,
    SESSION_LIFETIME,
    look_at_link,
    redeem,
    session_of,
    sign_in_link,
    sign_out,
    tidy,
)
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

EMAIL = "ada.sample@office.example"


async def _secret(db: Database) -> str:
    await add_staff(db, email=EMAIL, role="organizer", name="Ada Sample")
    path = await sign_in_link(db, EMAIL.upper())
    assert path.startswith("/sign-in?link=")
    return path.removeprefix("/sign-in?link=")


async def test_looking_leaves_the_link_and_redeeming_uses_it_up(house: OpenHouse) -> None:
    db = (await house("registration")).db
    secret = await _secret(db)
    assert (await look_at_link(db, secret)).email == EMAIL
    assert (await look_at_link(db, secret)).email == EMAIL

    session = await session_of(db, await redeem(db, secret))

    assert session is not None
    assert (session.email, session.name, session.role) == (EMAIL, "Ada Sample", "organizer")
    for again in (look_at_link, redeem):
        with pytest.raises(Gone):
            await again(db, secret)


async def test_a_link_runs_out(house: OpenHouse, clock: FakeClock) -> None:
    db = (await house("registration")).db
    secret = await _secret(db)
    clock.now += LINK_LIFETIME
    with pytest.raises(Gone):
        await redeem(db, secret)


async def test_of_many_with_the_same_link_one_gets_in(committed_house: OpenHouse) -> None:
    db = (await committed_house("registration")).db
    secret = await _secret(db)
    results = await asyncio.gather(*(redeem(db, secret) for _ in range(8)), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["Gone"] * 7 + ["str"]


async def test_nobody_gets_a_link_without_an_account(house: OpenHouse) -> None:
    db = (await house("registration")).db
    with pytest.raises(NotFound):
        await sign_in_link(db, "stranger@office.example")


async def test_signing_out_ends_the_session_for_every_service(committed_house: OpenHouse) -> None:
    registration, training = (await committed_house("registration")).db, (await committed_house("training")).db
    cookie = await redeem(registration, await _secret(registration))
    assert await session_of(training, cookie) is not None

    assert await sign_out(training, cookie) is True
    assert await session_of(registration, cookie) is None
    assert await sign_out(training, cookie) is False


async def test_a_session_ends_after_rest_and_after_its_whole_time(house: OpenHouse, clock: FakeClock) -> None:
    db = (await house("registration")).db
    cookie = await redeem(db, await _secret(db))
    started = clock.now
    while clock.now + timedelta(days=2) < started + SESSION_LIFETIME:
        clock.advance(days=2)
        assert await session_of(db, cookie) is not None
    clock.move_to(started + SESSION_LIFETIME)
    assert await session_of(db, cookie) is None

    rested = await redeem(db, await _secret(db))
    clock.now += SESSION_IDLE
    assert await session_of(db, rested) is None


async def test_tidying_deletes_only_what_ran_out_a_month_ago(house: OpenHouse, clock: FakeClock) -> None:
    db = (await house("registration")).db
    await redeem(db, await _secret(db))
    clock.advance(days=40)
    cookie = await redeem(db, await _secret(db))
    clock.advance(days=5)
    assert await tidy(db) == 2
    async with db.reading() as tx:
        assert await tx.conn.fetchval("SELECT array_agg(secret_hash) FROM identity.sessions") == [store.hashed(cookie)]


async def test_the_audit_trail_can_only_be_added_to(house: OpenHouse) -> None:
    db = (await house("notify")).db
    for statement in (
        "DELETE FROM identity.audit",
        "UPDATE identity.audit SET actor = ''",
        "DELETE FROM identity.migrations",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with db.transaction() as tx:
                await tx.conn.execute(statement)
