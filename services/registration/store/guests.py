"""Those with a seat at an event."""

from collections.abc import Sequence
from uuid import UUID

from services.registration.domain.guest import Guest
from services.registration.domain.registration import Category
from shared import sql as sql_files
from shared.db import Tx

sql = sql_files.load(__file__)
_guests = sql.query("guests", Guest)
_guest = sql.query("guest", Guest)


async def of_event(
    tx: Tx, event_id: UUID, *, ids: Sequence[UUID] | None = None, category: Category | None = None
) -> list[Guest]:
    """In the order in which they registered; without those who are forgotten. None chooses all."""
    return await _guests.all(tx, event_id, None if ids is None else list(ids), category)


async def by_id(tx: Tx, registration_id: UUID) -> Guest | None:
    """Whatever the status; None for one that is not there, or is forgotten."""
    return await _guest.one(tx, registration_id)
