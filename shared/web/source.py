"""Where a request comes from, for rate limits. Forwarded addresses count only from proxies we trust."""

from collections.abc import Sequence
from ipaddress import ip_address, ip_network
from typing import Any

from litestar import Request


def source_of(request: Request[Any, Any, Any], trusted_proxies: Sequence[str]) -> str:
    """The client's IP address; "" where the server does not know it (a socket file).

    X-Forwarded-For is read from its end, one hop for each trusted proxy (an address or a network in CIDR form);
    what stands further left was written by strangers.
    """
    address = request.client.host if request.client else ""
    hops = [hop.strip() for hop in request.headers.get("x-forwarded-for", "").split(",") if hop.strip()]
    while hops and _trusted(address, trusted_proxies):
        address = hops.pop()
    return address


def _trusted(address: str, proxies: Sequence[str]) -> bool:
    try:
        return any(ip_address(address) in ip_network(proxy, strict=False) for proxy in proxies)
    except ValueError:
        return False
