"""Staff accounts and tokens for programs."""

import pytest

from shared.db import Tx
from shared.errors import Invalid
from shared.identity import store
from shared.identity.accounts import TOKEN_LIFETIME, add_staff, create_token
from shared.identity.staff import Role
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse


async def _trail(tx: Tx, subject: str) -> list[tuple[str, str, dict[str, str] | None, dict[str, str] | None]]:
    return [(e.actor, e.action, e.old, e.new) for e in await store.audit_of(tx, subject)]


async def test_an_account_is_made_once_and_then_changed(house: OpenHouse, clock: FakeClock) -> None:
    db = (await house("registration")).db
    made = await add_staff(db, email=" Ada.Sample@Office.Example ", role="viewer", name="Ada Sample")
    clock.advance(minutes=1)
    changed = await add_staff(db, email="ada.sample@office.example", role="organizer")

    assert (made.email, made.name, made.role) == ("ada.sample@office.example", "Ada Sample", Role.VIEWER)
    assert (changed.id, changed.name, changed.role) == (made.id, "Ada Sample", Role.ORGANIZER)
    async with db.reading() as tx:
        assert await store.staff_by_email(tx, "ada.sample@office.example") == changed
        assert await _trail(tx, f"staff:{made.id}") == [
            ("command line", "staff.added", None, {"email": "ada.sample@office.example", "role": "viewer"}),
            ("command line", "staff.changed", {"role": "viewer"}, {"role": "organizer"}),
        ]


async def test_the_same_account_again_changes_nothing(house: OpenHouse) -> None:
    db = (await house("registration")).db
    made = await add_staff(db, email="ada.sample@office.example", role="viewer", name="Ada Sample")
    assert await add_staff(db, email="ada.sample@office.example", role="viewer") == made
    async with db.reading() as tx:
        assert len(await store.audit_of(tx, f"staff:{made.id}")) == 1


async def test_a_bad_address_and_a_bad_role_are_both_named(house: OpenHouse) -> None:
    db = (await house("registration")).db
    with pytest.raises(Invalid) as refused:
        await add_staff(db, email="nobody", role="king")
    assert [problem.field for problem in refused.value.problems] == ["email", "role"]


async def test_a_token_works_for_a_year_and_only_its_hash_is_kept(house: OpenHouse, clock: FakeClock) -> None:
    db = (await house("training")).db
    secret = await create_token(db, name="badge printer", role="checkin")

    async with db.reading() as tx:
        token = await store.live_token(tx, secret)
        assert token is not None
        assert (token.name, token.role) == ("badge printer", Role.CHECKIN)
        assert await store.live_token(tx, secret + "x") is None
        kept = await tx.conn.fetchval("SELECT secret_hash FROM identity.api_tokens")
    assert kept == store.hashed(secret)
    clock.advance(days=TOKEN_LIFETIME.days)
    async with db.reading() as tx:
        assert await store.live_token(tx, secret) is None


async def test_a_token_needs_a_name_and_a_role(house: OpenHouse) -> None:
    db = (await house("registration")).db
    for name, role, field in ((" ", "viewer", "name"), ("badge printer", "king", "role")):
        with pytest.raises(Invalid) as refused:
            await create_token(db, name=name, role=role)
        assert [problem.field for problem in refused.value.problems] == [field]
