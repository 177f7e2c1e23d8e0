"""Digital Bazaar's libraries for W3C credentials, run by node: the checker that many wallets are built on."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from shared.credentials import contexts

HERE = Path(__file__).parent

# The members of https://www.w3.org/ns/cid/v1 that a page of an issuer has: no package carries that context.
_CONTROLLED = {
    "@context": {
        "@protected": True,
        "id": "@id",
        "type": "@type",
        "assertionMethod": {
            "@id": "https://w3id.org/security#assertionMethod",
            "@type": "@id",
            "@container": "@set",
        },
        "verificationMethod": {"@id": "https://w3id.org/security#verificationMethod", "@type": "@id"},
        "Multikey": {
            "@id": "https://w3id.org/security#Multikey",
            "@context": {
                "@protected": True,
                "id": "@id",
                "type": "@type",
                "controller": {"@id": "https://w3id.org/security#controller", "@type": "@id"},
                "publicKeyMultibase": {
                    "@id": "https://w3id.org/security#publicKeyMultibase",
                    "@type": "https://w3id.org/security#multibase",
                },
            },
        },
    }
}


def missing() -> str:
    """Why it cannot run here; empty where it can."""
    if shutil.which("node") is None:
        return "there is no node"
    if not (HERE / "node_modules" / "@digitalbazaar" / "vc").is_dir():
        return "@digitalbazaar/vc is not installed: npm ci --prefix tests/interop"
    return ""


def check(
    credentials: Mapping[str, dict[str, Any]],
    *,
    issuer: dict[str, Any],
    lists: Mapping[str, dict[str, Any]],
    now: datetime,
) -> dict[str, str]:
    """For each credential why it is refused; empty where it is accepted."""
    given = {
        "credentials": credentials,
        "issuer": issuer,
        "lists": lists,
        "contexts": {
            "https://www.w3.org/ns/cid/v1": _CONTROLLED,
            contexts.OPEN_BADGES: contexts.context(contexts.OPEN_BADGES),
        },
        "now": now.isoformat(),
    }
    done = subprocess.run(
        ["node", HERE / "with_digitalbazaar.mjs"],
        input=msgspec.json.encode(given),
        check=True,
        capture_output=True,
        timeout=120,
    )
    answers: dict[str, str] = json.loads(done.stdout)
    return answers
