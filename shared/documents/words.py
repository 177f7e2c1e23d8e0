"""Text as paper takes it: whatever was typed, a template never fails on it and no line of it turns another around."""

import re
import unicodedata
from typing import Any

from shared.documents.fonts import covered

NO_GLYPH = "\N{REPLACEMENT CHARACTER}"
# Embeddings, overrides and isolates (UAX 9) would reach beyond the name they stand in; marks (LRM, RLM, ALM) do not.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SILENT = frozenset(map(ord, "\n\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060"))


def printable(value: Any) -> Any:
    """The same JSON value with every text in it, keys excepted, as `clean` makes it."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [printable(each) for each in value]
    return value


def clean(text: str) -> str:
    """NFC, without control characters and what turns the direction around; a letter no font has becomes `NO_GLYPH`."""
    if text.isascii() and text.isprintable():
        return text
    text = _TURNING.sub("", _LINES.sub("\n", unicodedata.normalize("NFC", text)))
    return "".join(filter(None, map(_sign, text)))


def _sign(char: str) -> str:
    if char.isspace() and char != "\n":
        return " " if char in "\t\x1c\x1d\x1e\x1f" else char
    if ord(char) in _SILENT or (ord(char) in covered() and unicodedata.category(char) not in {"Cc", "Co", "Cs", "Cn"}):
        return char
    return "" if unicodedata.category(char) in {"Cc", "Cf", "Mn", "Me"} else NO_GLYPH
