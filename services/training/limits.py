"""How often one source may send: a whole class sits behind one address."""

from typing import Any

from litestar import Request

from shared.house import House
from shared.web.source import source_of

_A_MINUTE = 1000
_NOMINATIONS_A_MINUTE = 240
_LINKS_A_MINUTE = 240
_LINKS_AN_HOUR = 5
_CHECKS_A_MINUTE = 60


async def limit(request: Request[Any, Any, Any], house: House) -> None:
    """Raises TooMany. Without Redis nothing is limited: attendance goes on."""
    source = source_of(request, house.settings.trusted_proxies)
    await house.limits.check("attendance", source, limit=_A_MINUTE, per=60)


async def limit_nominations(request: Request[Any, Any, Any], house: House) -> None:
    """Raises TooMany. Without Redis nothing is limited: a call closes at its hour."""
    source = source_of(request, house.settings.trusted_proxies)
    await house.limits.check("nominations", source, limit=_NOMINATIONS_A_MINUTE, per=60)


async def limit_answers(request: Request[Any, Any, Any], house: House) -> None:
    """Raises TooMany. A whole room answers at once; without Redis nothing is limited."""
    source = source_of(request, house.settings.trusted_proxies)
    await house.limits.check("surveys", source, limit=_A_MINUTE, per=60)


async def limit_asking_links(request: Request[Any, Any, Any], house: House, address: str) -> None:
    """Raises TooMany: for one address few links in an hour, for one source as many as a room needs."""
    source = source_of(request, house.settings.trusted_proxies)
    await house.limits.check("survey links", source, limit=_LINKS_A_MINUTE, per=60)
    await house.limits.check("survey links to", address, limit=_LINKS_AN_HOUR, per=3600)


async def limit_verification(request: Request[Any, Any, Any], house: House) -> None:
    """Raises TooMany. A number has 40 random bits: at this pace nobody guesses one. Without Redis nothing is limited:
    whoever holds a certificate gets an answer.
    """
    source = source_of(request, house.settings.trusted_proxies)
    await house.limits.check("verification", source, limit=_CHECKS_A_MINUTE, per=60)
