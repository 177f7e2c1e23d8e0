"""One person of an occasion on the desk, with every certificate they were given and who acted on it."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from services.training.domain.certificates.certificate import Certificate
from services.training.domain.certificates.occasion import Occasion
from services.training.operations.certificates.lines import Line
from services.training.operations.certificates.renewing import address_of
from services.training.operations.certificates.roll import roll_of
from services.training.operations.certificates.setting import LOOKERS, occasion_of
from services.training.store.certificates import certificates
from shared.errors import NotFound
from shared.house import House
from shared.i18n.mark import mark
from shared.identity import store as identity
from shared.identity.roles import require
from shared.identity.staff import Staff

_NOBODY = mark("This person did not take part in it. Load the page again.")


class PersonPage(msgspec.Struct, frozen=True, kw_only=True):
    """`names`: by certificate, who replaced or revoked it. `reachable`: an address of theirs is known.
    `assessed`: certificates of it ask for an assessment, or it was said of this person.
    """

    occasion: Occasion
    line: Line
    chain: tuple[Certificate, ...]
    names: Mapping[UUID, str]
    reachable: bool
    assessed: bool


async def show(house: House, actor: Staff, key: str, person_id: UUID) -> PersonPage:
    """Raises Forbidden, NotFound."""
    require(actor, *LOOKERS)
    async with house.db.reading() as tx:
        roll = await roll_of(tx, await occasion_of(tx, key))
        line = roll.line(person_id)
        if line is None:
            raise NotFound(_NOBODY)
        chain = await certificates.of_person(tx, key, person_id)
        reachable = bool(line.who.email or await address_of(tx, key, person_id))
        ended = [each.id for each in chain if each.ended_at is not None]
        deeds = {id_: await identity.trail_of(tx, f"certificate:{id_}", 1) for id_ in ended}
    names = {id_: done[0].actor for id_, done in deeds.items() if done}
    assessed = roll.setup.rules.assessment or bool(line.said.assessment)
    return PersonPage(
        occasion=roll.occasion, line=line, chain=tuple(chain), names=names, reachable=reachable, assessed=assessed
    )
