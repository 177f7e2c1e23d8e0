"""How certificates will look, with a sample name and SAMPLE across the page."""

from uuid import UUID

from services.training.domain.certificates.certificate import Award
from services.training.domain.certificates.numbering import ALPHABET, TAIL, series_of
from services.training.domain.certificates.snapshot import Snapshot
from services.training.operations.certificates.lines import Roll
from services.training.operations.certificates.printing import pdf_of, version
from services.training.operations.certificates.roll import roll_of
from services.training.operations.certificates.setting import LOOKERS, occasion_of
from services.training.operations.certificates.writing import SAMPLE, Paper, awarded_on, snapshot_of
from shared.house import House
from shared.identity.roles import require
from shared.identity.staff import Staff

_TAIL = ALPHABET[:TAIL]


async def preview(house: House, actor: Staff, key: str) -> bytes:
    """The PDF. Raises Forbidden, NotFound."""
    require(actor, *LOOKERS)
    async with house.db.reading() as tx:
        roll = await roll_of(tx, await occasion_of(tx, key))
        return await pdf_of(tx, sample_of(house, roll), issued_at=tx.now, sample=True)


def sample_of(house: House, roll: Roll) -> Snapshot:
    """As the next certificate would be written."""
    on = awarded_on(roll)
    award = Award(id=UUID(int=0), series=series_of(roll.setup.design.pattern, on.year), serial=1, awarded_on=on)
    return snapshot_of(house, roll, _sample(roll), award, tail=_TAIL, version=version())


def _sample(roll: Roll) -> Paper:
    """As many hours as the one who was there most."""
    minutes = max((line.minutes for line in roll.lines), default=0)
    return Paper(names=SAMPLE, organisation="Sample City", country="KR", minutes=minutes)
