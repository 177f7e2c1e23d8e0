"""For operators: is the process alive, can it work, how much does it do. Only /health/ready is routed publicly."""

import logging
from typing import Any

from litestar import Request, Response, get

from shared import outbox
from shared.web.given import TheHouse

log = logging.getLogger(__name__)
_NO_STORE = {"Cache-Control": "no-store"}


@get("/health/live", include_in_schema=False, sync_to_thread=False)
def live() -> Response[dict[str, str]]:
    """The process answers."""
    return Response({"status": "live"}, headers=_NO_STORE)


@get("/health/ready", include_in_schema=False)
async def ready(house: TheHouse) -> Response[dict[str, object]]:
    """The database answers: 200, else 503. Without Redis or a mail server registration goes on."""
    try:
        async with house.db.connection() as conn:
            await conn.fetchval("SELECT 1")
        well = True
    except Exception as error:  # noqa: BLE001  # whatever broke, the answer is "not ready"
        log.warning("not ready", extra={"check": "database", "error": type(error).__name__})
        well = False
    body: dict[str, object] = {
        "status": "ready" if well else "not ready",
        "service": house.service,
        "checks": {"database": "ok" if well else "failed"},
    }
    return Response(body, status_code=200 if well else 503, headers=_NO_STORE)


@get("/metrics", include_in_schema=False)
async def metrics(request: Request[Any, Any, Any], house: TheHouse) -> Response[str]:
    """Requests, and the age of the oldest job that nobody has confirmed (seconds; 0 where there is none)."""
    async with house.db.reading() as tx:
        oldest = await outbox.oldest(tx)
        age = (tx.now - oldest).total_seconds() if oldest else 0.0
    text = request.app.state.metrics.text({"outbox_oldest_seconds": max(age, 0.0)})
    return Response(text, media_type="text/plain; version=0.0.4", headers=_NO_STORE)


HANDLERS = (live, ready, metrics)
