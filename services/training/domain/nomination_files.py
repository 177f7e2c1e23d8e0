"""Which files a nomination has, and what is taken for each."""

from datetime import datetime, timedelta

from services.training.domain.nomination import FileKind
from shared.errors import Problem
from shared.files.kinds import FileType
from shared.i18n.mark import mark

TAKEN: dict[FileKind, frozenset[FileType]] = {
    FileKind.CV: frozenset({FileType.PDF}),
    FileKind.LETTER: frozenset({FileType.PDF, FileType.JPEG, FileType.PNG}),
}
KEPT_AFTER_COURSE = timedelta(days=90)

EMPTY = mark("This file is empty: choose another one")
TOO_LARGE = mark("This file has %(size)s MB; it may have %(most)s MB. Save it smaller, or send fewer pages")
NOT_PDF = mark("This is not a PDF, whatever its name says: save the document as PDF")
NOT_TAKEN = mark("This is neither a PDF nor a picture (JPEG or PNG), whatever its name says")
MISSING = {
    FileKind.CV: mark("Add the curriculum vitae as PDF"),
    FileKind.LETTER: mark("Add the signed letter of nomination"),
}


def delete_after(over_at: datetime) -> datetime:
    """`over_at`: when the course is over (UTC)."""
    return over_at + KEPT_AFTER_COURSE


def problem_of(kind: FileKind, size: int, content: FileType | None) -> Problem | None:
    """What is wrong with a file that is not too large; None where nothing is."""
    if size == 0:
        return Problem(kind, EMPTY)
    if content not in TAKEN[kind]:
        return Problem(kind, NOT_PDF if TAKEN[kind] == {FileType.PDF} else NOT_TAKEN)
    return None


def too_large(kind: FileKind, size: int, most: int) -> Problem:
    """Sizes in bytes."""
    return Problem(kind, TOO_LARGE, {"size": -(-size // 1_000_000), "most": most // 1_000_000})
