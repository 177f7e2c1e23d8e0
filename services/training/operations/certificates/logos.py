"""Pictures on certificates, kept by their content: logos of organisations; signatures.py has the others."""

from hashlib import sha256

import msgspec

from services.training.domain.certificates.occasion import Logo
from services.training.operations.certificates.setting import LOOKERS, occasion_of, put_design
from services.training.store.certificates import occasions
from shared.documents.trial import draw_once
from shared.errors import Invalid, NotFound, Problem
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

LARGEST = 500_000
MOST = 3
_SIZE = mark("The picture is larger than %(most)d kB: save it smaller")
_NO_PICTURE = mark("This picture is not in use any more. Load the page again.")
_COUNT = mark("There is room for %(most)d logos. Take one out first.")


async def add(house: House, actor: Staff, key: str, content: bytes) -> None:
    """It is drawn first, in a process of its own and with no lock held, so that no certificate fails for its sake.

    Raises Forbidden, NotFound, Invalid.
    """
    require(actor, Role.ORGANIZER)
    logo = await picture_of(content, "logo")
    digest = logo.sha256.hex()
    async with house.db.transaction() as tx:
        await occasions.lock(tx, key)
        occasion = await occasion_of(tx, key)
        before = await occasions.setup(tx, occasion.key)
        kept = [each for each in before.design.logos if each != digest]
        if len(kept) >= MOST:
            raise Invalid([Problem("logo", _COUNT, {"most": MOST})])
        await occasions.put_logo(tx, logo)
        design = msgspec.structs.replace(before.design, logos=(*kept, digest))
        await put_design(tx, actor, occasion, before, design)


async def shown(house: House, actor: Staff, key: str, digest: str) -> Logo:
    """A logo or a signature that stands in the design now, by its SHA-256. Raises Forbidden, NotFound."""
    require(actor, *LOOKERS)
    async with house.db.reading() as tx:
        occasion = await occasion_of(tx, key)
        design = (await occasions.setup(tx, occasion.key)).design
        found = await occasions.logos(tx, [digest]) if digest in design.pictures else []
    if not found:
        raise NotFound(_NO_PICTURE)
    return found[0]


async def drop(house: House, actor: Staff, key: str, digest: str) -> None:
    """From what is issued from now on. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        await occasions.lock(tx, key)
        occasion = await occasion_of(tx, key)
        before = await occasions.setup(tx, occasion.key)
        kept = tuple(each for each in before.design.logos if each != digest)
        await put_design(tx, actor, occasion, before, msgspec.structs.replace(before.design, logos=kept))


async def picture_of(content: bytes, field: str) -> Logo:
    """Drawn once, with no lock held. Raises Invalid (`field`) for what cannot be printed, or is too large."""
    if len(content) > LARGEST:
        raise Invalid([Problem(field, _SIZE, {"most": LARGEST // 1000})])
    try:
        await draw_once(content)
    except Invalid as error:
        raise Invalid([Problem(field, each.message, each.params) for each in error.problems]) from error
    return Logo(sha256(content).digest(), _type(content), content)


def _type(content: bytes) -> str:
    if content.startswith(b"\x89PNG"):
        return "image/png"
    return "image/jpeg" if content.startswith(b"\xff\xd8\xff") else "image/svg+xml"
