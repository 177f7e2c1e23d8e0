"""wego certificates: the key that certificates are signed with."""

import argparse
import asyncio
import json
import os

from deploy.console import complain, say
from deploy.data import environment

SUMMARY = "replace the key that signs certificates, or print the public keys"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        choices=["rotate-key", "keys"],
        help="rotate-key: sign with a new key from now on; keys: what /verify/issuer says, for `wego verify --keys`",
    )


def run(options: argparse.Namespace) -> int:
    return asyncio.run(_rotate(options) if options.action == "rotate-key" else _keys(options))


async def _rotate(options: argparse.Namespace) -> int:
    from deploy.house import opened_here  # noqa: PLC0415  # the database driver is loaded when needed
    from services.training.operations.certificates.keys import rotate  # noqa: PLC0415

    async with opened_here("training", environment(options.data, dict(os.environ))) as house:
        method = await rotate(house)
    say(f"Certificates are signed with a new key from now on: {method}")
    complain("What was signed before stays valid. Whoever checks with a saved file of keys saves it anew.")
    return 0


async def _keys(options: argparse.Namespace) -> int:
    from deploy.house import opened_here  # noqa: PLC0415
    from services.training.operations.certificates.keys import profile  # noqa: PLC0415

    async with opened_here("training", environment(options.data, dict(os.environ))) as house:
        say(json.dumps(await profile(house), ensure_ascii=False, indent=2))
    return 0
