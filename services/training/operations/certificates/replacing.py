"""What becomes of a certificate after it was issued: corrected, so that a new one takes its place, or revoked."""

from collections.abc import Mapping
from hashlib import sha256
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from services.training.domain.certificates.certificate import State
from services.training.domain.certificates.names import Names, read_names
from services.training.domain.certificates.numbering import number_of
from services.training.domain.participant import HOME_ZONE
from services.training.operations.certificates.holding import LONGEST, Held, end, locked, reasons, settled, tell
from services.training.operations.certificates.keys import signer
from services.training.operations.certificates.lettering import check_letters
from services.training.operations.certificates.making import new_tail
from services.training.operations.certificates.outlook import count
from services.training.operations.certificates.printing import pdf_of
from services.training.operations.certificates.proving import signed
from services.training.operations.certificates.writing import corrected
from services.training.store.certificates import certificates, people
from shared.db import Tx
from shared.errors import Conflict, Invalid, Problem
from shared.fields import Fields
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

NOTHING_ASKED = "nothing-asked"
_SAME = mark("This is what stands on the certificate already")
_NOTHING_ASKED = mark("Nothing waits for a decision any more. Load the page again.")


async def correct(house: House, actor: Staff, key: str, person_id: UUID, body: Mapping[str, object]) -> str:
    """A new version with these names takes the place of the valid one; whatever was asked for is settled by it. The
    `revision` of here and of the others: see `locked`.

    Returns its number. Raises Forbidden, NotFound, Conflict, Invalid.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        held = await locked(tx, key, person_id, body)
        public, internal = reasons(body)
        form = Fields(body, LONGEST)
        organisation = form.text("organisation")
        form.check()
        names = read_names(body, held.newest.snapshot.country)
        before = held.newest.snapshot
        check_letters(names, organisation, before=before.names)
        if (names, organisation) == (before.names, before.organisation):
            raise Invalid([Problem("name", _SAME)])
        number = await _replace(house, tx, actor, held, names, organisation=organisation, why=(public, internal))
        await settled(tx, held)
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
        held = await locked(tx, key, person_id, body)
        if not await settled(tx, held):
            raise Conflict(_NOTHING_ASKED, code=NOTHING_ASKED)
        await tell(house, tx, held, "certificate.kept", uuid4(), reason=public)
        await record(tx, actor.trail, "certificate.kept", f"certificate:{held.newest.id}", new={"reason": public})


async def revoke(house: House, actor: Staff, key: str, person_id: UUID, body: Mapping[str, object]) -> None:
    """It counts no more, and says so to whoever checks it. Raises Forbidden, NotFound, Conflict, Invalid."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        held = await locked(tx, key, person_id, body)
        public, internal = reasons(body)
        await end(tx, held.newest, State.REVOKED, actor, (public, internal))
        await settled(tx, held)
        number = held.newest.number
        await tell(house, tx, held, "certificate.revoked", held.newest.id, number=number, reason=public)
        await count(tx, held.occasion)


async def _replace(
    house: House, tx: Tx, actor: Staff, held: Held, names: Names, *, organisation: str, why: tuple[str, str]
) -> str:
    old = held.newest
    award = await certificates.lock(tx, held.occasion.key, held.who.id)
    assert award is not None, "there is a certificate of it"
    await end(tx, old, State.SUPERSEDED, actor, why)
    today = tx.now.astimezone(ZoneInfo(held.occasion.timezone or HOME_ZONE)).date()
    number = number_of(award.series, award.serial, new_tail())
    paper = corrected(house, old.snapshot, names, organisation=organisation, number=number, on=today)
    new_id = uuid4()
    zone = held.occasion.timezone
    credential = await signed(house, tx, await signer(house, tx), paper, award, certificate_id=new_id, zone=zone)
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
    await tell(house, tx, held, "certificate.replaced", new_id, number=number, before=old.number, reason=why[0])
    return number
