"""Which trainers' accounts work on a cohort: tied to it and untied on the desk. Without this a trainer's account sees
no cohort at all.
"""

from uuid import UUID

import msgspec

from services.training.operations.access import locked, visible
from services.training.store import staffing
from shared.errors import NotFound
from shared.house import House
from shared.i18n.mark import mark
from shared.identity import store as identity
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

NO_ACCOUNT = mark("There is no such account of a trainer. Load the page again.")


class Account(msgspec.Struct, frozen=True):
    """An account of the role trainer, and whether it is tied to the cohort."""

    staff: Staff
    tied: bool


async def listed(house: House, actor: Staff, slug: str) -> tuple[Account, ...]:
    """By name. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        cohort = await visible(tx, actor, slug)
        tied = await staffing.staff_of_cohort(tx, cohort.id)
        return tuple(Account(each, each.id in tied) for each in await identity.staff_of_role(tx, Role.TRAINER))


async def tie(house: House, actor: Staff, slug: str, staff_id: UUID) -> None:
    """The account works on the cohort from now on. Twice is once. Raises Forbidden, NotFound."""
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        if staff_id not in {each.id for each in await identity.staff_of_role(tx, Role.TRAINER)}:
            raise NotFound(NO_ACCOUNT)
        if await staffing.add_staff(tx, staff_id, cohort.id):
            await record(tx, actor.trail, "account.tied", f"cohort:{cohort.id}", new={"staff": str(staff_id)})


async def untie(house: House, actor: Staff, slug: str, staff_id: UUID) -> None:
    """The account works on it no more. Twice is once. Raises Forbidden, NotFound."""
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        if await staffing.remove_staff(tx, staff_id, cohort.id):
            await record(tx, actor.trail, "account.untied", f"cohort:{cohort.id}", old={"staff": str(staff_id)})
