"""wego verify: a certificate as a file, checked without a network."""

import argparse
import asyncio
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from deploy.console import complain, say
from deploy.data import environment
from deploy.trouble import Trouble

if TYPE_CHECKING:
    from services.training.operations.certificates.checking import Checked
    from shared.credentials.keys import PublicKey

SUMMARY = "check a certificate, PDF or JSON, by its signature"
_WORDS = {
    "valid": "VALID: every word below is as it was signed.",
    "changed": "CHANGED: it bears one of the keys, but it is not what was signed with it. Do not trust it.",
    "unknown-key": "UNKNOWN KEY: it is signed with a key that is not among the keys of the issuer.",
    "not-signed": "NOT SIGNED: it has no proof of the kind eddsa-rdfc-2022.",
    "nothing": "NO CREDENTIAL: there is none in this file. Printing or exporting a PDF anew leaves it out.",
    "too-large": "TOO LARGE: files up to 5 MB are looked at.",
    "archive": "ARCHIVE: a ZIP or the like is no single PDF or JSON. Unpack it, and check each file by itself.",
}

_INSIDE = "VALID: only the signed copy inside the PDF was checked. Every word below is as it was signed."
_PAGES = "The pages were not checked: anybody can attach this copy to other pages. Compare them with the words above."


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the PDF, or its credential.json")
    parser.add_argument(
        "--keys",
        type=Path,
        metavar="FILE",
        help="the issuer's keys: /verify/issuer of the site, saved from where you trust it (default: this system's)",
    )


def run(options: argparse.Namespace) -> int:
    """0 where it is valid, 1 where it is not."""
    from services.training.operations.certificates.checking import LARGEST, check  # noqa: PLC0415  # when needed
    from shared.credentials.enclosed import is_pdf  # noqa: PLC0415

    try:
        with options.file.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise Trouble(f"{options.file} cannot be read: {error.strerror}") from error
    checked = check(content, _saved(options.keys) if options.keys else asyncio.run(_own(options)))
    _tell(checked, pages=is_pdf(content))
    return 0 if checked.badge is not None else 1


def _tell(checked: "Checked", *, pages: bool) -> None:
    say(_INSIDE if pages and checked.badge is not None else _WORDS[checked.outcome.value])
    if checked.badge is None:
        return
    who = checked.badge.credential_subject
    names = [each.identity_hash for each in who.identifier]
    lines = {
        "name": " / ".join(names),
        "for": who.achievement.name,
        "number": who.license_number,
        "awarded": checked.badge.awarded_date[:10],
        "issued": checked.badge.valid_from[:10],
        "issuer": checked.badge.issuer.name,
    }
    for label, text in lines.items():
        say(f"{label:8} {text}")
    if pages:
        complain(_PAGES)
    complain(f"Whether it was revoked or replaced since, only the issuer knows: {checked.address}")


def _saved(file: Path) -> "Mapping[str, PublicKey]":
    from shared.credentials.keys import PublicKey  # noqa: PLC0415

    try:
        document = json.loads(file.read_bytes())
        controller = document["id"]
        keys = [
            PublicKey(each["id"], controller, each["publicKeyMultibase"]) for each in document["verificationMethod"]
        ]
    except OSError as error:
        raise Trouble(f"{file} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise Trouble(
            f"{file} holds no keys. Save the address /verify/issuer of the issuer's site as a file."
        ) from error
    return {key.method: key for key in keys}


async def _own(options: argparse.Namespace) -> "Mapping[str, PublicKey]":
    from deploy.house import opened_here  # noqa: PLC0415  # the database driver is loaded when needed
    from services.training.operations.certificates.keys import known  # noqa: PLC0415

    try:
        async with (
            opened_here("training", environment(options.data, dict(os.environ))) as house,
            house.db.reading() as tx,
        ):
            return await known(tx)
    except Trouble as trouble:
        raise Trouble(f"{trouble} Or name the issuer's keys: --keys FILE") from trouble
