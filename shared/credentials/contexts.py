"""The JSON-LD contexts that a credential may name. They ship as data; nothing is ever fetched."""

from functools import cache
from pathlib import Path

import msgspec

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

_FILES = {CREDENTIALS: "credentials-v2.json", OPEN_BADGES: "open-badges-3.0.3.json"}


class UnknownContext(Exception):
    """A document names a context that is not shipped; what its words mean is unknown then."""


@cache
def context(address: str) -> dict[str, object]:
    """Raises UnknownContext."""
    if address not in _FILES:
        raise UnknownContext(address)
    return msgspec.json.decode((Path(__file__).parent / "published" / _FILES[address]).read_bytes(), type=dict)


def load(address: str, _options: object = None) -> dict[str, object]:
    """A document loader as pyld wants one."""
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": context(address),
    }
