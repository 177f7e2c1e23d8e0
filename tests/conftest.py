"""Fixtures of the whole suite; each lives in the module of tests/support that names it."""

import signal

import pytest
from hypothesis import HealthCheck, settings

# No test asserts a time: machines are shared and noisy. The same examples in every run; `make chaos` draws new ones.
SLOW_IS_FINE = [HealthCheck.too_slow]
settings.register_profile("wego", deadline=None, derandomize=True, suppress_health_check=SLOW_IS_FINE)
settings.register_profile("chaos", deadline=None, max_examples=2000, suppress_health_check=SLOW_IS_FINE)
settings.load_profile("wego")

# A run in the background ignores Ctrl-C, and so would every process that it starts, until that listens for itself.
signal.signal(signal.SIGINT, signal.default_int_handler)

pytest_plugins = [  # in the order of their imports: pytest rewrites the asserts of each before it is imported
    "tests.support.logs",
    "tests.support.clock",
    "tests.support.postgres",
    "tests.support.redis",
    "tests.support.smtp",
    "tests.support.database",
    "tests.support.house",
    "tests.support.delivery",
]

# Whole systems, browsers, real workers and long stories take longest: begun first, none is left alone at the end.
LONGEST = (
    "tests/deploy/",
    "tests/journeys/",
    "tests/faults/",
    "tests/properties/",
    "tests/interop/",
    "tests/training/web/test_seoul.py",
    "tests/training/web/test_jeju.py",
    "tests/training/surveys/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files in the order in which workers take them (with `--no-loadscope-reorder`), which is long before short."""
    items.sort(key=lambda item: _place(item.nodeid))


def _place(test: str) -> int:
    return next((place for place, begins in enumerate(LONGEST) if test.startswith(begins)), len(LONGEST))
