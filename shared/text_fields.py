"""Reads the texts of a form or JSON body, loosely, and gathers what is wrong in the order of the form."""

import unicodedata
from collections.abc import Mapping

from shared.address import BadAddress, OtherLetters, read_address
from shared.errors import Invalid, Problem
from shared.i18n.mark import mark
from shared.prose import tidy, unprintable_in
from shared.text import unprintable
from shared.web_address import encoded, is_web_address

EMAIL = mark("Write the e-mail address with an @, like name@city.example")
LETTERS = mark(
    "Write an address that has only the letters a to z without accents, digits and signs before the @. Many mail "
    "servers do not take other letters there."
)
TEXT = mark("Write this as text")
TOO_LONG = mark("Shorten this to %(longest)d characters; it has %(length)d")
UNPRINTABLE = mark("Take out what cannot be printed: %(what)s")
WEB = mark("Write the whole address, like https://city.example/page")


def why_refused(address: BadAddress) -> str:
    """What to say beside the field."""
    return LETTERS if isinstance(address, OtherLetters) else EMAIL


class TextFields:
    """`longest` has the most characters of each text field by name."""

    def __init__(self, body: Mapping[str, object], longest: Mapping[str, int]) -> None:
        self._body = body
        self._longest = longest
        self.problems: list[Problem] = []

    def bad(self, field: str, message: str, **params: str | int | float) -> None:
        self.problems.append(Problem(field, message, params))

    def check(self) -> None:
        """Raises Invalid with every problem."""
        if self.problems:
            raise Invalid(self.problems)

    def given(self, field: str) -> object:
        """As it was sent."""
        return self._body.get(field)

    def text(self, field: str, *, missing: str = "") -> str:
        """One line: NFC, trimmed, inner spaces joined. With `missing`, an empty one is a problem of those words."""
        value = self._written(field)
        if value is None or not (value or missing):  # empty, as most fields are
            return ""
        text = unicodedata.normalize("NFC", _joined(value))
        if self._fits(field, text, unprintable(text)) and missing and not text:
            self.bad(field, missing)
        return text

    def lines(self, field: str) -> tuple[str, ...]:
        """Several lines, each as by `text`; empty ones are left out."""
        value = unicodedata.normalize("NFC", self._written(field) or "").replace("\t", " ")
        found = value.splitlines()
        if not self._fits(field, value, next(filter(None, map(unprintable, found)), None)):
            return ()
        return tuple(line for line in map(_joined, found) if line)

    def prose(self, field: str) -> str:
        """Plain text with one empty line between paragraphs (shared/prose.py)."""
        text = tidy(self._written(field) or "")
        self._fits(field, text, unprintable_in(text))
        return text

    def email(self, field: str = "email", *, missing: str = EMAIL) -> str:
        """ASCII, as mail is sent to it. `missing` "": it may be empty."""
        before = len(self.problems)
        text = self.text(field, missing=missing)
        if len(self.problems) > before or not text:
            return ""
        try:
            return read_address(text)
        except BadAddress as error:
            self.bad(field, why_refused(error))
            return ""

    def web(self, field: str) -> str:
        """An address of the web, or ""."""
        text = self.text(field)
        if text and not is_web_address(text):
            self.bad(field, WEB)
            return ""
        return encoded(text)

    def _written(self, field: str) -> str | None:
        """What was sent, "" where nothing was; None, and a problem, where it is no text."""
        value = self._body.get(field)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        self.bad(field, TEXT)
        return None

    def _fits(self, field: str, text: str, odd: str | None) -> bool:
        """Whether it is not too long and holds nothing `odd`, which cannot be printed; a problem where not."""
        if odd:
            self.bad(field, UNPRINTABLE, what=odd)
        elif len(text) > self._longest[field]:
            self.bad(field, TOO_LONG, longest=self._longest[field], length=len(text))
        else:
            return True
        return False


def _joined(text: str) -> str:
    """Trimmed, one space where there are several."""
    text = text.strip()
    return " ".join(part for part in text.split(" ") if part) if "  " in text else text
