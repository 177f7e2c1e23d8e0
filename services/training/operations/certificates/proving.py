"""The signed copy of a certificate, for programs: what the paper says, and no more."""

from uuid import UUID
from zoneinfo import ZoneInfo

from services.training.domain.certificates.certificate import Award
from services.training.domain.certificates.credential import Facts
from services.training.domain.certificates.kind import Kind
from services.training.domain.certificates.snapshot import Snapshot
from services.training.domain.participant import HOME_ZONE
from services.training.operations.certificates import statuses
from services.training.operations.certificates.keys import Signer, file_of
from shared.db import Tx
from shared.house import House


async def signed(
    house: House, tx: Tx, hand: Signer, paper: Snapshot, award: Award, *, certificate_id: UUID, zone: str
) -> str:
    """As the file that is attached and handed out. Raises NotCovered for what a signature would not cover.

    The address is the award's: a corrected one has the same, with a later validFrom. That is by the clock of `zone`,
    so that its day is the one that the house says; "" while it is unknown.
    """
    sheet, names = paper.sheets[0], paper.names
    facts = Facts(
        address=house.url(f"/verify/{award.id}"),
        number=paper.number,
        name=names.name,
        native_name=names.native_name,
        native_language=names.native_name_language,
        language=sheet.language,
        kind="CertificateOfCompletion" if paper.kind is Kind.COHORT else "ext:CertificateOfAttendance",
        achievement=paper.about,
        title=sheet.programme,
        description=f"{sheet.words['title']}: {sheet.programme}",
        criteria=paper.criteria,
        place=sheet.place,
        first_day=paper.first_day,
        last_day=paper.last_day,
        minutes=paper.minutes,
        awarded_on=award.awarded_on,
        valid_from=tx.now.astimezone(ZoneInfo(zone or HOME_ZONE)),
        status=await statuses.take(house, tx, certificate_id),
    )
    return file_of(hand.sign(facts, tx.now)).decode()
