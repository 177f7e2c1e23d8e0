"""One registration as staff look at it: what happened to it, and what a correction changed."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from services.registration.domain.registration import Participant

CORRECTABLE = tuple(name for name in Participant.__struct_fields__ if name not in ("answers", "native_name_language"))
"""What staff correct on the form; the language of a native name follows from it."""


class Happened(msgspec.Struct, frozen=True, kw_only=True):
    """One line of its history. `what` is a word of domain/history.py or an action of the audit trail; of these `actor`
    is who did it, "" for who is gone. `old` and `new` hold the changed fields alone.
    """

    at: datetime
    what: str
    actor: str = ""
    old: dict[str, str] | None = None
    new: dict[str, str] | None = None


def in_order(lines: Iterable[Happened]) -> list[Happened]:
    """The newest first; of what happened at the same instant, as it came."""
    return sorted(lines, key=lambda line: line.at, reverse=True)


def changes(before: Participant, after: Participant) -> tuple[dict[str, str], dict[str, str]]:
    """The fields that differ as the audit trail says them: what they were, and what they are."""
    names = [name for name in Participant.__struct_fields__ if getattr(before, name) != getattr(after, name)]
    return {name: said(before, name) for name in names}, {name: said(after, name) for name in names}


def said(participant: Participant, field: str) -> str:
    """Sessions stand on a line each, answers as JSON."""
    value = getattr(participant, field)
    if isinstance(value, tuple):
        return "\n".join(value)
    return msgspec.json.encode(value).decode() if isinstance(value, dict) else str(value or "")
