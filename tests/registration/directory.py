"""Organisations for tests of the directory, a browser signed in, and what training was told."""

from typing import Any

import httpx

from services.registration.operations import organisations
from shared.contracts.training import OrganisationPut
from shared.house import House
from shared.identity.accounts import add_staff
from shared.identity.cookie import cookie_name
from shared.identity.sessions import redeem, sign_in_link
from shared.identity.staff import Role, Staff
from shared.ids import uuid7
from tests.support import outbox

PATH = "/organize/organisations"
NETWORKS = (("CJK", "China-Japan-Korea Smart City Forum"), ("NEASCN", "Northeast Asia Smart Cities Network"))


def staff(house: House, role: Role = Role.ORGANIZER) -> Staff:
    """Somebody of this role, as operations see them."""
    return Staff(id=uuid7(), email=f"{role}@office.example", name=role.title(), role=role, created_at=house.clock())


def seoul(**changes: Any) -> dict[str, Any]:
    """A good form of an organisation."""
    return {
        "name": "Seoul Metropolitan Government",
        "native_name": "서울특별시",
        "type": "city",
        "country": "KR",
        "networks": ["NEASCN"],
        **changes,
    }


async def add(house: House, **changes: Any) -> Any:
    """A new organisation of the directory."""
    return await organisations.create(house, staff(house), seoul(**changes))


async def add_networks(house: House) -> None:
    async with house.db.transaction() as tx:
        for key, name in NETWORKS:
            await tx.conn.execute("INSERT INTO networks (key, name, countries) VALUES ($1, $2, '{}')", key, name)


async def told(house: House) -> list[OrganisationPut]:
    """What training was told since the last call."""
    jobs = await outbox.jobs(house, OrganisationPut)
    await outbox.clear(house)
    return jobs


async def sign_in(home: House, client: httpx.AsyncClient, role: str = "organizer") -> None:
    email = f"{role}@office.example"
    await add_staff(home.db, email=email, role=role, name=role.title())
    secret = await redeem(home.db, (await sign_in_link(home.db, email)).partition("link=")[2])
    client.cookies.set(cookie_name(secure=False), secret)


async def trail(house: House) -> list[tuple[str, Any, Any]]:
    """The audit trail of the directory: action, old and new value."""
    async with house.db.reading() as tx:
        rows = await tx.conn.fetch("SELECT action, old, new FROM identity.audit WHERE action LIKE 'org%' ORDER BY id")
    return [(row["action"], row["old"], row["new"]) for row in rows]
