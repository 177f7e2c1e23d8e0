"""The limit on what the public may send: generous, since a whole venue may sit behind one address."""

from typing import Any

from litestar import Request

from shared.house import House
from shared.web.source import source_of

PER_MINUTE = 1000


async def limit(request: Request[Any, Any, Any], house: House) -> None:
    """Raises TooMany past a thousand a minute from one source; lets through when Redis is gone."""
    source = source_of(request, house.settings.trusted_proxies)
    await house.limits.check("registration", source, limit=PER_MINUTE, per=60)
