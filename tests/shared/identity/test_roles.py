"""Who may do what, and whom a cookie or a token stands for."""

from datetime import UTC, datetime

import pytest

from shared.errors import Forbidden
from shared.identity.accounts import add_staff, create_token
from shared.identity.roles import require, staff_of_session, staff_of_token
from shared.identity.sessions import redeem, sign_in_link, sign_out
from shared.identity.staff import Program, Role, Staff
from shared.ids import uuid7
from tests.support.house import OpenHouse

EMAIL = "ada.sample@office.example"
NOW = datetime(2027, 1, 1, tzinfo=UTC)


def _staff(role: Role, disabled_at: datetime | None = None) -> Staff:
    return Staff(id=uuid7(), email=EMAIL, name="Ada Sample", role=role, created_at=NOW, disabled_at=disabled_at)


@pytest.mark.parametrize("role", [Role.ORGANIZER, Role.CHECKIN, Role.ADMIN])
def test_who_has_one_of_the_roles_passes_and_so_does_an_administrator(role: Role) -> None:
    require(_staff(role), Role.ORGANIZER, Role.CHECKIN)


@pytest.mark.parametrize("role", [Role.TRAINER, Role.VIEWER])
def test_another_role_is_refused(role: Role) -> None:
    with pytest.raises(Forbidden):
        require(_staff(role), Role.ORGANIZER, Role.CHECKIN)


def test_a_disabled_account_may_nothing() -> None:
    with pytest.raises(Forbidden):
        require(_staff(Role.ADMIN, disabled_at=NOW), Role.ADMIN)


async def test_a_cookie_stands_for_its_member_of_staff_until_the_session_ends(house: OpenHouse) -> None:
    db = (await house("training")).db
    added = await add_staff(db, email=EMAIL, role="organizer", name="Ada Sample")
    secret = (await sign_in_link(db, EMAIL)).partition("link=")[2]
    cookie = await redeem(db, secret)
    assert await staff_of_session(db, cookie) == added
    assert added.trail == f"staff:{added.id}"
    await sign_out(db, cookie)
    assert await staff_of_session(db, cookie) is None
    assert await staff_of_session(db, "made up") is None


async def test_a_token_stands_for_a_program_of_its_role(house: OpenHouse) -> None:
    db = (await house("notify")).db
    token = await create_token(db, name="website", role="viewer")
    program = await staff_of_token(db, token)
    assert isinstance(program, Program)
    assert (program.name, program.role, program.email) == ("website", Role.VIEWER, "")
    assert program.trail == f"token:{program.id}"
    assert await staff_of_token(db, token + "x") is None
