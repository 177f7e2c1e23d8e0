"""Marks English text in code that does not translate by itself; the edge does (gettext's N_)."""


def mark(text: str) -> str:
    """The text itself: extraction finds the call."""
    return text


def marks(one: str, many: str) -> tuple[str, str]:
    """The same for a text that depends on a number: both its forms, for `ngettext`."""
    return one, many
