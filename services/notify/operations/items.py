"""Calendar items as their owners tell them: `calendar.put`, applied in the job's transaction."""

from datetime import timedelta

from services.notify.domain.items import Item, item_id, new_item, revised
from services.notify.mail.sender import sender
from services.notify.operations import guests
from services.notify.operations.updates import BELL
from services.notify.store import deliveries, items
from shared.contracts.notify import CalendarInvite, CalendarPut, CalendarWithdraw, MessageSend
from shared.db import Tx
from shared.house import House


async def put(house: House, tx: Tx, job: CalendarPut) -> None:
    """Store a newer revision; an older one changes nothing. What waited for the item follows it at once.

    A change of time, place, status or title is told when the quiet time is over (operations/updates.py).
    """
    id_ = item_id(job.owner, job.key)
    known = await items.find_locked(tx, id_)
    if known is None:
        await items.lock_unknown(tx, id_)
        known = await items.find_locked(tx, id_)
    if known is not None:
        if job.revision > known.revision:
            newer = revised(known, job, tx.now, timedelta(seconds=house.settings.update_quiet))
            await _revise(tx, known, newer)
            tx.ring(BELL)
            await _follow_all(house, tx, newer)
        return
    host = sender(house.settings.mail_from, house.settings.public_url).host
    item = new_item(job, host, tx.now)
    await items.insert(tx, item)
    await _follow_all(house, tx, item)


async def _revise(tx: Tx, known: Item, newer: Item) -> None:
    await items.update(tx, newer)
    if known.takes_guests and not newer.takes_guests:
        await deliveries.withhold_invites(tx, newer.id)
    if not newer.takes_guests or (known.when, known.timezone) != (newer.when, newer.timezone):
        await deliveries.withhold_reminders(tx, newer.id)


async def _follow_all(house: House, tx: Tx, item: Item) -> None:
    """What was decided when the item was like this, and came before it."""
    for waiting in await items.release_held(tx, item.id, item.revision):
        await _follow(house, tx, waiting)


async def _follow(house: House, tx: Tx, job: items.ForItem) -> None:
    match job:
        case CalendarInvite():
            await guests.invite(house, tx, job)
        case CalendarWithdraw():
            await guests.withdraw(house, tx, job)
        case MessageSend():
            await guests.send(house, tx, job)
