"""wego load: load a programme file, or bring the programme up to a changed one."""

import argparse
import asyncio
import os
from pathlib import Path

from deploy.console import say
from deploy.data import environment

SUMMARY = "load or update a programme from a file"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.toml")
    parser.add_argument("--move-years", type=int, metavar="N", help="move every date of the file by whole years")
    parser.add_argument("--notify", action="store_true", help="allow changes that write to registered people")


def run(options: argparse.Namespace) -> int:
    from deploy.programmes import load_file  # noqa: PLC0415  # the services are loaded when needed

    environ = environment(options.data, dict(os.environ))
    for line in asyncio.run(load_file(environ, options.file, move_years=options.move_years, notify=options.notify)):
        say(line)
    return 0
