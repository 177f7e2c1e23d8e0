"""What becomes of a certificate after it was issued: corrected, so that a new one takes its place, or revoked."""

from collections.abc import Mapping
from hashlib import sha256
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import msgspec

from services.training.domain.certificates.certificate import Certificate, State
from services.training.domain.certificates.names import Names, read_names
from services.training.domain.certificates.numbering import number_of
from services.training.domain.certificates.occasion import Candidate, Occasion
from services.training.domain.certificates.person import Said
from services.training.domain.participant import HOME_ZONE
from services.training.operations.certificates import statuses
from services.training.operations.certificates.keys import signer
from services.training.operations.certificates.lettering import check_letters
from services.training.operations.certificates.letters import letter
from services.training.operations.certificates.making import new_tail
from services.training.operations.certificates.outlook import count
from services.training.operations.certificates.printing import pdf_of
from services.training.operations.certificates.proving import signed
from services.training.operations.certificates.roll import former
from services.training.operations.certificates.setting import LOOKERS, occasion_of
from services.training.operations.certificates.task import tell_desk
from services.training.operations.certificates.writing import corrected
from services.training.store.certificates import certificates, occasions, people
from shared import outbox
from shared.db import Tx
from shared.errors import Conflict, Invalid, NotFound, Problem
from shared.fields import Fields
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

LONGEST = {"public_reason": 200, "internal_reason": 500, "organisation": 200}
_NONE = mark("This person has no certificate here. Load the page again.")
_NOT_VALID = mark("Only a certificate that is valid can be changed or revoked. Load the page again.")
_WHY = mark("Say why: it stands in the record of changes, for staff alone")
_SAME = mark("This is what stands on the certificate already")
_NOTHING_ASKED = mark("Nothing waits for a decision any more. Load the page again.")


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """One person's certificates: `chain` is every version, the newest first; never empty."""

    occasion: Occasion
    who: Candidate
    said: Said
    chain: tuple[Certificate, ...]

    @property
    def newest(self) -> Certificate:
        return self.chain[0]


async def show(house: House, actor: Staff, key: str, person_id: UUID) -> Held:
    """Raises Forbidden, NotFound."""
    require(actor, *LOOKERS)
    async with house.db.reading() as tx:
        return await _held(tx, key, person_id)


async def correct(house: House, actor: Staff, key: str, person_id: UUID, body: Mapping[str, object]) -> str:
    """A new version with these names takes the place of the valid one; whatever was asked for is settled by it.

    Returns its number. Raises Forbidden, NotFound, Conflict, Invalid.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        held = await _locked(tx, key, person_id)
        public, internal = _reasons(body)
        form = Fields(body, LONGEST)
        organisation = form.text("organisation")
        form.check()
        names = read_names(body, held.newest.snapshot.country)
        before = held.newest.snapshot
        check_letters(names, organisation, before=before.names)
        if (names, organisation) == (before.names, before.organisation):
            raise Invalid([Problem("name", _SAME)])
        number = await _replace(house, tx, actor, held, names, organisation=organisation, why=(public, internal))
        await _settled(tx, held)
        return number


async def refuse(house: House, actor: Staff, key: str, person_id: UUID, body: Mapping[str, object]) -> None:
    """The certificate stays as it is; the person is told, with the public reason.

    Raises Forbidden, NotFound, Conflict where nothing waits, Invalid.
    """
    require(actor, Role.ORGANIZER)
    form = Fields(body, LONGEST)
    public = form.text("public_reason")
    form.check()
    async with house.db.transaction() as tx:
        held = await _locked(tx, key, person_id)
        if not await _settled(tx, held):
            raise Conflict(_NOTHING_ASKED)
        await _tell(house, tx, held, "certificate.kept", uuid4(), reason=public)
        await record(tx, actor.trail, "certificate.kept", f"certificate:{held.newest.id}", new={"reason": public})


async def revoke(house: House, actor: Staff, key: str, person_id: UUID, body: Mapping[str, object]) -> None:
    """It counts no more, and says so to whoever checks it. Raises Forbidden, NotFound, Conflict, Invalid."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        held = await _locked(tx, key, person_id)
        public, internal = _reasons(body)
        await _end(tx, held.newest, State.REVOKED, actor, (public, internal))
        await _settled(tx, held)
        number = held.newest.number
        await _tell(house, tx, held, "certificate.revoked", held.newest.id, number=number, reason=public)
        await count(tx, held.occasion)


