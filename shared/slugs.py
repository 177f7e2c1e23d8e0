"""Addresses made from titles: letters of any script kept, so that a Korean session has a Korean address."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 60
_ASCII = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_slug(text: str, longest: int = 80) -> bool:
    """Whether `text` may be the address of an event or a training: a-z, 0-9 and single hyphens between them."""
    return len(text) <= longest and _ASCII.fullmatch(text) is not None


def slug_of(title: str) -> str:
    """Lower case, NFC; letters, marks and digits of any script kept, all else one hyphen; at most `LONGEST` long.

    "session" where nothing is left. A mark is never parted from its letter.
    """
    lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFC", title).lower())
    kept = "".join(char if unicodedata.category(char)[0] in "LMN" else "-" for char in lowered)
    return _cut(re.sub(r"-+", "-", kept).strip("-"), LONGEST) or "session"


def unique_slug(title: str, taken: Collection[str]) -> str:
    """`slug_of(title)`, with -2, -3 and so on where that address is taken."""
    slug = candidate = slug_of(title)
    number = 1
    while candidate in taken:
        number += 1
        ending = f"-{number}"
        candidate = _cut(slug, LONGEST - len(ending)) + ending
    return candidate


def _cut(slug: str, longest: int) -> str:
    """At most `longest` characters, never between a letter and its mark."""
    end = min(len(slug), longest)
    while 0 < end < len(slug) and unicodedata.category(slug[end])[0] == "M":
        end -= 1
    return slug[:end].strip("-")
