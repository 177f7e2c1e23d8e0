"""Where a request comes from, for rate limits. Forwarded addresses count only from proxies we trust."""

from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any

from litestar import Request

from shared.settings import Network


def source_of(request: Request[Any, Any, Any], trusted_proxies: Sequence[Network]) -> str:
    """The client's IP address; "" where the server does not know it (a socket file).

    X-Forwarded-For is read from its end, one hop for each trusted proxy; what stands further left was written by
    strangers.
    """
    address = request.client.host if request.client else ""
    hops = [hop.strip() for hop in request.headers.get("x-forwarded-for", "").split(",") if hop.strip()]
    while hops and _trusted(address, trusted_proxies):
        address = hops.pop()
    return address


def _trusted(address: str, proxies: Sequence[Network]) -> bool:
    try:
        return any(ip_address(address) in proxy for proxy in proxies)
    except ValueError:  # "" from a socket file, or a hop that is no address
        return False
