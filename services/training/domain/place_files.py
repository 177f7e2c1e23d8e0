"""Which files participants send for their place, and what organizers put for them: what is taken for each."""

from datetime import datetime
from enum import StrEnum

from services.training.domain.nomination_files import EMPTY, NOT_TAKEN, TOO_LARGE
from services.training.domain.stay import KEPT_AFTER_COURSE
from shared.errors import Problem
from shared.files.kinds import FileType
from shared.i18n.mark import mark


class PlaceFile(StrEnum):
    """What a participant may send."""

    INSURANCE = "insurance"
    PHOTO = "photo"
    AGREEMENT = "agreement"


DOCUMENT = "file"
"""The kind of an organizer's file, and the field of its form."""
_PICTURES = frozenset({FileType.JPEG, FileType.PNG})
_PAPERS = _PICTURES | {FileType.PDF}
TAKEN: dict[str, frozenset[FileType]] = {
    PlaceFile.INSURANCE: _PAPERS,
    PlaceFile.PHOTO: _PICTURES,
    PlaceFile.AGREEMENT: _PAPERS,
    DOCUMENT: _PAPERS,
}
NOT_PICTURE = mark("This is not a picture (JPEG or PNG), whatever its name says")


def delete_after(over_at: datetime) -> datetime:
    """`over_at`: when the course is over (UTC)."""
    return over_at + KEPT_AFTER_COURSE


def problem_of(field: str, size: int, content: FileType | None) -> Problem | None:
    """What is wrong with a file that is not too large; None where nothing is."""
    if size == 0:
        return Problem(field, EMPTY)
    if content not in TAKEN[field]:
        return Problem(field, NOT_PICTURE if TAKEN[field] == _PICTURES else NOT_TAKEN)
    return None


def too_large(field: str, size: int, most: int) -> Problem:
    """Sizes in bytes."""
    return Problem(field, TOO_LARGE, {"size": -(-size // 1_000_000), "most": most // 1_000_000})
