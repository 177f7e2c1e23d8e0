"""What a load may change: fields as they were loaded last, never what a person changed since.

All sides are JSON objects of Structs with `omit_defaults`, so that a field left out equals its default.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

Fields = Mapping[str, Any]


class Merged(msgspec.Struct, frozen=True):
    """`values` is what the row becomes; `changed` the fields taken from the file, `left_alone` those that a person
    changed since the last load and on which the file says something else.
    """

    values: dict[str, Any]
    changed: tuple[str, ...]
    left_alone: tuple[str, ...]


def as_json(fields: msgspec.Struct) -> dict[str, Any]:
    """The fields as jsonb gives them back."""
    value: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(fields))
    return value


def merge(now: Fields, loaded: Fields, wanted: Fields, names: Sequence[str], bound: Sequence[set[str]] = ()) -> Merged:
    """`now` is what is kept, `loaded` what the last load wrote (empty for what a person made), `wanted` the file.

    Fields of one set in `bound` only make sense together: a person's hand on one keeps the file off all of them.
    """
    values = dict(now)
    differing = [name for name in names if now.get(name) != wanted.get(name)]
    held = {name for name in differing if now.get(name) != loaded.get(name)}
    for together in bound:
        if any(now.get(name) != loaded.get(name) for name in together):
            held |= together
    for name in differing:
        if name in held:
            continue
        if name in wanted:
            values[name] = wanted[name]
        else:
            del values[name]
    changed = tuple(name for name in differing if name not in held)
    return Merged(values, changed, tuple(name for name in differing if name in held))
