"""What a stranger is told of a number: valid, superseded and by which, revoked and when, or unknown."""

from datetime import date
from enum import StrEnum
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from services.training.domain.certificates.certificate import State, Whole
from services.training.domain.certificates.numbering import lookup_of
from services.training.domain.participant import HOME_ZONE
from services.training.operations.certificates.printing import pdf_of_certificate
from services.training.store.certificates import certificates, occasions
from shared.house import House

_LONGEST = 200


class Answer(StrEnum):
    VALID = "valid"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """`number` as it is printed, or as it was asked for where it is unknown. `newest` of the same award."""

    answer: Answer
    number: str
    certificate: Whole | None = None
    newest: Whole | None = None
    timezone: str = HOME_ZONE

    @property
    def ended(self) -> Whole | None:
        """Whose end is told: of a number that was replaced by one that was revoked, the end of that one."""
        return self.newest if self.answer is Answer.REVOKED and _followed(self.certificate) else self.certificate

    @property
    def ended_on(self) -> date | None:
        """At the place of the course or event."""
        ended = self.ended
        if ended is None or ended.ended_at is None:
            return None
        return ended.ended_at.astimezone(ZoneInfo(self.timezone)).date()


async def check(house: House, text: str) -> Checked:
    """By number, forgiving of case, blanks and dashes, or by the id of the credential."""
    wanted = text.strip()[:_LONGEST]
    async with house.db.reading() as tx:
        chain = await certificates.chain(tx, wanted)
        occasion = await occasions.by_key(tx, chain[0].occasion) if chain else None
    if not chain:
        return Checked(answer=Answer.UNKNOWN, number=wanted)
    found = chain[0] if _is_id(wanted) else next(each for each in chain if lookup_of(each.number) == lookup_of(wanted))
    zone = occasion.timezone if occasion else ""
    return Checked(
        answer=_ANSWERS[chain[0].state if _followed(found) and chain[0].state is State.REVOKED else found.state],
        number=found.number,
        certificate=found,
        newest=chain[0],
        timezone=zone or HOME_ZONE,
    )


def _followed(found: Whole | None) -> bool:
    return found is not None and found.state is State.SUPERSEDED


async def issued_so(house: House, content: bytes, whole: Whole) -> bool:
    """Whether these are, sign by sign, the pages that were issued, or that are handed out today."""
    if sha256(content).digest() == whole.pdf_sha256:
        return True
    async with house.db.reading() as tx:
        return content == await pdf_of_certificate(tx, whole)


_ANSWERS = {State.VALID: Answer.VALID, State.SUPERSEDED: Answer.SUPERSEDED, State.REVOKED: Answer.REVOKED}


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
