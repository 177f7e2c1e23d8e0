"""wego work: the worker process of one service."""

import argparse
import os

from deploy.data import environment
from shared.settings import SERVICES

SUMMARY = "run the worker process of one service"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("service", choices=SERVICES)


def run(options: argparse.Namespace) -> int:
    from deploy.work import work  # noqa: PLC0415  # the worker's code is loaded when needed

    work(options.service, environment(options.data, dict(os.environ)))
    return 0
