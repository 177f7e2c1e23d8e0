"""Fixtures of the journeys."""

from tests.journeys.browser import browser
from tests.journeys.system import system

__all__ = ["browser", "system"]
