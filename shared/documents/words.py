"""Text as paper takes it: whatever was typed, a template never fails on it and no line of it turns another around."""

import re
import unicodedata
from typing import Any

from shared.documents.fonts import covered

NO_GLYPH = "\N{REPLACEMENT CHARACTER}"
# Embeddings, overrides and isolates (UAX 9) would reach beyond the name they stand in; marks (LRM, RLM, ALM) do not.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Joiners, places to break, soft hyphens and marks of direction: they work, and are not drawn.
_UNSEEN = frozenset(map(ord, "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060"))


def printable(value: Any) -> Any:
    """The same JSON value with every text in it as `clean` makes it; fields that say nothing are left out."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        whole = {key: printable(each) for key, each in value.items()}
        return {key: each for key, each in whole.items() if not _says_nothing(each)}
    if isinstance(value, list | tuple):
        return [printable(each) for each in value]
    return value


def _says_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, str) and all(char.isspace() or ord(char) in _UNSEEN for char in value))


def clean(text: str) -> str:
    """NFC, without control characters and what turns the direction around; a letter no font has becomes `NO_GLYPH`."""
    if text.isascii() and text.isprintable():
        return text
    text = _TURNING.sub("", _LINES.sub("\n", unicodedata.normalize("NFC", text)))
    return "".join(map(_sign, text))


def _sign(char: str) -> str:
    """What is printed for a character of a text."""
    kind = unicodedata.category(char)
    if char == "\n" or ord(char) in _UNSEEN:
        return char
    if char.isspace():
        return " " if kind == "Cc" else char
    if kind in {"Cc", "Cf"}:
        return ""
    return (
        char if kind not in {"Co", "Cs", "Cn"} and ord(char) in covered() else "" if kind in {"Mn", "Me"} else NO_GLYPH
    )
