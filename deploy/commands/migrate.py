"""wego migrate: bring the database up to date. Safe to run any number of times, also from several machines at once.

By number within each schema; numbers that are left out are no fault.
"""

import argparse
import asyncio
import os

from deploy.console import say
from deploy.data import environment

SUMMARY = "bring the database up to date"


def add(_parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(options: argparse.Namespace) -> int:
    from deploy.schema import bring_up_to_date  # noqa: PLC0415  # the database driver is loaded when needed

    applied = asyncio.run(bring_up_to_date(environment(options.data, dict(os.environ))))
    for name in applied:
        say(f"applied  {name}")
    say("The database is up to date." if applied else "The database was up to date.")
    return 0
