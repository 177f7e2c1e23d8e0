"""wego staff: people who work with the system."""

import argparse
import asyncio
import os

from deploy.console import say
from deploy.data import environment

SUMMARY = "add a member of staff, or change somebody's role"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["add"])
    parser.add_argument("email")
    parser.add_argument("--role", required=True, help="admin, organizer, trainer, checkin or viewer")
    parser.add_argument("--name", default="", help="as other people read it")


def run(options: argparse.Namespace) -> int:
    return asyncio.run(_add(options))


async def _add(options: argparse.Namespace) -> int:
    from deploy.house import opened_here  # noqa: PLC0415  # the database driver is loaded when needed
    from shared.identity.accounts import add_staff  # noqa: PLC0415
    from shared.identity.sessions import sign_in_link  # noqa: PLC0415

    async with opened_here("registration", environment(options.data, dict(os.environ))) as house:
        staff = await add_staff(house.db, email=options.email, role=options.role, name=options.name)
        path = await sign_in_link(house.db, staff.email)
        say(f"{staff.email} is {staff.role}.")
        say(f"A link that signs in once, within a day: {house.url(path)}")
    return 0
