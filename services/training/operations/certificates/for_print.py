"""The valid certificates of an occasion in one file for the printer, in the order of the list, so many a file."""

import asyncio
from collections.abc import Collection
from uuid import UUID

import msgspec

from services.training.domain.certificates.certificate import Whole
from services.training.operations.certificates.handing_out import Printed
from services.training.operations.certificates.lines import Roll
from services.training.operations.certificates.printing import pdf_of_certificate
from services.training.operations.certificates.roll import roll_of
from services.training.operations.certificates.setting import occasion_of
from services.training.store.certificates import certificates
from shared.documents.joined import Joined
from shared.errors import Conflict
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

MOST = 100
"""In one file: some seconds of work."""
TOO_MANY = "too-many-to-print"
NOTHING = "nothing-to-print"
_TOO_MANY = mark("One file to print holds at most %(most)d certificates. Select fewer, or take them part by part.")
_NOTHING = mark("None of them holds a certificate that is valid: there is nothing to print.")
_CHANGED = mark("One of the certificates was replaced or revoked while the file was made. Try again.")


class Part(msgspec.Struct, frozen=True):
    """From which to which of those who hold one, counted from 1; `number` names it in the address."""

    number: int
    first: int
    last: int


def parts(count: int) -> tuple[Part, ...]:
    """So many files are needed for all."""
    starts = range(0, count, MOST)
    return tuple(Part(at, start + 1, min(start + MOST, count)) for at, start in enumerate(starts, 1))


async def one_file(
    house: House, actor: Staff, key: str, only: Collection[UUID] | None = None, *, part: int = 1
) -> Printed:
    """Exactly the pages that were issued, of `only` these people, or of a part of all. Who takes people's data out is
    in the audit trail.

    Raises Forbidden, NotFound, Conflict where there is nothing, or too much for one file.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        roll = await roll_of(tx, await occasion_of(tx, key))
        chosen = _chosen(roll, only, part)
        valid = {each.number: each for each in await certificates.valid_of(tx, key)}
        await record(tx, actor.trail, "certificates.exported", key, new={"people": str(len(chosen))})
    occasion = roll.occasion
    content = await _joined(house, occasion.title, [valid[number] for number in chosen])
    async with house.db.reading() as tx:
        still = {each.number for each in await certificates.valid_of(tx, key)}
    if not still.issuperset(chosen):
        raise Conflict(_CHANGED, code="changed-meanwhile")
    name = (
        f"{occasion.slug}-certificates-{part}.pdf" if only is None and part > 1 else f"{occasion.slug}-certificates.pdf"
    )
    return Printed(name, content)


def _chosen(roll: Roll, only: Collection[UUID] | None, part: int) -> list[str]:
    """Their numbers. Raises Conflict."""
    held = [
        line.certificate.number
        for line in roll.lines
        if line.held and line.certificate is not None and (only is None or line.who.id in only)
    ]
    if only is not None and len(held) > MOST:
        raise Conflict(_TOO_MANY, code=TOO_MANY, most=MOST)
    chosen = held if only is not None else held[(part - 1) * MOST : part * MOST]
    if not chosen:
        raise Conflict(_NOTHING, code=NOTHING)
    return chosen


async def _joined(house: House, title: str, chosen: Collection[Whole]) -> bytes:
    """One at a time, away from what serves others."""
    file = Joined(title)
    for each in chosen:
        async with house.db.reading() as tx:
            pdf = await pdf_of_certificate(tx, each)
        await asyncio.to_thread(file.add, pdf)
    return await asyncio.to_thread(file.whole)
