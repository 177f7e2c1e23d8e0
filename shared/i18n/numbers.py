"""A number as a language writes it."""

from babel.numbers import format_decimal

DIGITS = 15
"""As many as a double keeps of any number (IEEE 754, binary64)."""
_ALL = "#,##0." + "#" * DIGITS


def number_words(value: float, language: str) -> str:
    """Every digit. What has more of them than are told apart, or is no number, stands as programs write it."""
    return format_decimal(value, format=_ALL, locale=language) if abs(value) < 10**DIGITS else f"{value:.{DIGITS}g}"
