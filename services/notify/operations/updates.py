"""Changes that people are told of: gathered for the quiet time, then one mail for each who takes part.

What somebody was told last stands with their mails. So an update goes to exactly those who know something else, also
when it was interrupted, when two workers tell it, or when somebody came or went meanwhile.
"""

from datetime import datetime

import msgspec

from services.notify.domain.attendees import Sent, on_update
from services.notify.domain.date_letters import fitting
from services.notify.domain.items import Item, Shown, session_changes
from services.notify.domain.messages import WISHES, message_kind
from services.notify.operations.note import Note, note_of
from services.notify.operations.write import write_down
from services.notify.store import attendees, deliveries, items
from services.notify.store.attendees import ToTell
from shared.contracts.notify import Message, MessageSend
from shared.db import Tx
from shared.house import House
from shared.identity.people import person_id
from shared.ids import uuid7

BELL = "updates"
CHUNK = 50  # in one transaction: meanwhile nobody is invited to that item


async def send_due(house: House) -> int:
    """Tell every change whose quiet time is over. Returns how many mails were written."""
    written = 0
    while (more := await _send_some(house)) is not None:
        written += more
    return written


async def next_due(house: House) -> datetime | None:
    """When the next quiet time is over."""
    async with house.db.reading() as tx:
        return await items.next_due(tx)


async def _send_some(house: House) -> int | None:
    """One transaction: some people of one item. None: nothing is due, or other workers are at it."""
    async with house.db.transaction() as tx:
        item = await items.find_due(tx)
        if item is None:
            return None
        if item.withdrawn and item.cancelled_at is None:  # nobody is told of what is not public
            await items.settle_change(tx, item.id)
            return 0
        if _is_silent(item, tx.now):
            await items.settle_change(tx, item.id)
            return 0
        item = msgspec.structs.replace(item, sequence=await items.number_facts(tx, item), told=item.shown.numbered)
        people = await attendees.to_tell(tx, item.id, item.shown, CHUNK)
        for person in people:
            await _tell(house, tx, item, person)
        kept = await _send_kept(house, tx, item, CHUNK - len(people))
        if len(people) + kept < CHUNK:
            await items.settle_change(tx, item.id)
        return len(people) + kept


def _is_silent(item: Item, now: datetime) -> bool:
    """Of a date that is past nobody is told. If what they were told before lies ahead and the event is cancelled, they
    hear of that.
    """
    return item.shown.is_over(now) and (item.cancelled_at is None or item.told.is_over(now))


async def _tell(house: House, tx: Tx, item: Item, person: ToTell) -> None:
    last = await deliveries.last_part(tx, item.id, person.person_id)
    cancelled = item.cancelled_at is not None
    part = _part(item, last, cancelled=cancelled)
    about = item.shown.to(person.sessions)
    note = Note(
        owner=item.owner,
        message=Message(
            template=_template(item, person.told),
            key=f"update:{item.sequence}:{uuid7()}",
            facts=_reason(item),
            changes=session_changes(person.told, about) if person.told else (),
        ),
        to=person.person,
        item=item,
        attendee_id=person.id,
        part=part,
        about=about,
        before=person.told,
        chosen=person.sessions,
        role=person.role,
        manage_url=person.manage_url,
        join_url=item.shown.join_url,
    )
    await write_down(house, tx, note)


def _part(item: Item, last: Sent | None, *, cancelled: bool) -> Sent | None:
    """A CANCEL names the date that stands in the person's calendar."""
    method = on_update(last, has_entry=item.has_entry, cancelled=cancelled)
    if method == "CANCEL":
        assert last is not None, "only what was sent is cancelled"
        return Sent("CANCEL", item.sequence, last.when, last.timezone)
    return Sent("REQUEST", item.sequence, item.when, item.timezone) if method else None


def _template(item: Item, told: Shown | None) -> str:
    if item.cancelled_at is not None:
        return "event.cancelled"
    return "event.fixed" if item.has_entry and told is not None and told.when.is_open else "event.moved"


async def _send_kept(house: House, tx: Tx, item: Item, limit: int) -> int:
    """Messages that were to go with this update; of what is cancelled no date is told.

    Whoever is invited meanwhile has the update itself, and whoever wants no more of it gets nothing.
    """
    if limit <= 0:
        return 0
    kept = await items.release_kept(tx, item, limit, wishes=WISHES)
    for each in kept:
        kind = message_kind(each.job.message.template, each.job.message.facts)
        template = fitting(kind.name, each.told, item.shown)
        stays = each.invited or each.ended
        if template and not stays and not (kind.when_fixed and item.cancelled_at is not None):
            note = note_of(_once_for_facts(each.job, template, item), item)
            await write_down(house, tx, msgspec.structs.replace(note, before=each.told))
    return len(kept)


def _once_for_facts(job: MessageSend, template: str, item: Item) -> MessageSend:
    """One message tells a person what a number stands for, also where the owner's next one missed the update."""
    key = f"update:{item.sequence}:{template}:{item.id}:{person_id(job.to.email)}"
    facts = {**job.message.facts, **_reason(item)}
    message = msgspec.structs.replace(job.message, template=template, key=key, facts=facts)
    return msgspec.structs.replace(job, message=message)


def _reason(item: Item) -> dict[str, str]:
    return {"reason": item.reason} if item.reason else {}
