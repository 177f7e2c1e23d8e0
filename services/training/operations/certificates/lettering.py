"""Names that cannot stand on a certificate: letters that no font has, other letters than Latin ones where those are
asked for, stacks of marks. They are told beside the field and on the list.
"""

from services.training.domain.certificates.latin import has_letter, not_latin, overloaded
from services.training.domain.certificates.names import Names
from services.training.domain.certificates.snapshot import Snapshot
from services.training.domain.participant_form import NAME
from shared.documents.lettering import lost
from shared.errors import Invalid, Problem
from shared.i18n.mark import mark

_OTHER = mark("These letters cannot be printed: %(letters)s. Write it in other letters.")
_OTHER_OR_NONE = mark("These letters cannot be printed: %(letters)s. Leave this empty, or write it in other letters.")
_NOT_LATIN = mark("This is not in Latin letters: %(letters)s")
_MARKS = mark("More marks stand on one letter than can be printed: %(letter)s")


def findings(names: Names) -> list[Problem]:
    """What the two names must not hold. A registration may, where nobody looked at it yet."""
    found = []
    if wrong := not_latin(names.name):
        found.append(Problem("name", _NOT_LATIN, {"letters": wrong}))
    elif not has_letter(names.name):
        found.append(Problem("name", NAME))
    fields = {"name": names.name, "native_name": names.native_name}
    stacks = {field: letter for field, text in fields.items() if (letter := overloaded(text))}
    return found + [Problem(field, _MARKS, {"letter": letter}) for field, letter in stacks.items()]


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


def check_letters(names: Names, organisation: str = "", *, before: Names | None = None) -> None:
    """Raises Invalid with each field that cannot be taken; a native name may be left out. A name that stood `before`
    as it is need not be Latin: it is known in no other letters.
    """
    fields = {
        "name": (names.name, _OTHER),
        "native_name": (names.native_name, _OTHER_OR_NONE),
        "organisation": (organisation, _OTHER_OR_NONE),
    }
    kept = {field for field in ("name", "native_name") if before and getattr(before, field) == getattr(names, field)}
    problems = [each for each in findings(names) if each.field not in kept]
    told = {each.field for each in problems}
    problems += [
        Problem(field, words, {"letters": letters})
        for field, (text, words) in fields.items()
        if field not in told and (letters := lost(text))
    ]
    if problems:
        raise Invalid(problems)
