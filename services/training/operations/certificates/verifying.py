"""What a stranger is told of a number: valid, superseded and by which, revoked and when, or unknown."""

from enum import StrEnum
from uuid import UUID

import msgspec

from services.training.domain.certificates.certificate import State, Whole
from services.training.domain.certificates.numbering import lookup_of
from services.training.store.certificates import certificates
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


async def check(house: House, text: str) -> Checked:
    """By number, forgiving of case, blanks and dashes, or by the id of the credential."""
    wanted = text.strip()[:_LONGEST]
    async with house.db.reading() as tx:
        chain = await certificates.chain(tx, wanted)
    if not chain:
        return Checked(answer=Answer.UNKNOWN, number=wanted)
    found = chain[0] if _is_id(wanted) else next(each for each in chain if lookup_of(each.number) == lookup_of(wanted))
    return Checked(answer=_ANSWERS[found.state], number=found.number, certificate=found, newest=chain[0])


_ANSWERS = {State.VALID: Answer.VALID, State.SUPERSEDED: Answer.SUPERSEDED, State.REVOKED: Answer.REVOKED}


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