async def _settled(tx: Tx, held: Held) -> bool:
    """What was asked for is decided; False where nothing was."""
    await occasions.lock(tx, held.occasion.key)
    if not await people.settle(tx, held.occasion.key, held.who.id):
        return False
    await tell_desk(tx, held.occasion)
    return True


async def _replace(
    house: House, tx: Tx, actor: Staff, held: Held, names: Names, *, organisation: str, why: tuple[str, str]
) -> str:
    old = held.newest
    award = await certificates.lock(tx, held.occasion.key, held.who.id)
    assert award is not None, "there is a certificate of it"
    await _end(tx, old, State.SUPERSEDED, actor, why)
    today = tx.now.astimezone(ZoneInfo(held.occasion.timezone or HOME_ZONE)).date()
    number = number_of(award.series, award.serial, new_tail())
    paper = corrected(house, old.snapshot, names, organisation=organisation, number=number, on=today)
    new_id = uuid4()
    credential = await signed(house, tx, await signer(house, tx), paper, award, certificate_id=new_id)
    printed = await pdf_of(tx, paper, credential=credential, issued_at=tx.now)
    await certificates.insert(
        tx,
        id=new_id,
        award_id=award.id,
        version=old.version + 1,
        snapshot=paper,
        credential=credential,
        pdf_sha256=sha256(printed).digest(),
        email=held.who.email,
        by=actor.trail,
    )
    await people.confirm(tx, held.occasion.key, held.who.id, names)
    await _tell(house, tx, held, "certificate.replaced", new_id, number=number, before=old.number, reason=why[0])
    return number


async def _end(tx: Tx, certificate: Certificate, state: State, actor: Staff, why: tuple[str, str]) -> None:
    public, internal = why
    if not await certificates.end(tx, certificate.id, state, by=actor.trail, public=public, internal=internal):
        raise Conflict(_NOT_VALID, code="not-valid")
    await statuses.end(tx, certificate.id)
    action = "certificate.revoked" if state is State.REVOKED else "certificate.replaced"
    new = {"state": state.value, "public_reason": public, "internal_reason": internal}
    await record(tx, actor.trail, action, f"certificate:{certificate.id}", old={"state": "valid"}, new=new)


async def _tell(house: House, tx: Tx, held: Held, template: str, about: UUID, **facts: str) -> None:
    """Whoever we have no address of any more is not told."""
    if held.who.email:
        told = letter(house, held.occasion, held.who, template, about=about, facts=facts)
        await outbox.put(tx, told, to="notify")


async def _held(tx: Tx, key: str, person_id: UUID) -> Held:
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


async def _locked(tx: Tx, key: str, person_id: UUID) -> Held:
    """Nobody else changes it meanwhile. Raises NotFound, Conflict."""
    if await certificates.lock(tx, key, person_id) is None:
        raise NotFound(_NONE)
    held = await _held(tx, key, person_id)
    if held.newest.state is not State.VALID:
        raise Conflict(_NOT_VALID, code="not-valid")
    return held


def _reasons(body: Mapping[str, object]) -> tuple[str, str]:
    """For the public, which may be empty, and for staff. Raises Invalid."""
    form = Fields(body, LONGEST)
    public, internal = form.text("public_reason"), form.text("internal_reason", missing=_WHY)
    form.check()
    return public, internal
