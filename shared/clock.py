"""The one source of the present instant. Statements never call now(): a transaction has one instant."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The present instant in UTC, with its zone."""
    return datetime.now(UTC)
