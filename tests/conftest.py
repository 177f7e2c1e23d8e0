"""Fixtures of the whole suite; each lives in the module of tests/support that names it."""

from hypothesis import HealthCheck, settings

# No test asserts a time: machines are shared and noisy.
settings.register_profile("wego", deadline=None, suppress_health_check=[HealthCheck.too_slow])
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
