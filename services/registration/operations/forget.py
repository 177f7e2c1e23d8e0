"""Forgetting people in time: what /privacy promises of this service, kept by a periodic task."""

import logging

from services.registration.domain.privacy import DESK_ITEMS_KEPT, INTERESTS_KEPT, KEYS_KEPT, REGISTRATIONS_KEPT
from services.registration.store import desk_items, forgetting, idempotency, mail_failures, organisations
from shared.house import House
from shared.identity import sessions

log = logging.getLogger(__name__)


async def forget(house: House) -> None:
    """Run once a day. Safe to run again at any time: what is forgotten stays so."""
    async with house.db.transaction() as tx:
        people = await forgetting.forget_registrations(tx, tx.now - REGISTRATIONS_KEPT)
        await mail_failures.forget(tx, tx.now - REGISTRATIONS_KEPT)
        wishes = await forgetting.forget_interests(tx, tx.now - INTERESTS_KEPT)
        await idempotency.forget(tx, tx.now - KEYS_KEPT)
        await desk_items.forget(tx, tx.now - DESK_ITEMS_KEPT)
        await organisations.forget_uploads(tx, tx.now - organisations.UPLOADS_KEPT)
    await sessions.tidy(house.db)
    if people or wishes:
        log.info("people forgotten in time", extra={"registrations": people, "interests": wishes})
