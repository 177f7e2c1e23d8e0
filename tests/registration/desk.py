"""Staff at the desk of registration, for tests: who they are, and a browser that one of them is signed in with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from shared.house import House
from shared.identity.accounts import add_staff, create_token
from shared.identity.cookie import cookie_name
from shared.identity.sessions import redeem, sign_in_link
from shared.identity.staff import Staff
from tests.support.web import client_at


async def staff(home: House, role: str = "organizer") -> Staff:
    return await add_staff(home.db, email=f"{role}@office.example", role=role, name="Ada Sample")


@asynccontextmanager
async def signed_in(home: House, role: str = "organizer") -> AsyncIterator[httpx.AsyncClient]:
    """A browser of somebody with this role."""
    await staff(home, role)
    secret = await redeem(home.db, (await sign_in_link(home.db, f"{role}@office.example")).partition("link=")[2])
    async with client_at(home) as client:
        client.cookies.set(cookie_name(secure=False), secret)
        yield client


async def token(home: House, role: str = "organizer") -> dict[str, str]:
    """The header of a program with this role."""
    return {"Authorization": f"Bearer {await create_token(home.db, name='Sample program', role=role)}"}


async def trail(home: House, begins: str = "") -> list[tuple[str, Any, Any]]:
    """What the audit trail says of actions that begin so: action, old, new, oldest first."""
    async with home.db.reading() as tx:
        rows = await tx.conn.fetch(
            "SELECT action, old, new FROM identity.audit WHERE starts_with(action, $1) ORDER BY id", begins
        )
    return [(row["action"], row["old"], row["new"]) for row in rows]
