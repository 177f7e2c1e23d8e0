"""wego doctor: is everything well, and if not, what to do."""

import argparse
import asyncio
import os

from deploy.console import say
from deploy.data import environment

SUMMARY = "check every part of the system"


def add(_parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(options: argparse.Namespace) -> int:
    from deploy.checkup import examine  # noqa: PLC0415  # the drivers are loaded when needed

    findings = asyncio.run(examine(environment(options.data, dict(os.environ))))
    for finding in findings:
        say(f"{'WRONG' if finding.todo else 'ok':6} {finding.part:20} {finding.state}")
        if finding.todo:
            say(f"{'':6} {'':20} -> {finding.todo}")
    return 1 if any(finding.todo for finding in findings) else 0
