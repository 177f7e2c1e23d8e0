"""What somebody does about their own certificate by their personal link: confirm their name, ask for a correction."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from services.training.domain.certificates.certificate import Certificate, State
from services.training.domain.certificates.kind import Kind
from services.training.domain.certificates.names import Names, read_names, read_wish
from services.training.domain.certificates.occasion import Candidate, Occasion
from services.training.domain.certificates.person import Said
from services.training.operations.certificates.lettering import check_letters
from services.training.operations.certificates.letters import LINK
from services.training.operations.certificates.lines import former, names_of
from services.training.operations.certificates.task import tell_desk
from services.training.operations.my_place import by_token
from services.training.store.certificates import certificates, occasions, people
from shared.db import Tx
from shared.errors import Conflict, Gone, Invalid, NotFound, Problem
from shared.house import House
from shared.i18n.mark import mark

_NOTHING = mark("There is no certificate here. Open the link from your newest mail again.")
_REPLACED = mark("This link was replaced by a newer one. Open the link from your newest mail.")
_SAME = mark("These are the names on your certificate already")
_REVOKED = mark("This certificate was revoked: there is nothing to correct. Write to us if you think that is wrong.")


class Taken(StrEnum):
    """What became of the names that somebody sent."""

    CONFIRMED = "confirmed"
    ASKED = "asked"
    WITHDRAWN = "withdrawn"


class Mine(msgspec.Struct, frozen=True, kw_only=True):
    """`chain`: every version, the newest first; none before the first issue."""

    occasion: Occasion
    who: Candidate
    said: Said
    chain: tuple[Certificate, ...]

    @property
    def certificate(self) -> Certificate | None:
        """The newest, valid or not."""
        return self.chain[0] if self.chain else None

    @property
    def valid(self) -> bool:
        return self.certificate is not None and self.certificate.state is State.VALID

    @property
    def names(self) -> Names:
        """As they stand on the certificate, or will."""
        return self.certificate.snapshot.names if self.certificate else names_of(self.who, self.said)


async def show(house: House, token: str, kind: Kind) -> Mine:
    """Raises NotFound for a token that is none, Gone for one that was replaced."""
    async with house.db.reading() as tx:
        return await find(house, tx, token, kind)


async def confirm(house: House, token: str, kind: Kind, body: Mapping[str, object]) -> Taken:
    """Before issue the names are taken as written; afterwards staff look at the correction first. The names as they
    stand on the certificate take a correction back that waits.

    Raises NotFound, Gone, Invalid, Conflict.
    """
    async with house.db.transaction() as tx:
        mine = await find(house, tx, token, kind)
        await occasions.lock(tx, mine.occasion.key)
        mine = await find(house, tx, token, kind)
        if mine.certificate is None:
            names = read_names(body, mine.who.country)
            check_letters(names)
            await people.confirm(tx, mine.occasion.key, mine.who.id, names)
            return Taken.CONFIRMED
        if not mine.valid:
            raise Conflict(_REVOKED, code="revoked")
        wish = read_wish(body, mine.who.country)
        if (wish.name, wish.native_name) == (mine.names.name, mine.names.native_name):
            if not await people.settle(tx, mine.occasion.key, mine.who.id):
                raise Invalid([Problem("name", _SAME)])
            await tell_desk(tx, mine.occasion)
            return Taken.WITHDRAWN
        check_letters(wish)
        await people.ask(tx, mine.occasion.key, mine.who.id, wish)
        await tell_desk(tx, mine.occasion)
        return Taken.ASKED


async def find(house: House, tx: Tx, token: str, kind: Kind) -> Mine:
    """Raises NotFound, Gone."""
    occasion, who, said = await _person(house, tx, token, kind)
    chain = await certificates.of_person(tx, occasion.key, who.id)
    return Mine(occasion=occasion, who=who, said=said, chain=tuple(chain))


async def _person(house: House, tx: Tx, token: str, kind: Kind) -> tuple[Occasion, Candidate, Said]:
    if kind is Kind.COHORT:
        participant = await by_token(house, tx, token)
        person_id, version = participant.id, None
        key: str | None = f"{Kind.COHORT}:{participant.cohort_id}"
    else:
        person_id, version = house.links.read(LINK, token)
        key = await occasions.event_of(tx, person_id) or await certificates.occasion_of(tx, person_id)
    occasion = await occasions.by_key(tx, key) if key else None
    if occasion is None:
        raise NotFound(_NOTHING)
    said = await people.said_of(tx, occasion.key, person_id)
    if version is not None and version != said.link_version:
        raise Gone(_REPLACED, code="link-replaced")
    known = await occasions.candidates(tx, occasion, person_id)
    if known:
        return occasion, known[0], said
    chain = await certificates.of_person(tx, occasion.key, person_id)
    if not chain:
        raise NotFound(_NOTHING)
    return occasion, former(chain[0]), said
