"""Somebody's certificates, held while staff act on them, and what every such act does: it ends, settles and tells."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from services.training.domain.certificates.certificate import Certificate, State
from services.training.domain.certificates.occasion import Candidate, Occasion
from services.training.domain.certificates.person import Said, at_stake
from services.training.domain.revision import check_revision
from services.training.operations.certificates import statuses
from services.training.operations.certificates.letters import letter
from services.training.operations.certificates.lines import former
from services.training.operations.certificates.setting import occasion_of
from services.training.operations.certificates.task import tell_desk
from services.training.store.certificates import certificates, occasions, people
from shared import outbox
from shared.db import Tx
from shared.errors import Conflict, NotFound
from shared.fields import Fields
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.staff import Staff

NOT_VALID = "not-valid"
LONGEST = {"public_reason": 200, "internal_reason": 500, "organisation": 200}
_NONE = mark("This person has no certificate here. Load the page again.")
_NOT_VALID = mark("Only a certificate that is valid can be changed or revoked. Load the page again.")
_OVERTAKEN = mark(
    "Meanwhile another certificate was issued to this person, or what they ask for changed. Nothing was done: look at "
    "how it stands now, and send this again only if you mean it."
)
_WHY = mark("Say why: it stands in the record of changes, for staff alone")


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """One person's certificates: `chain` is every version, the newest first; never empty."""

    occasion: Occasion
    who: Candidate
    said: Said
    chain: tuple[Certificate, ...]

    @property
    def newest(self) -> Certificate:
        return self.chain[0]


async def settled(tx: Tx, held: Held) -> bool:
    """What was asked for is decided; False where nothing was."""
    if not await people.settle(tx, held.occasion.key, held.who.id):
        return False
    await tell_desk(tx, held.occasion)
    return True


async def end(tx: Tx, certificate: Certificate, state: State, actor: Staff, why: tuple[str, str]) -> None:
    public, internal = why
    if not await certificates.end(tx, certificate.id, state, by=actor.trail, public=public, internal=internal):
        raise Conflict(_NOT_VALID, code=NOT_VALID)
    await statuses.end(tx, certificate.id)
    action = "certificate.revoked" if state is State.REVOKED else "certificate.replaced"
    new = {"state": state.value, "public_reason": public, "internal_reason": internal}
    await record(tx, actor.trail, action, f"certificate:{certificate.id}", old={"state": "valid"}, new=new)


async def tell(house: House, tx: Tx, held: Held, template: str, about: UUID, **facts: str) -> None:
    """Whoever we have no address of any more is not told."""
    if held.who.email:
        told = letter(house, held.occasion, held.who, template, about=about, facts=facts)
        await outbox.put(tx, told, to="notify")


async def held_of(tx: Tx, key: str, person_id: UUID) -> Held:
    occasion = await occasion_of(tx, key)
    chain = await certificates.of_person(tx, key, person_id)
    if not chain:
        raise NotFound(_NONE)
    known = await occasions.candidates(tx, occasion, person_id)
    return Held(
        occasion=occasion,
        who=known[0] if known else former(chain[0]),
        said=await people.said_of(tx, key, person_id),
        chain=tuple(chain),
    )


async def locked(tx: Tx, key: str, person_id: UUID, sent: Mapping[str, object]) -> Held:
    """Nobody else changes it meanwhile, nor what is asked for; `sent` may name the `revision` that was looked at.

    Raises NotFound, Conflict: `not-valid`, or `changed-meanwhile` where another version or wish stands there.
    """
    if await certificates.lock(tx, key, person_id) is None:
        raise NotFound(_NONE)
    await occasions.lock(tx, key)
    held = await held_of(tx, key, person_id)
    if held.newest.state is not State.VALID:
        raise Conflict(_NOT_VALID, code=NOT_VALID)
    check_revision(sent, at_stake(held.newest, held.said.asked), _OVERTAKEN)
    return held


def reasons(body: Mapping[str, object]) -> tuple[str, str]:
    """For the public, which may be empty, and for staff. Raises Invalid."""
    form = Fields(body, LONGEST)
    public, internal = form.text("public_reason"), form.text("internal_reason", missing=_WHY)
    form.check()
    return public, internal
