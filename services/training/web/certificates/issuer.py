"""What other programs read when they check a certificate: who issues, with which keys, and what holds no more.

Open to every origin: checkers run in browsers too. Nothing in them is about a person.
"""

from typing import Any

import msgspec
from litestar import Response, get

from services.training.operations.certificates.keys import PROFILE, profile
from services.training.operations.certificates.statuses import LIST, status_list
from shared.web.given import FromPath, TheHouse

_MINUTES = 5


def linked_data(document: dict[str, Any], media_type: str = "application/ld+json") -> Response[bytes]:
    """JSON-LD that anybody may read and keep for some minutes."""
    return Response(
        msgspec.json.encode(document),
        media_type=media_type,
        headers={
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Cache-Control": f"public, max-age={_MINUTES * 60}",
            "X-Content-Type-Options": "nosniff",
        },
    )


@get(PROFILE)
async def issuer(house: TheHouse) -> Response[bytes]:
    """The issuer's profile with its keys: an address that never changes. Saved as a file, it is what `--keys` takes."""
    return linked_data(await profile(house))


@get(LIST + "/{number:int}")
async def revocations(house: TheHouse, number: FromPath[int]) -> Response[bytes]:
    """A list of bits: which certificates hold no more."""
    return linked_data(await status_list(house, number), "application/vc")


HANDLERS: tuple[Any, ...] = (issuer, revocations)
