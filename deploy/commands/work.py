"""wego work: the worker process of one service."""

import argparse
import asyncio
import os

from deploy.data import environment
from shared.settings import SERVICES, from_environment

SUMMARY = "run the worker process of one service"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("service", choices=SERVICES)


def run(options: argparse.Namespace) -> int:
    from deploy.schema import require  # noqa: PLC0415  # the worker's code is loaded when needed
    from deploy.work import work  # noqa: PLC0415

    environ = environment(options.data, dict(os.environ))
    from_environment(options.service, environ)
    asyncio.run(require(options.service, environ))
    work(options.service, environ)
    return 0
