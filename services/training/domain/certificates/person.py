"""What is said of one person towards a certificate: by staff, and by themselves."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.certificates.certificate import Certificate
from services.training.domain.certificates.names import Names, Wish
from services.training.domain.certificates.rules import Assessment, Exception_


class Unanswered(msgspec.Struct, frozen=True):
    """Somebody who was asked in a survey and has not answered. `lost`: it is closed."""

    person_id: UUID
    lost: bool


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """`names` None: not confirmed yet. `asked` is a correction that waits for staff."""

    person_id: UUID
    assessment: Assessment = Assessment.OPEN
    exception: Exception_ = Exception_.NONE
    reason: str = ""
    names: Names | None = None
    confirmed_at: datetime | None = None
    asked: Wish | None = None
    asked_at: datetime | None = None
    invited_at: datetime | None = None
    link_version: int = 0


def at_stake(newest: Certificate, asked: Wish | None) -> dict[str, object]:
    """What somebody decides on who corrects or revokes it, or refuses what is asked for: see domain/revision.py."""
    return {"number": newest.number, "asked": asked}
