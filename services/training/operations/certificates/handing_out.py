"""Certificates as files: for the person themselves, for organizers one by one or all in one archive."""

from collections.abc import AsyncIterator
from uuid import UUID

import msgspec

from services.training.domain.certificates.certificate import State, Whole
from services.training.domain.certificates.kind import Kind
from services.training.domain.certificates.occasion import Occasion
from services.training.operations.certificates.mine import find
from services.training.operations.certificates.printing import pdf_of_certificate
from services.training.operations.certificates.setting import LOOKERS, occasion_of
from services.training.store.certificates import certificates
from shared.db import Tx
from shared.errors import NotFound
from shared.files.kinds import FileType
from shared.files.names import made_name
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_NONE = mark("There is no certificate that is valid. Load the page again.")
_AT_ONCE = 20


class Printed(msgspec.Struct, frozen=True):
    """A file with what it is called."""

    name: str
    content: bytes


class Export(msgspec.Struct, frozen=True):
    """`people` hold a valid certificate, in the order of their serials."""

    occasion: Occasion
    people: tuple[Whole, ...]


async def own_pdf(house: House, token: str, kind: Kind) -> Printed:
    """The valid one, as it was issued. Raises NotFound, Gone."""
    async with house.db.reading() as tx:
        whole = await _own(house, tx, token, kind)
        return Printed(f"{whole.number}.pdf", await pdf_of_certificate(tx, whole))


async def own_credential(house: House, token: str, kind: Kind) -> tuple[str, bytes]:
    """Its number and the signed copy. Raises NotFound, Gone."""
    async with house.db.reading() as tx:
        whole = await _own(house, tx, token, kind)
    if whole.credential is None:
        raise NotFound(_NONE)
    return whole.number, whole.credential.encode()


async def pdf(house: House, actor: Staff, key: str, person_id: UUID) -> Printed:
    """For the desk. Raises Forbidden, NotFound."""
    require(actor, *LOOKERS)
    async with house.db.reading() as tx:
        await occasion_of(tx, key)
        chain = await certificates.of_person(tx, key, person_id)
        whole = await _valid(tx, chain[0].number if chain else "")
        return Printed(file_name(whole), await pdf_of_certificate(tx, whole))


async def export(house: House, actor: Staff, key: str) -> Export:
    """Who takes people's data out is in the audit trail. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        occasion = await occasion_of(tx, key)
        await record(tx, actor.trail, "certificates.exported", key)
        return Export(occasion, tuple(await certificates.valid_of(tx, key)))


async def pdfs(house: House, found: Export) -> AsyncIterator[tuple[str, bytes]]:
    """Names and contents, printed a few at a time while they are sent."""
    for start in range(0, len(found.people), _AT_ONCE):
        async with house.db.reading() as tx:
            some = [(each, await pdf_of_certificate(tx, each)) for each in found.people[start : start + _AT_ONCE]]
        for whole, content in some:
            yield file_name(whole), content


def file_name(whole: Whole) -> str:
    """Number and name, in any script."""
    return made_name(f"{whole.number} {whole.snapshot.names.name}.pdf", FileType.PDF)


async def _own(house: House, tx: Tx, token: str, kind: Kind) -> Whole:
    mine = await find(house, tx, token, kind)
    return await _valid(tx, mine.certificate.number if mine.certificate else "")


async def _valid(tx: Tx, number: str) -> Whole:
    chain = await certificates.chain(tx, number)
    if not chain or chain[0].state is not State.VALID:
        raise NotFound(_NONE)
    return chain[0]
