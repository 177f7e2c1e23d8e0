"""The texts of a document, taken out of it: what stays is its form, with a numbered slot for each."""

import re
from typing import Any

MOST_DEEP = 12
SLOT = "urn:wego-slot:"
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MEMBER = re.compile(r"[A-Za-z][A-Za-z0-9]*")


class NotCovered(Exception):
    """Part of the document would not be covered by a signature over it; the text says which, for developers."""


def lift(value: Any, texts: list[str], depth: int) -> Any:
    """The same value with a slot for each text, which goes into `texts`. Raises NotCovered."""
    if depth > MOST_DEEP:
        raise NotCovered("nested too deeply")
    if isinstance(value, str):
        if _CONTROL.search(value) or value.startswith(SLOT):
            raise NotCovered("control characters")
        texts.append(value)
        return f"{SLOT}{len(texts) - 1}:"
    if isinstance(value, list):
        if not value or any(isinstance(each, list) for each in value):
            raise NotCovered("a list that is empty or holds a list")
        return [lift(each, texts, depth + 1) for each in value]
    if isinstance(value, dict):
        return _lift_members(value, texts, depth)
    if isinstance(value, bool):
        return value
    raise NotCovered(f"a value of this kind: {value!r:.40}")


def _lift_members(node: dict[str, Any], texts: list[str], depth: int) -> dict[str, Any]:
    if "@value" in node:
        if node.keys() != {"@value", "@language"} or not all(isinstance(each, str) for each in node.values()):
            raise NotCovered("a value that is more than a text with its language")
        if not _TAG.fullmatch(node["@language"]):
            raise NotCovered("no language tag")
        return {"@value": lift(node["@value"], texts, depth + 1), "@language": node["@language"]}
    lifted: dict[str, Any] = {}
    for member, value in node.items():
        if member == "@context" and depth == 0:
            if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
                raise NotCovered("a context of its own")
            lifted[member] = value
        elif not _MEMBER.fullmatch(member):
            raise NotCovered(f"no member of a context: {member[:80]}")
        elif member == "type":
            lifted[member] = value
        else:
            lifted[member] = lift(value, texts, depth + 1)
    return lifted
