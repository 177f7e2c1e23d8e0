"""Letters that no font of the documents has: they are told beside the field and on the list, never printed as boxes."""

from services.training.domain.certificates.names import Names
from services.training.domain.certificates.snapshot import Snapshot
from shared.documents.lettering import lost
from shared.errors import Invalid, Problem
from shared.i18n.mark import mark

_OTHER = mark("These letters cannot be printed: %(letters)s. Write it in other letters.")
_OTHER_OR_NONE = mark("These letters cannot be printed: %(letters)s. Leave this empty, or write it in other letters.")


def lost_of_paper(paper: Snapshot) -> str:
    """The same for everything on a certificate."""
    sheets = (
        text
        for each in paper.sheets
        for text in (each.programme, each.dates, each.place, each.hours, *each.words.values())
    )
    signs = (text for each in paper.signatories for text in (each.name, each.title, each.second_title))
    names = paper.names
    return lost(names.name, names.native_name, paper.honorific, paper.organisation, *sheets, *signs)


def check_letters(names: Names, organisation: str = "") -> None:
    """Raises Invalid with each field whose letters cannot be printed; a native name may be left out."""
    fields = {
        "name": (names.name, _OTHER),
        "native_name": (names.native_name, _OTHER_OR_NONE),
        "organisation": (organisation, _OTHER_OR_NONE),
    }
    problems = [
        Problem(field, words, {"letters": letters})
        for field, (text, words) in fields.items()
        if (letters := lost(text))
    ]
    if problems:
        raise Invalid(problems)
