"""Cross-site request forgery: who may post here is decided by what the browser says of itself.

OWASP's "Verifying Origin With Standard Headers" and Fetch Metadata. Programs send neither header and carry no cookie.
"""

from typing import Any
from urllib.parse import urlsplit

from shared.errors import Forbidden
from shared.i18n import mark
from shared.web.reader import SWITCHES

_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_REFUSAL = mark("This form was sent from another site. Open the page here and send it again.")


def check_origin(method: str, headers: Any, cookies: Any, public_url: str) -> None:
    """Raises Forbidden where a request that changes something comes from another site."""
    if method in _SAFE:
        return
    site = headers.get("sec-fetch-site")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise Forbidden(_REFUSAL, code="cross-site")
        return
    origin = headers.get("origin")
    if origin is None:
        return
    if origin == "null":
        # A page without a Referer says "null" (Fetch, 3.2.5); so does a sandboxed frame elsewhere. Without a cookie of
        # a session there is nothing to abuse: the personal link in the address is the only right there is.
        if set(cookies) - set(SWITCHES.values()):
            raise Forbidden(_REFUSAL, code="cross-site")
        return
    if origin != _origin(public_url) and urlsplit(origin).netloc != headers.get("host"):
        raise Forbidden(_REFUSAL, code="cross-site")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
