"""Whether two questions are in the same words, whatever their signs, spaces and capitals."""

import unicodedata

from services.training.domain.surveys.questions import Texts

_SPOKEN = frozenset("LNM")
"""Categories of Unicode of what is read aloud: letters, digits, and the marks that belong to letters."""


def spelled(texts: Texts, row: Texts | None = None) -> frozenset[tuple[str, str]]:
    """By language, the letters and digits of the words (of a row of a table, of both), for comparing. Words of nothing
    else stay as they are.
    """
    rows = row or {}
    return frozenset(
        (language, f"{_spoken(words)}/{_spoken(rows.get(language, ''))}") for language, words in texts.items() if words
    )


def _spoken(words: str) -> str:
    plain = unicodedata.normalize("NFKC", words.casefold())
    return "".join(each for each in plain if unicodedata.category(each)[0] in _SPOKEN) or plain
