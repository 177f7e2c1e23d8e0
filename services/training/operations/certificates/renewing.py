"""A new link to somebody's certificate of an event, where the old one came into other hands."""

from uuid import UUID

import msgspec

from services.training.domain.certificates.kind import Kind
from services.training.domain.certificates.occasion import Candidate, Occasion
from services.training.operations.certificates.letters import letter
from services.training.operations.certificates.lines import former
from services.training.operations.certificates.setting import occasion_of
from services.training.store.certificates import certificates, occasions, people
from shared import outbox
from shared.db import Tx
from shared.errors import Conflict, NotFound
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff
from shared.ids import uuid7

_OF_THE_PLACE = mark("People of a course reach their certificate by the page of their place: there is no other link.")
_NOBODY = mark("This person did not take part in it. Load the page again.")


async def renew(house: House, actor: Staff, key: str, person_id: UUID, version: int | None = None) -> bool:
    """Every older link ends, and the person gets the new one by mail, unless their address is forgotten: also whoever
    holds a certificate and is not on the list of the event any more. `version` is that of the link which the page
    showed: sent twice it is renewed once; None renews in any case. Returns whether it was.

    Raises Forbidden, NotFound, Conflict for a course.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        await occasions.lock(tx, key)
        occasion = await occasion_of(tx, key)
        if occasion.kind is not Kind.EVENT:
            raise Conflict(_OF_THE_PLACE, code="link-of-the-place")
        who = await _holder(tx, occasion, person_id)
        if version not in (None, who.link_version):
            return False
        renewed = msgspec.structs.replace(who, link_version=await people.renew_link(tx, key, person_id))
        if renewed.email:
            told = letter(house, occasion, renewed, "certificate.link", about=uuid7())
            await outbox.put(tx, told, to="notify")
        await record(tx, actor.trail, "certificates.link_renewed", f"participant:{person_id}")
        return True


async def address_of(tx: Tx, key: str, person_id: UUID) -> str:
    """Where the newest certificate was mailed to; "" where none was issued, or it is forgotten."""
    issued = await certificates.of_person(tx, key, person_id)
    return (await certificates.chain(tx, issued[0].number))[0].email if issued else ""


async def _holder(tx: Tx, occasion: Occasion, person_id: UUID) -> Candidate:
    """Somebody on the list, or of whom only a certificate is known. Raises NotFound."""
    known = await occasions.candidates(tx, occasion, person_id)
    if known:
        return known[0]
    issued = await certificates.of_person(tx, occasion.key, person_id)
    if not issued:
        raise NotFound(_NOBODY)
    said = await people.said_of(tx, occasion.key, person_id)
    email = await address_of(tx, occasion.key, person_id)
    return msgspec.structs.replace(former(issued[0]), email=email, link_version=said.link_version)
