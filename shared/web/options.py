"""The lines of a select. Lists that are the same for everybody, such as the countries, are drawn once."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from markupsafe import Markup, escape

Pairs: TypeAlias = Sequence[tuple[str, str]]
Choices: TypeAlias = Sequence[tuple[str, str | Pairs]]
"""(value, words), or (group, its pairs)."""

_LINE = "    {}\n"


def option_lines(choices: Choices, chosen: str) -> Markup:
    """`<option>`s and `<optgroup>`s, the chosen one marked. A tuple is remembered as it was drawn, a list is not."""
    drawn = _remembered(choices) if isinstance(choices, tuple) else _drawn(choices)
    value = f'value="{escape(chosen)}"'  # no text and no other attribute holds a quotation mark: they are escaped
    return Markup(drawn.replace(f"{value}>", f"{value} selected>"))  # noqa: S704  # escaped when it was drawn


def _drawn(choices: Choices) -> str:
    return "".join(_LINE.format(_option(value, words)) for value, words in choices)


_remembered = lru_cache(maxsize=32)(_drawn)


def _option(value: str, words: str | Pairs) -> str:
    if isinstance(words, str):
        return f'<option value="{escape(value)}">{escape(words)}</option>'
    within = "".join(_option(inner, text) for inner, text in words)
    return f'<optgroup label="{escape(value)}">{within}</optgroup>'
