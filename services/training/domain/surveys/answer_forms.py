"""How a raw answer is taken out of a form. It is JSON, as a program sends it; answer_readers.py checks it."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from services.training.domain.surveys.answer_readers import OTHER

Posted: TypeAlias = Mapping[str, Sequence[str]]
"""A form: every value of every field."""


def field_name(key: str, part: str = "") -> str:
    """The name in a form: of a question, or of one part of it (a row, "other", "before", "now")."""
    return f"q.{key}.{part}" if part else f"q.{key}"


def _one(form: Posted, name: str) -> str | None:
    values = form.get(name) or [""]
    return values[-1].strip() or None


def gather_one(item: Any, form: Posted) -> object:
    """One field."""
    return _one(form, field_name(item.key))


def gather_text(item: Any, form: Posted) -> object:
    """As typed, a line break counted as one character."""
    value = _one(form, field_name(item.key))
    return value.replace("\r\n", "\n") if value else None


def gather_rows(item: Any, form: Posted) -> object:
    """The rows of a matrix."""
    found = {row.key: _one(form, field_name(item.key, row.key)) for row in item.rows}
    return {row: value for row, value in found.items() if value} or None


def gather_pair(item: Any, form: Posted) -> object:
    """Before and now."""
    found = {part: _one(form, field_name(item.key, part)) for part in ("before", "now")}
    return {part: value for part, value in found.items() if value} or None


def gather_choice(item: Any, form: Posted) -> object:
    """A key, or the words of "other"; words alone say that it is "other"."""
    chosen, words = _one(form, field_name(item.key)), _one(form, field_name(item.key, OTHER))
    if getattr(item, "other", False) and (chosen == OTHER or (chosen is None and words)):
        return {OTHER: words or ""}
    return chosen


def gather_multiple(item: Any, form: Posted) -> object:
    """Keys, and the words of "other"; words alone tick it."""
    keys = [value.strip() for value in form.get(field_name(item.key), ()) if value.strip()]
    words = _one(form, field_name(item.key, OTHER)) if item.other else None
    if words and OTHER not in keys:
        keys.append(OTHER)
    return {"keys": keys, OTHER: words or ""} if keys else None
