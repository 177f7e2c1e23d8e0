"""Which numbers a survey takes, typed or sent: those that are kept, counted and written again as they were given."""

from decimal import Decimal
from typing import TypeAlias

from shared.i18n.mark import mark
from shared.i18n.numbers import DIGITS

BEFORE = 12
"""Digits before the decimals: what is larger is a slip of the keyboard, and in no column could it be read."""
FEWER = mark("Write fewer digits: at most %(before)d before the decimals, and %(digits)d in all")
LIMITS = {"before": BEFORE, "digits": DIGITS}  # in all, decimals with them

Given: TypeAlias = str | int | float


class TooLong(ValueError):
    """It is a number, with more digits than are kept."""


def number_of(given: object) -> float:
    """Digits of any script, a comma or a point before the decimals. Raises ValueError, of which TooLong is one."""
    if isinstance(given, bool) or not isinstance(given, Given):
        raise ValueError
    if isinstance(given, str) and "_" in given:
        raise ValueError
    try:
        found = Decimal(given.strip().replace(",", ".").replace(" ", "") if isinstance(given, str) else str(given))
    except ArithmeticError as error:
        raise ValueError from error
    if not found.is_finite():
        raise ValueError
    _, digits, exponent = found.as_tuple()
    written = "".join(map(str, digits))
    decimals = -(int(exponent) + len(written) - len(written.rstrip("0")))
    before = found.adjusted() + 1
    if found and (before > BEFORE or max(before, 0) + max(decimals, 0) > DIGITS):
        raise TooLong
    return float(found)


def is_kept(number: float) -> bool:
    """Whether it is one of them."""
    try:
        number_of(number)
    except ValueError:
        return False
    return True


def written(number: float) -> str:
    """With every digit it has, none of them invented: what `number_of` reads back to the same."""
    return str(int(number)) if abs(number) < 10**DIGITS and float(number).is_integer() else repr(float(number))
