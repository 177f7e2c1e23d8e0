"""Keys of what is written one a line: lines that are moved or reworded keep theirs."""

import re
import unicodedata
from collections.abc import Collection, Sequence

from services.training.domain.surveys.answer_readers import OTHER

LONGEST = 30
_NOT_A_KEY = re.compile(r"[^a-z0-9]+")
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


def keys_of_lines(lines: Sequence[str], known: Sequence[tuple[str, str]]) -> list[str]:
    """`known` are keys with their words before. The same words keep their key; where as many lines stand as before,
    reworded lines take the keys that are left, in their order; every other line gets a new one.
    """
    by_words = {words: key for key, words in known if words}
    keys: list[str | None] = [by_words.get(line) for line in lines]
    if len(lines) == len(known):
        free = iter([key for key, _ in known if key not in keys])
        keys = [key or next(free) for key in keys]
    taken = {key for key in keys if key} | {key for key, _ in known}
    made = []
    for line, key in zip(lines, keys, strict=True):
        made.append(key or new_key(line, taken))
        taken.add(made[-1])
    return made


def new_key(words: str, taken: Collection[str]) -> str:
    """From the first words in Latin letters, else "a1", "a2"; never one that is taken."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    key = _NOT_A_KEY.sub("_", plain).strip("_")[:LONGEST].rstrip("_")
    if not key or not key[0].isalpha() or key == OTHER:
        key = f"a_{key}" if key and key != OTHER else "a"
    number, found = 1, key
    while found in taken or found in ("a", OTHER):
        number += 1
        found = f"{key}_{number}" if key != "a" else f"a{number - 1}"
    return found
