"""The `wego` command."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from deploy.console import complain
from shared.errors import SaidPlainly

COMMANDS = ("up", "serve", "work", "migrate", "load", "staff", "token", "certificates", "verify", "doctor", "routes")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code: 0 done, 1 told what is wrong, 2 mistyped, 130 Ctrl-C before it began."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        options = _parser(given).parse_args(given)
        return int(options.run(options))
    except KeyboardInterrupt:
        return 130
    except SaidPlainly as error:
        complain(f"wego: {error}")
        return 1


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """The parser. The options of a command are loaded for that command only: a start is to be quick."""
    parser = argparse.ArgumentParser(prog="wego", description="Events and training of an international association.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    asked = next((word for word in given if not word.startswith("-")), "")
    for name in COMMANDS:
        if asked in (name, "") or asked not in COMMANDS:
            module = importlib.import_module(f"deploy.commands.{name}")
            command = commands.add_parser(
                name, help=module.SUMMARY, description=f"{module.SUMMARY[0].upper()}{module.SUMMARY[1:]}."
            )
            command.add_argument(
                "--data", type=Path, default=Path("var"), metavar="FOLDER", help="of the local system (default: var)"
            )
            module.add(command)
            command.set_defaults(run=module.run)
    return parser
