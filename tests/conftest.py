"""Fixtures of the whole suite; each lives in the module of tests/support that names it."""

pytest_plugins = [
    "tests.support.clock",
    "tests.support.postgres",
    "tests.support.redis",
    "tests.support.smtp",
]
