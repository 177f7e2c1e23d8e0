"""How a fault is said: what was found instead, and which word was probably meant."""

import difflib
from collections.abc import Collection
from datetime import date, datetime

from shared.prose import tidy, unprintable_in
from shared.text import unprintable

_LISTED = 30


def text_fault(value: object, longest: int) -> str | None:
    if not isinstance(value, str):
        return f"is a text in quotes, not {sort_of(value)}"
    bad = unprintable(value)
    if bad:
        return f"holds a {bad}, which has no place in one line of text"
    if len(value) > longest:
        return f"is {len(value)} characters long; at most {longest} are kept"
    if not value.strip():
        return "is empty; write it or leave the key out"
    if value != value.strip():
        return "begins or ends with a blank"
    return None


def prose_fault(value: object, longest: int) -> str | None:
    """Of a text that may have several lines."""
    if not isinstance(value, str):
        return f"is a text in quotes, not {sort_of(value)}"
    if bad := unprintable_in(value):
        return f"holds a {bad}, which has no place in a text"
    length = len(tidy(value))
    if length > longest:
        return f"is {length} characters long; at most {longest} are kept"
    return None if length else "is empty; write it or leave the key out"


def sort_of(value: object) -> str:
    """What was found instead, in words."""
    for types, name in (
        (bool, "true or false"),
        (int | float, "a number"),
        (str, "a text"),
        (datetime, "a date with an hour"),
        (date, "a date without an hour"),
        (list, "a list"),
        (dict, "a table"),
    ):
        if isinstance(value, types):
            return name
    return "an hour"


def shown(value: int) -> str:
    return str(value) if abs(value) < 10**12 else "a very large number"


def meant(word: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.7)
    if near:
        return f'; did you mean "{near[0]}"?'
    return f"; known are {', '.join(sorted(known))}" if len(known) <= _LISTED else ""
