"""Organisations that people write in another way: seen with their numbers, added, or linked to a known one."""

from uuid import UUID

from services.registration.domain.organisation import Change, Organisation, folded
from services.registration.domain.organisation_form import read_organisation
from services.registration.domain.organisations import Unmatched
from services.registration.operations.organisations import LOOKERS, known, write_changes
from services.registration.store import organisations as store
from shared.errors import Invalid, Problem
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

MOST = 200
_CHOOSE = mark("Choose the organisation that this is")


async def unmatched(house: House, actor: Staff) -> list[Unmatched]:
    """What people wrote and the directory does not have, the most frequent first. Raises Forbidden."""
    require(actor, *LOOKERS)
    async with house.db.reading() as tx:
        return await store.unmatched(tx, MOST)


async def candidates(house: House, actor: Staff, country: str) -> list[Organisation]:
    """Those of a country. Raises Forbidden."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        return await store.of_country(tx, country)


async def link(house: House, actor: Staff, written: str, country: str, organisation_id: UUID | None) -> Organisation:
    """What was written is another name of this organisation from now on, and its registrations are found by it.

    Raises Forbidden, Invalid, Conflict `organisation-exists` when another one goes by that name.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        await store.lock_directory(tx)
        before = await store.by_id(tx, organisation_id) if organisation_id else None
        if before is None or before.country != country:
            raise Invalid([Problem("organisation", _CHOOSE)])
        if folded(written) in before.keys():  # noqa: SIM118  # no mapping
            return before
        body = {"aliases": [*before.aliases, written]}
        after = read_organisation(body, await known(tx), id=before.id, before=before)
        return (await write_changes(tx, actor, [Change(before, after)]))[0]
