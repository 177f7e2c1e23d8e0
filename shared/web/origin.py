"""Cross-site request forgery: who may post here is decided by what the browser says of itself.

OWASP's "Verifying Origin With Standard Headers" and Fetch Metadata. Browsers send Origin or Sec-Fetch-Site with every
request that changes something; one with neither is a program's, which carries a token or nothing at all. With a cookie
that lets somebody in, and no header that says where it comes from, it is refused.
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
    origin = headers.get("origin") or _referring(headers)
    if origin in (None, "null"):
        # A page without a Referer says "null" (Fetch, 3.2.5); so does a sandboxed frame elsewhere. Without a cookie
        # that lets in there is nothing to abuse: a token that the program sends itself (no page elsewhere can: that
        # takes a preflight), or the personal link in the address, is the only right there is.
        if set(cookies) - set(SWITCHES.values()) and not (origin is None and headers.get("authorization")):
            raise Forbidden(_REFUSAL, code="cross-site")
        return
    if origin != _origin(public_url) and urlsplit(origin).netloc != headers.get("host"):
        raise Forbidden(_REFUSAL, code="cross-site")


def is_from_here(headers: Any, public_url: str) -> bool:
    """Whether the browser says that a page of ours sent this; where it says nothing, it is not known to be so."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return bool(site == "same-origin")
    origin = headers.get("origin")
    return origin is not None and (origin == _origin(public_url) or urlsplit(origin).netloc == headers.get("host"))


def _referring(headers: Any) -> str | None:
    """The origin of the page before, for browsers that are too old to say Origin; None where it is not told."""
    referer = headers.get("referer")
    return _origin(referer) if referer else None


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
