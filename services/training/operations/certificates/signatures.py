"""Signatures over the names of those who sign: pictures, as logos are."""

import msgspec

from services.training.domain.certificates.design import Design
from services.training.operations.certificates.logos import picture_of
from services.training.operations.certificates.setting import occasion_of, put_design
from services.training.store.certificates import occasions
from shared.errors import NotFound
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_NOBODY = mark("Nobody signs there. Write the name first, and keep it.")


async def put(house: House, actor: Staff, key: str, number: int, content: bytes) -> None:
    """Of the signatory of this number, from 1; it takes the place of the one before.

    Raises Forbidden, NotFound, Invalid (field `signature1` to `signature3`).
    """
    require(actor, Role.ORGANIZER)
    field = f"signature{number}"
    picture = await picture_of(content, field)
    async with house.db.transaction() as tx:
        await occasions.lock(tx, key)
        occasion = await occasion_of(tx, key)
        before = await occasions.setup(tx, occasion.key)
        design = _signed(before.design, number, picture.sha256.hex())
        await occasions.put_logo(tx, picture)
        await put_design(tx, actor, occasion, before, design)


async def drop(house: House, actor: Staff, key: str, number: int) -> None:
    """From what is issued from now on. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        await occasions.lock(tx, key)
        occasion = await occasion_of(tx, key)
        before = await occasions.setup(tx, occasion.key)
        await put_design(tx, actor, occasion, before, _signed(before.design, number, ""))


def _signed(design: Design, number: int, picture: str) -> Design:
    """Raises NotFound."""
    who = list(design.signatories)
    if not 0 < number <= len(who):
        raise NotFound(_NOBODY)
    who[number - 1] = msgspec.structs.replace(who[number - 1], picture=picture)
    return msgspec.structs.replace(design, signatories=tuple(who))
