"""wego token: keys for programs that use the API."""

import argparse
import asyncio
import os

from deploy.console import complain, say
from deploy.data import environment

SUMMARY = "make an API token for a program"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["create"])
    parser.add_argument("--name", required=True, help="the program that will use it")
    parser.add_argument("--role", default="organizer", help="what it may do: admin, organizer, checkin or viewer")


def run(options: argparse.Namespace) -> int:
    return asyncio.run(_create(options))


async def _create(options: argparse.Namespace) -> int:
    from deploy.house import opened_here  # noqa: PLC0415  # the database driver is loaded when needed
    from shared.identity.accounts import create_token  # noqa: PLC0415

    async with opened_here("registration", environment(options.data, dict(os.environ))) as house:
        token = await create_token(house.db, name=options.name, role=options.role)
    complain("The token is shown once and is good for a year. Send it as: Authorization: Bearer …")
    say(token)
    return 0
