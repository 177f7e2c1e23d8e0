"""What other services put on the desk of the staff, or on a person's own page."""

from services.registration.store import desk_items
from shared.contracts.registration import DeskPut
from shared.db import Tx


async def put(tx: Tx, job: DeskPut) -> None:
    """Keep it as told; an older revision than the known one changes nothing."""
    await desk_items.put(tx, job)
