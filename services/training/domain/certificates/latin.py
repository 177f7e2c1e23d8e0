"""What a name in Latin letters is made of, and how many marks a letter bears in any script."""

import unicodedata

MOST_MARKS = 3
"""On one letter after NFC: Yoruba and Thai bear two, pointed Hebrew three; more overprint the lines above and below."""
_SIGNS = frozenset(
    " .,()·-\N{HYPHEN}\N{NON-BREAKING HYPHEN}'\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
)
_APOSTROPHES = frozenset("\N{MODIFIER LETTER TURNED COMMA}\N{MODIFIER LETTER APOSTROPHE}")
"""Letters of Hawaiian and Uzbek that look like one."""
_MOST_SHOWN = 12


def not_latin(name: str) -> str:
    """The signs that a name in Latin letters does not have, the first dozen, to be shown; "" where there are none."""
    wrong = dict.fromkeys(sign for sign in unicodedata.normalize("NFC", name) if not _fits(sign))
    return " ".join(list(wrong)[:_MOST_SHOWN]) + (" …" if len(wrong) > _MOST_SHOWN else "")


def has_letter(name: str) -> bool:
    return any(_is_letter(sign) for sign in name)


def overloaded(name: str) -> str:
    """The first letter with more marks than a line has room for, without them; "" where there is none."""
    bearer, marks = "", 0
    for sign in unicodedata.normalize("NFC", name):
        if unicodedata.category(sign) in ("Mn", "Me"):
            marks += 1
            if marks > MOST_MARKS:
                return bearer or "◌"
        else:
            bearer, marks = sign, 0
    return ""


def _fits(sign: str) -> bool:
    return sign in _SIGNS | _APOSTROPHES or _is_letter(sign) or _is_mark(sign)


def _is_letter(sign: str) -> bool:
    """Of the Latin script, by its Unicode name: modifier letters, small capitals and full width ones do not count."""
    name = unicodedata.name(sign, "")
    return unicodedata.category(sign) in ("Lu", "Ll", "Lt", "Lo") and name.startswith("LATIN ")


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) == "Mn" and unicodedata.name(sign, "").startswith("COMBINING ")
