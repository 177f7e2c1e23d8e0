"""Reminders: each once for each who takes part and each start, claimed by the key of its mail."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import msgspec

from services.notify.domain.items import Item
from services.notify.domain.reminders import REMINDERS, Reminder, good_until, is_due, remind_at, start_key
from services.notify.operations.note import Note
from services.notify.operations.write import write_down
from services.notify.store import attendees, deliveries, items
from services.notify.store.attendees import ToRemind
from shared.contracts.notify import Message
from shared.house import House

OWNER = "notify"
CHUNK = 50  # in one transaction
_NEAR = timedelta(days=9), timedelta(days=2)  # the earliest reminder is a week, an evening and a zone ahead


class Due(msgspec.Struct, frozen=True):
    """A reminder that is due now for readers in these zones; the instants differ by zone."""

    reminder: Reminder
    zone: str
    at: datetime


async def send_due(house: House) -> int:
    """Write every reminder whose hour has come; keep back those that waited too long. Returns how many were written."""
    async with house.db.transaction() as tx:
        await deliveries.withhold_late(tx)
        today = tx.now.date()
        near = [
            (item, await attendees.zones(tx, item.id))
            for item in await items.near(tx, today - _NEAR[1], today + _NEAR[0])
        ]
        due = [(item, each) for item, zones in near for each in _due(item, zones, tx.now)]
    written = 0
    for item, each in due:
        while (some := await _remind_some(house, item, each)) > 0:
            written += some
    return written


def _due(item: Item, zones: Sequence[str], now: datetime) -> Iterator[Due]:
    for name in item.reminders:
        for zone in zones if name in REMINDERS else ():
            at = remind_at(REMINDERS[name], item.when, item.timezone, zone)
            if at is not None and is_due(at, now):
                yield Due(REMINDERS[name], zone, at)


async def _remind_some(house: House, known: Item, due: Due) -> int:
    """One transaction: some of those who read in one zone. Nobody, where the item changed meanwhile."""
    async with house.db.transaction() as tx:
        item = await items.find_free(tx, known.id)
        if item is None or item.revision != known.revision or item.due_at is not None:
            return 0
        key = f"reminder:{due.reminder.name}:{item.id}:{start_key(item.when, item.timezone)}:"
        people = await attendees.to_remind(tx, item.id, [due.zone], key, CHUNK)
        for person in people:
            await write_down(house, tx, _note(item, due, person, key))
        return len(people)


def _note(item: Item, due: Due, person: ToRemind, key: str) -> Note:
    joins = due.reminder.joins and item.place.format in ("online", "hybrid")
    return Note(
        owner=OWNER,
        message=Message(template=due.reminder.message, key=f"{key}{person.person_id}"),
        to=person.person,
        item=item,
        attendee_id=person.id,
        manage_url=person.manage_url,
        join_url=item.join_url if joins else "",
        chosen=person.sessions,
        withheld=person.unsubscribed,
        good_until=good_until(due.at),
    )
