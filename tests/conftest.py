"""Fixtures of the whole suite; each lives in the module of tests/support that names it."""

from hypothesis import HealthCheck, settings

# No test asserts a time: machines are shared and noisy. The same examples in every run; `make chaos` draws new ones.
SLOW_IS_FINE = [HealthCheck.too_slow]
settings.register_profile("wego", deadline=None, derandomize=True, suppress_health_check=SLOW_IS_FINE)
settings.register_profile("chaos", deadline=None, max_examples=2000, suppress_health_check=SLOW_IS_FINE)
settings.load_profile("wego")

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
